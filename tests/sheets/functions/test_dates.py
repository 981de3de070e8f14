"""Dates and times: the documentation's examples, both calendars' edges, and what holds between the functions."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from openpyxl import Workbook

from booklet.sheets import Limits
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.read.workbook import read_workbook
from tests.sheets.computing import Grid, cases, check, computed
from tests.sheets.paper import as_bytes

GRID = Grid(
    holidays=[date(2012, 11, 22), date(2012, 12, 4), date(2013, 1, 21)],
    later_holidays=[date(2008, 11, 26), date(2008, 12, 4), date(2009, 1, 21)],
    moments=[date(2008, 2, 14), None, "words", True],
)
MAC = Grid(epoch=datetime(1904, 1, 1), nothing=[None])

CASES = cases("""
    DATE(2008,1,2) -> 39449
    DATE(108,1,2) -> 39449
    DATE(2008,14,2) -> 39846
    DATE(2008,-3,2) -> 39327
    DATE(2008,1,35) -> 39482
    DATE(2008,1,-15) -> 39432
    DATE(2008.9,1.9,2.9) -> 39449
    DATE("2008","1","2") -> 39449
    DATE(1900,1,1) -> 1
    DATE(1900,1,0) -> 0
    DATE(1900,1,-1) -> #NUM!
    DATE(1900,2,28) -> 59
    DATE(1900,2,29) -> 60
    DATE(1900,3,1) -> 61
    DATE(1900,1,60) -> 60
    DATE(1900,1,61) -> 61
    DATE(1900,3,0) -> 60
    DATE(2000,2,29) -> 36585
    DATE(9999,12,31) -> 2958465
    DATE(9999,12,32) -> #NUM!
    DATE(10000,1,1) -> #NUM!
    DATE(-1,1,1) -> #NUM!
    DATE(2008,1,"x") -> #VALUE!
    DATE(2008,#N/A,1) -> #N/A
    DATE(2008,1) -> refused
    DATE(2008,1,1,1) -> refused
    DATEVALUE("8/22/2011") -> 40777
    DATEVALUE("22-MAY-2011") -> 40685
    DATEVALUE("2011/02/23") -> 40597
    DATEVALUE("1/1/2008 10:30") -> 39448
    DATEVALUE("February 3, 2008") -> 39481
    DATEVALUE("5-JUL")-DATE(YEAR(TODAY()),7,5) -> 0
    DATEVALUE("1/1/29") -> 47119
    DATEVALUE("1/1/30") -> 10959
    DATEVALUE("2/30/2008") -> #VALUE!
    DATEVALUE("words") -> #VALUE!
    DATEVALUE("") -> #VALUE!
    DAY(40648) -> 15
    DAY("15-Apr-2011") -> 15
    DAY(60) -> 29
    DAY(0) -> 0
    DAY(39447.999999) -> 31
    DAY(-1) -> #NUM!
    DAY(TRUE) -> 1
    DAY("words") -> #VALUE!
    DAY() -> refused
    MONTH(40648) -> 4
    MONTH("15-Apr-2011") -> 4
    MONTH(60) -> 2
    MONTH(0) -> 1
    MONTH(2958466) -> #NUM!
    YEAR("7/5/2008") -> 2008
    YEAR("7/5/2010") -> 2010
    YEAR(0) -> 1900
    YEAR(2958465) -> 9999
    YEAR(2958466) -> #NUM!
    YEAR(-0.1) -> #NUM!
    DAYS("15-MAR-2021","1-FEB-2021") -> 42
    DAYS(DATE(2021,12,31),DATE(2021,1,1)) -> 364
    DAYS(1,10) -> -9
    DAYS(2.9,1.1) -> 1
    DAYS("x",1) -> #VALUE!
    DAYS360(DATE(2011,1,30),DATE(2011,2,1)) -> 1
    DAYS360(DATE(2011,1,1),DATE(2011,12,31)) -> 360
    DAYS360(DATE(2011,1,1),DATE(2011,2,1)) -> 30
    DAYS360(DATE(2011,1,15),DATE(2011,3,31)) -> 76
    DAYS360(DATE(2011,1,31),DATE(2011,3,31)) -> 60
    DAYS360(DATE(2011,1,1),DATE(2011,12,31),TRUE) -> 359
    DAYS360(DATE(2011,1,31),DATE(2011,3,31),TRUE) -> 60
    DAYS360(DATE(2011,12,31),DATE(2011,1,1)) -> -359
    EDATE(DATE(2011,1,15),1) -> 40589
    EDATE(DATE(2011,1,15),-1) -> 40527
    EDATE(DATE(2011,1,15),2) -> 40617
    EDATE(DATE(2011,1,31),1) -> 40602
    EDATE(DATE(2012,1,31),1) -> 40968
    EDATE(DATE(2011,1,15),1.9) -> 40589
    EDATE(DATE(2011,1,15),-1.9) -> 40527
    EDATE(1,-1) -> #NUM!
    EDATE("x",1) -> #VALUE!
    EOMONTH(DATE(2011,1,1),1) -> 40602
    EOMONTH(DATE(2011,1,1),-3) -> 40482
    EOMONTH(DATE(2011,1,31),0) -> 40574
    EOMONTH(DATE(2008,1,31),1) -> 39507
    EOMONTH(DATE(9999,12,1),1) -> #NUM!
    EOMONTH(-1,0) -> #NUM!
    HOUR(0.75) -> 18
    HOUR(40742.3229166667) -> 7
    HOUR(DATE(2012,4,21)) -> 0
    HOUR("3:30:30 PM") -> 15
    HOUR("12:15 AM") -> 0
    HOUR("12:15 PM") -> 12
    HOUR(-0.5) -> #NUM!
    HOUR("x") -> #VALUE!
    MINUTE("12:45:00 PM") -> 45
    MINUTE(0.5+1/1440) -> 1
    MINUTE(1/24-1/86400) -> 59
    SECOND("4:48:18 PM") -> 18
    SECOND("4:48 PM") -> 0
    SECOND(0.78) -> 12
    ISOWEEKNUM(DATE(2012,3,9)) -> 10
    ISOWEEKNUM(DATE(2021,1,1)) -> 53
    ISOWEEKNUM(DATE(2018,12,31)) -> 1
    ISOWEEKNUM(-1) -> #NUM!
    WEEKNUM(DATE(2012,3,9)) -> 10
    WEEKNUM(DATE(2012,3,9),2) -> 11
    WEEKNUM(DATE(2012,1,1),21) -> 52
    WEEKNUM(DATE(2012,1,7)) -> 1
    WEEKNUM(DATE(2012,1,8)) -> 2
    WEEKNUM(DATE(2012,1,6),16) -> 1
    WEEKNUM(DATE(2012,1,7),16) -> 2
    WEEKNUM(DATE(2012,1,1),3) -> #NUM!
    WEEKDAY(DATE(2008,2,14)) -> 5
    WEEKDAY(DATE(2008,2,14),2) -> 4
    WEEKDAY(DATE(2008,2,14),3) -> 3
    WEEKDAY(DATE(2008,2,14),11) -> 4
    WEEKDAY(DATE(2008,2,14),12) -> 3
    WEEKDAY(DATE(2008,2,14),13) -> 2
    WEEKDAY(DATE(2008,2,14),14) -> 1
    WEEKDAY(DATE(2008,2,14),15) -> 7
    WEEKDAY(DATE(2008,2,14),16) -> 6
    WEEKDAY(DATE(2008,2,14),17) -> 5
    WEEKDAY(DATE(2008,2,17),3) -> 6
    WEEKDAY(DATE(2008,2,18),3) -> 0
    WEEKDAY(1) -> 1
    WEEKDAY(60) -> 4
    WEEKDAY(61) -> 5
    WEEKDAY(1,18) -> #NUM!
    WEEKDAY(1,0) -> #NUM!
    WEEKDAY(-1) -> #NUM!
    # The 150 days of the documentation of NETWORKDAYS.
    NETWORKDAYS(DATE(2012,10,1),DATE(2013,3,1)) -> 110
    NETWORKDAYS(DATE(2012,10,1),DATE(2013,3,1),INDEX(holidays,1)) -> 109
    NETWORKDAYS(DATE(2012,10,1),DATE(2013,3,1),holidays) -> 107
    NETWORKDAYS(DATE(2013,3,1),DATE(2012,10,1),holidays) -> -107
    NETWORKDAYS(DATE(2012,10,6),DATE(2012,10,7)) -> 0
    NETWORKDAYS(DATE(2012,10,1),DATE(2012,10,1)) -> 1
    NETWORKDAYS("x",1) -> #VALUE!
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,31)) -> 22
    NETWORKDAYS.INTL(DATE(2006,2,28),DATE(2006,1,31)) -> -21
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,2,1),7,{"2006/1/2","2006/1/16"}) -> 22
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,2,1),"0010001",{"2006/1/2","2006/1/16"}) -> 20
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,31),"1111111") -> 0
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,7),11) -> 6
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,7),2) -> 5
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,1),12) -> 1
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,1),11) -> 0
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,31),"00110") -> #VALUE!
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,31),"0000012") -> #VALUE!
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,31),0) -> #NUM!
    NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,31),8) -> #NUM!
    WORKDAY(DATE(2008,10,1),151) -> 39933
    WORKDAY(DATE(2008,10,1),151,later_holidays) -> 39938
    WORKDAY(DATE(2008,10,3),1) -> 39727
    WORKDAY(DATE(2008,10,6),-1) -> 39724
    WORKDAY(DATE(2008,10,4),0) -> 39725
    WORKDAY(1,-5) -> #NUM!
    WORKDAY.INTL(DATE(2012,1,1),30,0) -> #NUM!
    WORKDAY.INTL(DATE(2012,1,1),90,11) -> 41013
    TEXT(WORKDAY.INTL(DATE(2012,1,1),30,17),"m/dd/yyyy") -> "2/05/2012"
    WORKDAY.INTL(DATE(2012,1,1),5,"0000011") -> 40914
    WORKDAY.INTL(DATE(2012,1,1),5,"1111111") -> #VALUE!
    NOW() -> 46295.5
    TODAY() -> 46295
    TODAY(1) -> refused
    INT(NOW())=TODAY() -> TRUE
    TIME(12,0,0) -> 0.5
    TIME(16,48,10) -> ~0.7001157
    TIME(27,0,0) -> 0.125
    TIME(0,750,0) -> ~0.520833
    TIME(0,0,2000) -> ~0.023148
    TIME(1,-30,0) -> ~0.0208333
    TIME(-1,0,0) -> #NUM!
    TIME("x",0,0) -> #VALUE!
    TIMEVALUE("2:24 AM") -> 0.1
    TIMEVALUE("22-Aug-2011 6:35 AM") -> ~0.2743
    TIMEVALUE("12:00 AM") -> 0
    TIMEVALUE("12:00 PM") -> 0.5
    TIMEVALUE("24:00") -> 0
    TIMEVALUE("13:00 PM") -> #VALUE!
    TIMEVALUE("words") -> #VALUE!
    YEARFRAC(DATE(2012,1,1),DATE(2012,7,30)) -> ~0.58055556
    YEARFRAC(DATE(2012,1,1),DATE(2012,7,30),1) -> ~0.57650273
    YEARFRAC(DATE(2012,1,1),DATE(2012,7,30),2) -> ~0.58611111
    YEARFRAC(DATE(2012,1,1),DATE(2012,7,30),3) -> ~0.57808219
    YEARFRAC(DATE(2012,1,1),DATE(2012,7,30),4) -> ~0.58055556
    YEARFRAC(DATE(2012,7,30),DATE(2012,1,1)) -> ~0.58055556
    YEARFRAC(DATE(2012,1,31),DATE(2012,3,31),4) -> ~0.16666667
    YEARFRAC(DATE(2006,1,1),DATE(2008,1,1),1) -> ~1.998175
    YEARFRAC(DATE(2011,2,28),DATE(2012,2,28),1) -> 1
    YEARFRAC(DATE(2011,3,1),DATE(2012,2,29),1) -> ~0.9972678
    YEARFRAC(DATE(2011,2,28),DATE(2012,2,29),0) -> 1
    YEARFRAC(DATE(2012,1,1),DATE(2012,7,30),5) -> #NUM!
    YEARFRAC(DATE(2012,1,1),DATE(2012,7,30),-1) -> #NUM!
    YEARFRAC(1,1) -> 0
    DATEDIF(DATE(2001,1,1),DATE(2003,1,1),"Y") -> 2
    DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"D") -> 440
    DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"YD") -> 75
    DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"MD") -> 14
    DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"YM") -> 2
    DATEDIF(DATE(2001,6,1),DATE(2002,8,15),"M") -> 14
    DATEDIF(DATE(2001,6,15),DATE(2002,6,14),"y") -> 0
    DATEDIF(DATE(2001,6,15),DATE(2002,6,15),"y") -> 1
    DATEDIF(DATE(2001,1,31),DATE(2001,2,28),"m") -> 0
    DATEDIF(DATE(2001,12,25),DATE(2002,1,5),"YD") -> 11
    DATEDIF(2,1,"D") -> #NUM!
    DATEDIF(1,2,"Q") -> #NUM!
    # What holds between them.
    DATE(YEAR(45000),MONTH(45000),DAY(45000)) -> 45000
    EOMONTH(45000,0)+1-EDATE(DATE(YEAR(45000),MONTH(45000),1),1) -> 0
    HOUR(0.3)*3600+MINUTE(0.3)*60+SECOND(0.3) -> 25920
    NETWORKDAYS(45000,WORKDAY(45000,10)) -> 11
    YEAR(INDEX(moments,1)) -> 2008
    YEAR(INDEX(moments,2)) -> 1900
    YEAR(INDEX(moments,3)) -> #VALUE!
    DAY({1;60;61}) -> {1;29;1}
