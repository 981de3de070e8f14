"""Averages, ranks, spreads and distributions: the documentation's examples, what counts as a number, identities."""

from __future__ import annotations

import pytest

from tests.sheets.computing import Grid, cases, check

GRID = Grid(
    five=[10, 7, 9, 27, 2],
    strengths=[1345, 1301, 1368, 1322, 1310, 1370, 1318, 1350, 1303, 1299],
    mixed=[10, "7", True, None, "words", 30, False],
    faulty=[1, "=NA()", 3],
    empties=[None, None],
    texts=["a", "b"],
    blanks=[1, None, '=""', 0],
    counted=["Sales", 39790, None, 19, 22.24, True, "=1/0"],
    ranked=[7, 3.5, 3.5, 1, 2],
    tens=[13, 12, 11, 8, 4, 3, 2, 1, 1, 1],
    exclusive=[1, 2, 3, 6, 6, 6, 7, 8, 9],
    quarters=[1, 2, 4, 7, 8, 9, 10, 12],
    eleven=[6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49],
    scores=[79, 85, 78, 85, 50, 81, 95, 88, 97],
    bins=[70, 79, 89],
    skewed=[3, 4, 5, 2, 3, 4, 5, 6, 4, 7],
    trimmed=[4, 5, 6, 7, 2, 3, 4, 5, 1, 2, 3],
    positive=[4, 5, 8, 7, 11, 4, 3],
    ys=[2, 3, 9, 1, 8, 7, 5],
    xs=[6, 5, 11, 7, 5, 4, 4],
    known_ys=[6, 7, 9, 15, 21],
    known_xs=[20, 28, 31, 38, 40],
    pairs_a=[3, 2, 4, 5, 6],
    pairs_b=[9, 7, 12, 15, 17],
    holes=[3, None, 4, "x", 6],
)

AVERAGES = cases("""
    AVERAGE(five) -> 11
    AVERAGE(five,5) -> 10
    AVERAGE(mixed) -> 20
    AVERAGE(mixed,TRUE) -> ~13.666667
    AVERAGE("4",2) -> 3
    AVERAGE("x",2) -> #VALUE!
    AVERAGE(empties) -> #DIV/0!
    AVERAGE(faulty) -> #N/A
    AVERAGE({1,2,"x",TRUE}) -> 1.5
    AVERAGEA(mixed) -> ~6.8333333
    AVERAGEA(texts) -> 0
    AVERAGEA(empties) -> #DIV/0!
    AVERAGEA(10,7,9,2,TRUE) -> 5.8
    AVERAGEA(faulty) -> #N/A
    COUNT(counted) -> 3
    COUNT(counted,2) -> 4
    COUNT(mixed) -> 2
    COUNT("7",TRUE,"x") -> 2
    COUNT({1,"2",TRUE}) -> 1
    COUNT(faulty) -> 2
    COUNTA(counted) -> 6
    COUNTA(mixed) -> 6
    COUNTA(blanks) -> 3
    COUNTA(empties) -> 0
    COUNTA(1,"",TRUE) -> 3
    COUNTBLANK(blanks) -> 2
    COUNTBLANK(five) -> 0
    MIN(five) -> 2
    MIN(five,0) -> 0
    MIN(texts) -> 0
    MIN(mixed) -> 10
    MIN("3",TRUE) -> 1
    MIN(faulty) -> #N/A
    MAX(five) -> 27
    MAX(five,30) -> 30
    MAX(empties) -> 0
    MAX(-5,-3) -> -3
    MAX("x") -> #VALUE!
    MINA(mixed) -> 0
    MINA(0.5,TRUE) -> 0.5
    MINA(five) -> 2
    MAXA(mixed) -> 30
    MAXA({0,0.2,0.5,0.4,TRUE}) -> 1
    MAXA(texts) -> 0
    MEDIAN(1,2,3,4,5) -> 3
    MEDIAN(1,2,3,4,5,6) -> 3.5
    MEDIAN(mixed) -> 20
    MEDIAN(empties) -> #NUM!
    MODE(5.6,4,4,3,2,4) -> 4
    MODE({3,1,1,3}) -> 3
    MODE(1,2,3) -> #N/A
    MODE.SNGL({5.6;4;4;3;2;4}) -> 4
    MODE.SNGL(empties) -> #N/A
    GEOMEAN(positive) -> ~5.476987
    GEOMEAN(1,0) -> #NUM!
    GEOMEAN(-1,4) -> #NUM!
    HARMEAN(positive) -> ~5.028376
    HARMEAN(1,0) -> #NUM!
    HARMEAN(-1,4) -> #NUM!
    TRIMMEAN(trimmed,0.2) -> ~3.778
    TRIMMEAN(trimmed,0) -> ~3.818182
    TRIMMEAN(trimmed,1.1) -> #NUM!
    TRIMMEAN(trimmed,-0.1) -> #NUM!
    AVEDEV(4,5,6,7,5,4,3) -> ~1.020408
    AVEDEV(4,"x") -> #VALUE!
    DEVSQ(4,5,8,7,11,4,3) -> 48
    DEVSQ(7) -> 0
""")

