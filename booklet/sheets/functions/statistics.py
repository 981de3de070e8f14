"""Averages, ranks, spreads and distributions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from statistics import NormalDist

from booklet.sheets.formula.scalars import FormulaError, Result, Scalar, as_number, cells, is_number
from booklet.sheets.functions.function_table import define, function, numbers, some
from booklet.sheets.model.cell import ErrorValue

_MOST_EXACT = 1000
"""Trials up to which the powers and coefficients of the binomial distribution are numbers."""
_REACH = 40
"""Beyond so many deviations nothing of a distribution is left."""
_MOST_TERMS = 1_000_000


def mean(values: list[float]) -> float:
    """Return the arithmetic mean."""
    return math.fsum(some(values)) / len(values)


def _squares(values: list[float]) -> float:
    middle = mean(values)
    return math.fsum((value - middle) ** 2 for value in values)


def _variance(less: int) -> Callable[..., float]:
    def variance(*results: Result) -> float:
        values = numbers(*results)
        if len(values) <= less:
            raise FormulaError("#DIV/0!")
        return _squares(values) / (len(values) - less)

    return variance


def _deviation(less: int) -> Callable[..., float]:
    return lambda *results: math.sqrt(_variance(less)(*results))


def percentile(values: list[float], share: float) -> float:
    """Return the value at a share between the smallest (0) and the largest (1)."""
    found = sorted(some(values, "#NUM!"))
    if not 0 <= share <= 1:
        raise FormulaError("#NUM!")
    return _between(found, share * (len(found) - 1))


def percentile_exclusive(values: list[float], share: float) -> float:
    """Return the percentile with room below the smallest and above the largest value."""
    found = sorted(some(values, "#NUM!"))
    at = share * (len(found) + 1) - 1
    if not 0 <= at <= len(found) - 1:
        raise FormulaError("#NUM!")
    return _between(found, at)


def _between(found: list[float], at: float) -> float:
    low = int(at)
    high = min(low + 1, len(found) - 1)
    return found[low] + (found[high] - found[low]) * (at - low)


def nth(values: list[float], place: float, *, largest: bool) -> float:
    """Return the value at a place, counted from 1."""
    at = math.ceil(place)
    if not 1 <= at <= len(values):
        raise FormulaError("#NUM!")
    return sorted(values, reverse=largest)[at - 1]


def mode(values: list[float]) -> float:
    """Return the value that occurs most often, the first of several."""
    value, times = Counter(values).most_common(1)[0] if values else (0.0, 0)
    if times < 2:
        raise FormulaError("#N/A")
    return value


def _rank(number: float, values: Result, ascending: float = 0.0) -> float:
    found = numbers(values)
    if number not in found:
        raise FormulaError("#N/A")
    return 1.0 + sum((v < number) if ascending else (v > number) for v in found)


def _rank_average(number: float, values: Result, ascending: float = 0.0) -> float:
    return _rank(number, values, ascending) + (numbers(values).count(number) - 1) / 2


@function("PERCENTRANK PERCENTRANK.INC", "rn|n")
def _percent_rank(values: Result, number: float, digits: float = 3.0) -> float:
    found = sorted(some(numbers(values), "#NUM!"))
    if digits < 1:
        raise FormulaError("#NUM!")
    if not found[0] <= number <= found[-1]:
        raise FormulaError("#N/A")
    below = sum(v < number for v in found)
    share = below / (len(found) - 1) if len(found) > 1 else 1.0
    if number not in found:
        low, high = found[below - 1], found[below]
        share = (below - 1 + (number - low) / (high - low)) / (len(found) - 1)
    scale = 10.0 ** int(digits)
    return math.floor(share * scale + 1e-9) / scale


def _couples(one: Result, other: Result) -> list[tuple[float, float]]:
    """Return the pairs in which both are numbers."""
    a, b = list(cells(one)), list(cells(other))
    if len(a) != len(b):
        raise FormulaError("#N/A")
    for value in (*a, *b):
        if isinstance(value, ErrorValue):
            raise FormulaError(value.code)
    return [(float(x), float(y)) for x, y in zip(a, b, strict=True) if is_number(x) and is_number(y)]  # type: ignore[arg-type]


def _moments(one: Result, other: Result) -> tuple[int, float, float, float, float, float]:
    """Return the count, the two means, and the sums of squares and products around them."""
    found = _couples(one, other)
    if not found:
        raise FormulaError("#DIV/0!")
    x, y = mean([a for a, _ in found]), mean([b for _, b in found])
    xx = math.fsum((a - x) ** 2 for a, _ in found)
    yy = math.fsum((b - y) ** 2 for _, b in found)
    return len(found), x, y, xx, yy, math.fsum((a - x) * (b - y) for a, b in found)


def _correlation(one: Result, other: Result) -> float:
    _, _, _, xx, yy, xy = _moments(one, other)
    return xy / math.sqrt(xx * yy)


def _slope(ys: Result, xs: Result) -> float:
    _, _, _, xx, _, xy = _moments(xs, ys)
    return xy / xx


def _intercept(ys: Result, xs: Result) -> float:
    _, x, y, xx, _, xy = _moments(xs, ys)
    return y - xy / xx * x


def _covariance(less: int) -> Callable[[Result, Result], float]:
    def covariance(one: Result, other: Result) -> float:
        count, *_, xy = _moments(one, other)
        return xy / (count - less)

    return covariance


def _standard_error(ys: Result, xs: Result) -> float:
    count, _, _, xx, yy, xy = _moments(xs, ys)
    return math.sqrt((yy - xy * xy / xx) / (count - 2))


@function("FREQUENCY", "rr")
def _frequency(values: Result, bounds: Result) -> list[list[Scalar]]:
    found, steps = numbers(values), sorted(numbers(bounds))
    counts = [0.0] * (len(steps) + 1)
    for value in found:
        counts[next((place for place, step in enumerate(steps) if value <= step), len(steps))] += 1
    return [[count] for count in counts]


def _with_texts(results: tuple[Result, ...]) -> list[float]:
    """Return the numbers with texts in areas as 0, and truth values as 1 and 0."""
    found = []
    for result in results:
        for value in cells(result):
            if isinstance(value, ErrorValue):
                raise FormulaError(value.code)
            if value is not None:
                found.append(as_number(value) if not isinstance(value, str) or not isinstance(result, list) else 0.0)
    return found


def _deviations_third(values: list[float], power: int) -> float:
    middle, spread = mean(values), math.sqrt(_squares(values) / (len(values) - 1))
    return math.fsum(((v - middle) / spread) ** power for v in values)


@function("SKEW", "r*")
def _skew(*results: Result) -> float:
    values = numbers(*results)
    n = len(values)
    return n / ((n - 1) * (n - 2)) * _deviations_third(values, 3)


@function("KURT", "r*")
def _kurtosis(*results: Result) -> float:
    values = numbers(*results)
    n = len(values)
    raised_ = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * _deviations_third(values, 4)
    return raised_ - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))


@function("TRIMMEAN", "rn")
def _trimmed_mean(values: Result, share: float) -> float:
    if not 0 <= share <= 1:
        raise FormulaError("#NUM!")
    found = sorted(numbers(values))
    cut = int(len(found) * share / 2)
    return mean(found[cut : len(found) - cut])


def _harmonic_mean(*results: Result) -> float:
    values = numbers(*results)
    if any(value <= 0 for value in values):
        raise FormulaError("#NUM!")
    return 1 / mean([1 / value for value in values])


def _standardized(x: float, middle: float, spread: float) -> float:
    if spread <= 0:
        raise FormulaError("#NUM!")
    return (x - middle) / spread


def _normal(x: float, middle: float, spread: float, cumulative: float) -> float:
    normal = NormalDist(middle, spread)
    return normal.cdf(x) if cumulative else normal.pdf(x)


def _inverse(share: float, middle: float = 0.0, spread: float = 1.0) -> float:
    if not 0 < share < 1 or spread <= 0:
        raise FormulaError("#NUM!")
    return NormalDist(middle, spread).inv_cdf(share)


def _binomial(hits: float, trials: float, chance: float, cumulative: float) -> float:
    k, n = int(hits), int(trials)
    if not 0 <= k <= n or not 0 <= chance <= 1:
        raise FormulaError("#NUM!")
    spread = math.sqrt(n * chance * (1 - chance))
    return math.fsum(_hit(n, i, chance) for i in _worth_adding(k, n * chance, spread, cumulative=cumulative))


def _hit(trials: int, hits: int, chance: float) -> float:
    """Return the probability of so many hits."""
    if trials <= _MOST_EXACT:
        return float(math.comb(trials, hits) * chance**hits * (1 - chance) ** (trials - hits))
    if chance in (0, 1):
        return float(hits == trials * chance)
    missed = trials - hits
    ways = math.lgamma(trials + 1) - math.lgamma(hits + 1) - math.lgamma(missed + 1)
    return math.exp(ways + hits * math.log(chance) + missed * math.log1p(-chance))


def _worth_adding(last: int, middle: float, spread: float, *, cumulative: float) -> range:
    """Return the counts up to the last, without those so far from the middle that they add nothing."""
    if not cumulative:
        return range(last, last + 1)
    reach = _REACH * spread + _REACH
    if reach > _MOST_TERMS:
        raise FormulaError("#NUM!")
    return range(max(int(middle - reach), 0), min(last, int(middle + reach)) + 1)


def _poisson(count: float, expected: float, cumulative: float) -> float:
    if count < 0 or expected < 0:
        raise FormulaError("#NUM!")
    if not expected:
        return float(cumulative or count < 1)
    places = _worth_adding(int(count), expected, math.sqrt(expected), cumulative=cumulative)
    return math.fsum(math.exp(i * math.log(expected) - expected - math.lgamma(i + 1)) for i in places)


def _exponential(x: float, rate: float, cumulative: bool) -> float:
    if x < 0 or rate <= 0:
        raise FormulaError("#NUM!")
    return 1 - math.exp(-rate * x) if cumulative else rate * math.exp(-rate * x)


def _confidence(share: float, spread: float, size: float) -> float:
    if not 0 < share < 1 or spread <= 0 or size < 1:
        raise FormulaError("#NUM!")
    return -_inverse(share / 2) * spread / math.sqrt(int(size))


def _counted(values: tuple[Result, ...]) -> float:
    return float(sum(is_number(v) for r in values for v in cells(r)) + sum(_looks_counted(r) for r in values))


def _looks_counted(result: Result) -> bool:
    """Return whether a direct argument counts: a truth value, or a text that is a number."""
    if isinstance(result, list) or is_number(result) or result is None or isinstance(result, ErrorValue):
        return False
    try:
        as_number(result)
    except FormulaError:
        return False
    return True


define("AVERAGE", "r*", lambda *v: mean(numbers(*v)))
define("AVERAGEA", "r*", lambda *v: mean(_with_texts(v)))
define("COUNT", "r*", lambda *v: _counted(v))
define("COUNTA", "r*", lambda *v: float(sum(x is not None for r in v for x in cells(r))))
define("COUNTBLANK", "r", lambda v: float(sum(x is None or x == "" for x in cells(v))))
define("MIN", "r*", lambda *v: min(numbers(*v), default=0.0))
define("MAX", "r*", lambda *v: max(numbers(*v), default=0.0))
define("MINA", "r*", lambda *v: min(_with_texts(v), default=0.0))
define("MAXA", "r*", lambda *v: max(_with_texts(v), default=0.0))
define("MEDIAN", "r*", lambda *v: percentile(numbers(*v), 0.5))
define("MODE MODE.SNGL", "r*", lambda *v: mode(numbers(*v)))
define("STDEV STDEV.S", "r*", _deviation(1))
define("STDEVP STDEV.P", "r*", _deviation(0))
define("VAR VAR.S", "r*", _variance(1))
define("VARP VAR.P", "r*", _variance(0))
define("DEVSQ", "r*", lambda *v: _squares(numbers(*v)))
define("AVEDEV", "r*", lambda *v: mean([abs(x - mean(numbers(*v))) for x in numbers(*v)]))
define("GEOMEAN", "r*", lambda *v: math.exp(mean([math.log(x) for x in numbers(*v)])))
define("HARMEAN", "r*", _harmonic_mean)
define("LARGE", "an", lambda v, n: nth(numbers(v), n, largest=True))
define("SMALL", "an", lambda v, n: nth(numbers(v), n, largest=False))
define("RANK RANK.EQ", "nr|n", _rank)
define("RANK.AVG", "nr|n", _rank_average)
define("PERCENTILE PERCENTILE.INC", "an", lambda v, n: percentile(numbers(v), n))
define("PERCENTILE.EXC", "an", lambda v, n: percentile_exclusive(numbers(v), n))
define("QUARTILE QUARTILE.INC", "an", lambda v, n: percentile(numbers(v), int(n) / 4))
define("QUARTILE.EXC", "an", lambda v, n: percentile_exclusive(numbers(v), int(n) / 4))
define("CORREL PEARSON", "aa", _correlation)
define("RSQ", "aa", lambda a, b: _correlation(a, b) ** 2)
define("SLOPE", "aa", _slope)
define("INTERCEPT", "aa", _intercept)
define("STEYX", "aa", _standard_error)
define("FORECAST FORECAST.LINEAR", "naa", lambda x, ys, xs: _intercept(ys, xs) + _slope(ys, xs) * x)
define("COVAR COVARIANCE.P", "aa", _covariance(0))
define("COVARIANCE.S", "aa", _covariance(1))
define("SUMX2MY2", "aa", lambda a, b: math.fsum(x * x - y * y for x, y in _couples(a, b)))
define("SUMX2PY2", "aa", lambda a, b: math.fsum(x * x + y * y for x, y in _couples(a, b)))
define("SUMXMY2", "aa", lambda a, b: math.fsum((x - y) ** 2 for x, y in _couples(a, b)))
define("STANDARDIZE", "nnn", _standardized)
define("FISHER", "n", math.atanh)
define("FISHERINV", "n", math.tanh)
define("NORMDIST NORM.DIST", "nnnb", _normal)
define("NORMSDIST", "n", lambda x: NormalDist().cdf(x))
define("NORM.S.DIST", "nb", lambda x, cumulative: _normal(x, 0.0, 1.0, cumulative))
define("NORMINV NORM.INV", "nnn", _inverse)
define("NORMSINV NORM.S.INV", "n", _inverse)
define("CONFIDENCE CONFIDENCE.NORM", "nnn", _confidence)
define("BINOMDIST BINOM.DIST", "nnnb", _binomial)
define("POISSON POISSON.DIST", "nnb", _poisson)
define("EXPONDIST EXPON.DIST", "nnb", _exponential)