""")

OF_THE_MAC = cases("""
    DATE(1904,1,1) -> 0
    DATE(2008,1,2) -> 37987
    DATE(4,1,1) -> 0
    DATE(3,1,1) -> #NUM!
    DATE(1903,1,1) -> #NUM!
    YEAR(0) -> 1904
    DAY(1) -> 2
    WEEKDAY(0) -> 6
    DATEVALUE("1/2/2008") -> 37987
    EOMONTH(0,0) -> 30
    TODAY() -> 44833
    NETWORKDAYS(0,6) -> 5
    TEXT(37987,"yyyy-mm-dd") -> "2008-01-02"
""")


@pytest.mark.parametrize(("formula", "expected"), CASES)
def test_dates(formula: str, expected: str) -> None:
    """Days since 1900 with Lotus's leap day, working days, and parts of the day."""
    check(formula, expected, GRID)


@pytest.mark.parametrize(("formula", "expected"), OF_THE_MAC)
def test_dates_since_1904(formula: str, expected: str) -> None:
    """A workbook of the Macintosh calendar counts from 1 January 1904, in functions too."""
    check(formula, expected, MAC)


def test_now_counts_to_the_second() -> None:
    """The time is the part of the day that has gone by."""
    evaluator = Evaluator(read_workbook(as_bytes(Workbook()), Limits()), datetime(2026, 9, 30, 13, 45, 27))
    today = computed("TODAY()", evaluator)
    assert computed("NOW()", evaluator) == pytest.approx(today + (13 * 3600 + 45 * 60 + 27) / 86_400, abs=1e-9)
    assert [computed(f"{part}(NOW())", evaluator) for part in ("HOUR", "MINUTE", "SECOND")] == [13, 45, 27]