SPREAD = cases("""
    STDEV(strengths) -> ~27.46391572
    STDEV(1) -> #DIV/0!
    STDEV(mixed) -> ~14.142136
    STDEV.S(strengths) -> ~27.46391572
    STDEV.S(faulty) -> #N/A
    STDEVP(strengths) -> ~26.05455814
    STDEVP(5) -> 0
    STDEV.P(strengths) -> ~26.05455814
    STDEV.P(empties) -> #DIV/0!
    VAR(strengths) -> ~754.2666667
    VAR(1) -> #DIV/0!
    VAR.S(strengths) -> ~754.2666667
    VAR.S(1) -> #DIV/0!
    VARP(strengths) -> ~678.84
    VAR.P(strengths) -> ~678.84
    VAR.P(3) -> 0
    STDEV(five)^2-VAR(five) -> ~0.00000000000
    VARP(five)*5-DEVSQ(five) -> ~0.00000000000
    SKEW(skewed) -> ~0.359543
    SKEW(1,2) -> #DIV/0!
    SKEW(2,2,2) -> #DIV/0!
    KURT(skewed) -> ~-0.151799637
    KURT(1,2,3) -> #DIV/0!
    KURT(3,3,3,3) -> #DIV/0!
    CORREL(pairs_a,pairs_b) -> ~0.997054486
    CORREL({1,2},{1,1}) -> #DIV/0!
    CORREL({1,2},{1,2,3}) -> #N/A
    PEARSON({9;7;5;3;1},{10;6;1;5;3}) -> ~0.699379
    PEARSON(pairs_a,pairs_a) -> 1
    RSQ(ys,{6;5;11;7;5;4;4}) -> ~0.05795
    RSQ({1,2},{3,3}) -> #DIV/0!
    SLOPE(ys,xs) -> ~0.305556
    SLOPE({1,2},{3,3}) -> #DIV/0!
    SLOPE({1,2,3},{1,2}) -> #N/A
    SLOPE(holes,{1;2;3;4;5}) -> 0.75
    INTERCEPT({2;3;9;1;8},{6;5;11;7;5}) -> ~0.0483871
    INTERCEPT({1,2},{3,3}) -> #DIV/0!
    STEYX(ys,xs) -> ~3.305719
    STEYX({1,2},{1,2}) -> #DIV/0!
    FORECAST(30,known_ys,known_xs) -> ~10.607253
    FORECAST.LINEAR(30,known_ys,known_xs) -> ~10.607253
    FORECAST.LINEAR(5,{1,2,3},{1,2,3}) -> 5
    FORECAST(1,{1,2},{3,3}) -> #DIV/0!
    FORECAST(INDEX(known_xs,1),known_ys,known_xs)-INTERCEPT(known_ys,known_xs)-20*SLOPE(known_ys,known_xs) -> 0
    COVAR(pairs_a,pairs_b) -> 5.2
    COVAR({1,2},{1,2,3}) -> #N/A
    COVARIANCE.P(pairs_a,pairs_b) -> 5.2
    COVARIANCE.S({2,4,8},{5,11,12}) -> ~9.666666667
    COVARIANCE.S({2},{5}) -> #DIV/0!
    COVARIANCE.P(five,five)-VARP(five) -> 0
    STANDARDIZE(42,40,1.5) -> ~1.333333333
    STANDARDIZE(42,40,0) -> #NUM!
    STANDARDIZE(42,40,-1) -> #NUM!
    FISHER(0.75) -> ~0.9729551
    FISHER(1) -> #NUM!
    FISHERINV(0.972955) -> ~0.75000
    FISHERINV(FISHER(0.3)) -> 0.3
""")

RANKS = cases("""
    LARGE({3,4;5,2;3,4;5,6;4,7},3) -> 5
    LARGE({3,4;5,2;3,4;5,6;4,7},7) -> 4
    LARGE(five,1) -> 27
    LARGE(five,0) -> #NUM!
    LARGE(five,6) -> #NUM!
    LARGE(empties,1) -> #NUM!
    LARGE(faulty,1) -> #N/A
    SMALL({3;4;5;2;3;4;6;4;7},4) -> 4
    SMALL({1;4;8;3;7;12;54;8;23},2) -> 3
    SMALL(five,5) -> 27
    SMALL(five,6) -> #NUM!
    SMALL(five,{1,2}) -> {2,7}
    RANK(3.5,ranked,1) -> 3
    RANK(7,ranked,1) -> 5
    RANK(7,ranked) -> 1
    RANK(2,ranked) -> 4
    RANK(4,ranked) -> #N/A
    RANK.EQ(7,ranked,1) -> 5
    RANK.EQ(2,ranked) -> 4
    RANK.EQ(3.5,ranked,1) -> 3
    RANK.AVG(94,{89;88;92;101;94;97;95}) -> 4
    RANK.AVG(3.5,ranked) -> 2.5
    RANK.AVG(3.5,ranked,1) -> 3.5
    RANK.AVG(4,ranked) -> #N/A
    PERCENTILE({1,3,2,4},0.3) -> 1.9
    PERCENTILE({1,3,2,4},0) -> 1
    PERCENTILE({1,3,2,4},1) -> 4
    PERCENTILE({1,3,2,4},1.1) -> #NUM!
    PERCENTILE(empties,0.5) -> #NUM!
    PERCENTILE.INC({1,3,2,4},0.3) -> 1.9
    PERCENTILE.INC({1,3,2,4},-0.1) -> #NUM!
    PERCENTILE.EXC(exclusive,0.25) -> 2.5
    PERCENTILE.EXC(exclusive,0) -> #NUM!
    PERCENTILE.EXC(exclusive,0.01) -> #NUM!
    PERCENTILE.EXC(exclusive,2) -> #NUM!
    PERCENTILE.EXC(exclusive,0.1) -> 1
    PERCENTILE.EXC(exclusive,0.9) -> 9
    QUARTILE(quarters,1) -> 3.5
    QUARTILE(quarters,0) -> 1
    QUARTILE(quarters,4) -> 12
    QUARTILE(quarters,2.9) -> 7.5
    QUARTILE(quarters,5) -> #NUM!
    QUARTILE.INC(quarters,1) -> 3.5
    QUARTILE.INC(quarters,-1) -> #NUM!
    QUARTILE.EXC(eleven,1) -> 15
    QUARTILE.EXC(eleven,3) -> 43
    QUARTILE.EXC(eleven,0) -> #NUM!
    QUARTILE.EXC(eleven,4) -> #NUM!
    PERCENTRANK(tens,2) -> 0.333
    PERCENTRANK(tens,4) -> 0.555
    PERCENTRANK(tens,8) -> 0.666
    PERCENTRANK(tens,5) -> 0.583
    PERCENTRANK(tens,1) -> 0
    PERCENTRANK(tens,13) -> 1
    PERCENTRANK(tens,14) -> #N/A
    PERCENTRANK(tens,0) -> #N/A
    PERCENTRANK(tens,5,1) -> 0.5
    PERCENTRANK(tens,5,5) -> 0.58333
    PERCENTRANK(tens,5,0) -> #NUM!
    PERCENTRANK(empties,1) -> #NUM!
    PERCENTRANK.INC(tens,2) -> 0.333
    PERCENTRANK.INC(tens,4) -> 0.555
    PERCENTRANK.INC(tens,8) -> 0.666
    PERCENTRANK.INC(tens,5) -> 0.583
    PERCENTRANK.INC(five,10) -> 0.75
    FREQUENCY(scores,bins) -> {1;2;4;2}
    FREQUENCY({1,2,3},2) -> {2;1}
    FREQUENCY({1,"x",3},{5,2}) -> {1;1;0}
    SUM(FREQUENCY(scores,bins))-COUNT(scores) -> 0
    PERCENTILE(five,PERCENTRANK(five,9)) -> 9
    QUARTILE(five,2)-MEDIAN(five) -> 0
    LARGE(five,2)-SMALL(five,4) -> 0
""")

DISTRIBUTIONS = cases("""
    NORMDIST(42,40,1.5,TRUE) -> ~0.9087888
    NORMDIST(42,40,1.5,FALSE) -> ~0.10934005
    NORMDIST(42,40,0,TRUE) -> #NUM!
    NORM.DIST(42,40,1.5,TRUE) -> ~0.9087888
    NORM.DIST(42,40,1.5,FALSE) -> ~0.10934005
    NORM.DIST(42,40,-1,TRUE) -> #NUM!
    NORMSDIST(1.333333) -> ~0.908788726
    NORMSDIST(0) -> 0.5
    NORM.S.DIST(1.333333,TRUE) -> ~0.908788726
    NORM.S.DIST(1.333333,FALSE) -> ~0.164010148
    NORM.S.DIST(1) -> refused
    NORMINV(0.908789,40,1.5) -> ~42.000002
    NORMINV(0,40,1.5) -> #NUM!
    NORMINV(0.5,40,0) -> #NUM!
    NORM.INV(0.908789,40,1.5) -> ~42.000002
    NORM.INV(1,40,1.5) -> #NUM!
    NORMSINV(0.9087888) -> ~1.33333
    NORMSINV(0.5) -> ~0.000000000
    NORM.S.INV(0.9087888) -> ~1.33333
    NORM.S.INV(0) -> #NUM!
    NORMSDIST(NORMSINV(0.2)) -> ~0.200000000
    CONFIDENCE(0.05,2.5,50) -> ~0.692951912
    CONFIDENCE(0,2.5,50) -> #NUM!
    CONFIDENCE(1,2.5,50) -> #NUM!
    CONFIDENCE(0.05,0,50) -> #NUM!
    CONFIDENCE(0.05,2.5,0.9) -> #NUM!
    CONFIDENCE.NORM(0.05,2.5,50) -> ~0.692951912
    CONFIDENCE.NORM(0.05,2.5,50.9) -> ~0.692951912
    BINOMDIST(6,10,0.5,FALSE) -> ~0.2050781
    BINOMDIST(6,10,0.5,TRUE) -> ~0.828125
    BINOMDIST(6.9,10.9,0.5,FALSE) -> ~0.2050781
    BINOMDIST(11,10,0.5,FALSE) -> #NUM!
    BINOMDIST(-1,10,0.5,FALSE) -> #NUM!
    BINOMDIST(6,10,1.1,FALSE) -> #NUM!
    BINOM.DIST(6,10,0.5,FALSE) -> ~0.2050781
    BINOM.DIST(10,10,0.3,TRUE) -> 1
    BINOM.DIST(0,10,0.3,FALSE)-0.7^10 -> 0
    POISSON(2,5,TRUE) -> ~0.124652
    POISSON(2,5,FALSE) -> ~0.084224
    POISSON(-1,5,FALSE) -> #NUM!
    POISSON(2,-5,FALSE) -> #NUM!
    POISSON.DIST(2,5,TRUE) -> ~0.124652
    POISSON.DIST(2,5,FALSE) -> ~0.084224
    POISSON.DIST(2.9,5,FALSE) -> ~0.084224
    EXPONDIST(0.2,10,TRUE) -> ~0.86466472
    EXPONDIST(0.2,10,FALSE) -> ~1.35335283
    EXPONDIST(-1,10,TRUE) -> #NUM!
    EXPONDIST(1,0,TRUE) -> #NUM!
    EXPON.DIST(0.2,10,TRUE) -> ~0.86466472
    EXPON.DIST(0.2,10,FALSE) -> ~1.35335283
    EXPON.DIST(0.2,-10,FALSE) -> #NUM!
    SUMPRODUCT(BINOM.DIST({0;1;2;3;4},4,0.3,FALSE)) -> ~1.00000000000
    SUMPRODUCT(POISSON.DIST({0;1;2},5,FALSE))-POISSON.DIST(2,5,TRUE) -> ~0.00000000000
""")


@pytest.mark.parametrize(("formula", "expected"), [*AVERAGES, *SPREAD, *RANKS, *DISTRIBUTIONS])
def test_statistics(formula: str, expected: str) -> None:
    """What counts, where values stand among others, and how they spread."""
    check(formula, expected, GRID)
