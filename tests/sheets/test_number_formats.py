"""Number formats by family: what Excel shows for a value.

A table has a case to a line: the value (a number, a "text", TRUE, or a date and time), the format's code, and in
angle quotes what stands in the cell, its spaces too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook

from booklet.sheets.numbers import display
from tests.sheets.paper import Paper

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)?\s*(?:(\d\d):(\d\d):(\d\d(?:\.\d+)?))?")


def _cases(table: str) -> list[object]:
    found = []
    for line in filter(None, map(str.strip, table.splitlines())):
        value, code, shown = line.split(" ¦ ")
        assert shown.startswith("«"), line
        assert shown.endswith("»"), line
        found.append(pytest.param(_value(value.strip()), code.strip(), shown[1:-1], id=f"{value} {code}"))
    return found


def _value(text: str) -> float | str | bool:
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    if text.startswith('"'):
        return text[1:-1]
    moment = _MOMENT.fullmatch(text)
    if moment is None:
        return float(text)
    days = (datetime.fromisoformat(moment[1]) - datetime(1899, 12, 30)).days if moment[1] else 0
    seconds = int(moment[2] or 0) * 3600 + int(moment[3] or 0) * 60 + Decimal(moment[4] or 0)
    return float(days + seconds / 86_400)


GENERAL = _cases("""
    0 ¦ General ¦ «0»
    1 ¦ General ¦ «1»
    -1.5 ¦ General ¦ «-1.5»
    1234567890 ¦ General ¦ «1234567890»
    12345678901 ¦ General ¦ «12345678901»
    123456789012 ¦ General ¦ «1.23457E+11»
    1.23456789012 ¦ General ¦ «1.23456789»
    123456.789012 ¦ General ¦ «123456.789»
    0.1234567891 ¦ General ¦ «0.123456789»
    0.0001 ¦ General ¦ «0.0001»
    -1234567890.12 ¦ General ¦ «-1234567890»
    1E+20 ¦ General ¦ «1E+20»
    1E-10 ¦ General ¦ «1E-10»
    1.5E+300 ¦ General ¦ «1.5E+300»
    99999999999.9 ¦ General ¦ «1E+11»
    "words" ¦ General ¦ «words»
    TRUE ¦ General ¦ «TRUE»
    FALSE ¦ 0.00 ¦ «FALSE»
    5 ¦ General" pcs" ¦ «5 pcs»
    -5 ¦ General;(General) ¦ «(5)»
    12.5 ¦ "about "General ¦ «about 12.5»
    7 ¦ @ ¦ «7»
    1234.5678 ¦ @ ¦ «1234.5678»
""")

FIXED = _cases("""
    1234.567 ¦ 0 ¦ «1235»
    0.5 ¦ 0 ¦ «1»
    1.5 ¦ 0 ¦ «2»
    2.5 ¦ 0 ¦ «3»
    -0.5 ¦ 0 ¦ «-1»
    -2.5 ¦ 0 ¦ «-3»
    0.4 ¦ 0 ¦ «0»
    0.125 ¦ 0.00 ¦ «0.13»
    1.005 ¦ 0.00 ¦ «1.01»
    2.675 ¦ 0.00 ¦ «2.68»
    999.995 ¦ 0.00 ¦ «1000.00»
    9.995 ¦ 0.00 ¦ «10.00»
    99.95 ¦ 0.0 ¦ «100.0»
    0.05 ¦ .0 ¦ «.1»
    0 ¦ # ¦ «»
    0 ¦ #.## ¦ «.»
    5 ¦ #.## ¦ «5.»
    0.5 ¦ #.## ¦ «.5»
    0.256 ¦ #.## ¦ «.26»
    5 ¦ 000 ¦ «005»
    1234 ¦ 00 ¦ «1234»
    -7 ¦ 0000 ¦ «-0007»
    1.5 ¦ 0.0? ¦ «1.5 »
    1.25 ¦ 0.0? ¦ «1.25»
    1.25 ¦ ??.?? ¦ « 1.25»
    12 ¦ 0.??? ¦ «12.   »
    7 ¦ ??? ¦ «  7»
    0 ¦ ?? ¦ «  »
    1.10 ¦ 0.0# ¦ «1.1»
    1.126 ¦ 0.0# ¦ «1.13»
    1 ¦ 0.## ¦ «1.»
    123456789012345 ¦ 0 ¦ «123456789012345»
    1E+16 ¦ 0 ¦ «10000000000000000»
    0.1 ¦ 0.00000000000000000000 ¦ «0.10000000000000000000»
    12345678 ¦ 000-00-0000 ¦ «012-34-5678»
    5551234567 ¦ (000) 000-0000 ¦ «(555) 123-4567»
    12345 ¦ 0-0-0 ¦ «123-4-5»
""")

THOUSANDS = _cases("""
    1234567 ¦ #,##0 ¦ «1,234,567»
    999 ¦ #,##0 ¦ «999»
    1000 ¦ #,##0 ¦ «1,000»
    0 ¦ #,##0 ¦ «0»
    0 ¦ #,### ¦ «»
    -1234 ¦ #,##0 ¦ «-1,234»
    123 ¦ 0,000 ¦ «0,123»
    5 ¦ 0,000,000 ¦ «0,000,005»
    1234567.891 ¦ #,##0.00 ¦ «1,234,567.89»
    999999.5 ¦ #,##0 ¦ «1,000,000»
    12345.678 ¦ ###,###.0 ¦ «12,345.7»
    1234567 ¦ 0, ¦ «1235»
    1234567 ¦ 0,, ¦ «1»
    1234567 ¦ #,##0, ¦ «1,235»
    1234567 ¦ 0.0,"K" ¦ «1234.6K»
    1234567 ¦ 0.00,,"M" ¦ «1.23M»
    1234567890 ¦ #,##0,, ¦ «1,235»
    1234567890 ¦ 0.0,,, ¦ «1.2»
    499 ¦ 0, ¦ «0»
    500 ¦ 0, ¦ «1»
    -1500 ¦ #,##0,"k" ¦ «-2k»
    12200000 ¦ #,##0.0,, ¦ «12.2»
    1234 ¦ "#,"0 ¦ «#,1234»
""")

PERCENT = _cases(
    """
    0.256 ¦ 0% ¦ «26%»
    0.255 ¦ 0% ¦ «26%»
    0.254 ¦ 0% ¦ «25%»
    0.256 ¦ 0.0% ¦ «25.6%»
    0.12345 ¦ 0.00% ¦ «12.35%»
    1 ¦ 0% ¦ «100%»
    0.9999 ¦ 0% ¦ «100%»
    0.005 ¦ 0% ¦ «1%»
    -0.05 ¦ 0% ¦ «-5%»
    12 ¦ #,##0% ¦ «1,200%»
    0.5 ¦ 0%% ¦ «5000%%»
    0.5 ¦ %0 ¦ «%50»
    0.5 ¦ 0"%" ¦ «1%»
    0.5 ¦ 0\\% ¦ «1%»
    0.075 ¦ 0.0 % ¦ «7.5 %»
""".replace("\\\\", "\\")
)

FRACTIONS = _cases("""
    0.5 ¦ # ?/? ¦ « 1/2»
    1.5 ¦ # ?/? ¦ «1 1/2»
    -1.25 ¦ # ?/? ¦ «-1 1/4»
    0.3 ¦ # ?/? ¦ « 2/7»
    1.3 ¦ # ?/? ¦ «1 1/3»
    2 ¦ # ?/? ¦ «2    »
    0 ¦ # ?/? ¦ «0    »
    0.99 ¦ # ?/? ¦ «1    »
    1.5 ¦ ?/? ¦ «3/2»
    3.14159 ¦ # ?/? ¦ «3 1/7»
    3.14159 ¦ # ??/?? ¦ «3  1/7 »
    3.14159 ¦ # ???/??? ¦ «3  16/113»
    0.25 ¦ # ??/?? ¦ «  1/4 »
    12.3456 ¦ # ??/?? ¦ «12 28/81»
    0.25 ¦ # ?/8 ¦ « 2/8»
    5.5 ¦ # ?/2 ¦ «5 1/2»
    1.3 ¦ # ??/100 ¦ «1 30/100»
    0.0625 ¦ # ??/16 ¦ «  1/16»
    1.96 ¦ # ?/4 ¦ «2    »
    0.375 ¦ 0 0/0 ¦ «0 3/8»
""")

SCIENTIFIC = _cases("""
    12345 ¦ 0.00E+00 ¦ «1.23E+04»
    0.00012 ¦ 0.00E+00 ¦ «1.20E-04»
    -12345 ¦ 0.00E+00 ¦ «-1.23E+04»
    0 ¦ 0.00E+00 ¦ «0.00E+00»
    12345 ¦ 0E+0 ¦ «1E+4»
    12345 ¦ ##0.0E+0 ¦ «12.3E+3»
    123456 ¦ ##0.0E+0 ¦ «123.5E+3»
    1234567 ¦ ##0.0E+0 ¦ «1.2E+6»
    999960 ¦ ##0.0E+0 ¦ «1.0E+6»
    12345 ¦ 0.00E-00 ¦ «1.23E04»
    0.00012 ¦ 0.00E-00 ¦ «1.20E-04»
    9.999 ¦ 0.0E+0 ¦ «1.0E+1»
    9.9996 ¦ 0.000E+00 ¦ «1.000E+01»
    1E+100 ¦ 0.0E+0 ¦ «1.0E+100»
    123 ¦ 0.0E+000 ¦ «1.2E+002»
    12345 ¦ 0.00e+00 ¦ «1.23E+04»
""")

MONEY = _cases("""
    1234.5 ¦ "$"#,##0.00 ¦ «$1,234.50»
    1234.5 ¦ $#,##0.00 ¦ «$1,234.50»
    -1234.5 ¦ $#,##0.00 ¦ «-$1,234.50»
    -1234.5 ¦ $#,##0.00_);($#,##0.00) ¦ «($1,234.50)»
    1234.5 ¦ $#,##0.00_);($#,##0.00) ¦ «$1,234.50 »
    1234.5 ¦ _($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_) ¦ « $1,234.50 »
    -1234.5 ¦ _($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_) ¦ « $(1,234.50)»
    0 ¦ _($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_) ¦ « $-   »
    "due" ¦ _($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_) ¦ « due »
    1234.5 ¦ [$€-407] #,##0.00 ¦ «€ 1,234.50»
    1234.5 ¦ #,##0.00 [$€-40C] ¦ «1,234.50 €»
    5 ¦ [$USD] 0 ¦ «USD 5»
    -5 ¦ [$£-809]#,##0;-[$£-809]#,##0 ¦ «-£5»
    5 ¦ [$-409]0 ¦ «5»
    3 ¦ 0.00 "CR";0.00 "DR" ¦ «3.00 CR»
    -3 ¦ 0.00 "CR";0.00 "DR" ¦ «3.00 DR»
""")

SECTIONS = _cases("""
    5 ¦ "pos";"neg";"nil";"text" ¦ «pos»
    -5 ¦ "pos";"neg";"nil";"text" ¦ «neg»
    0 ¦ "pos";"neg";"nil";"text" ¦ «nil»
    "x" ¦ "pos";"neg";"nil";"text" ¦ «text»
    0 ¦ 0.0;-0.0 ¦ «0.0»
    -5 ¦ 0;0 ¦ «5»
    -5 ¦ 0;-0 ¦ «-5»
    5 ¦ ;;; ¦ «»
    -5 ¦ ;;; ¦ «»
    0 ¦ ;;; ¦ «»
    "x" ¦ ;;; ¦ «»
    0 ¦ 0;-0;;@ ¦ «»
    "x" ¦ 0;-0;;@ ¦ «x»
    "x" ¦ 0 ¦ «x»
    "x" ¦ 0;0;0 ¦ «x»
    "x" ¦ 0;0;0;@"!" ¦ «x!»
    "x" ¦ @@ ¦ «xx»
    "x" ¦ "Dear "@ ¦ «Dear x»
    "x" ¦ 0;0;0;"none" ¦ «none»
    TRUE ¦ "pos";"neg" ¦ «TRUE»
    0.5 ¦ [<1]0.00;0 ¦ «0.50»
    3 ¦ [<1]0.00;0 ¦ «3»
    -5 ¦ [<1]0.00;0 ¦ «-5.00»
    1 ¦ [<1]0.00;0 ¦ «1»
    1 ¦ [<=1]0.00;0 ¦ «1.00»
    999 ¦ [>=1000]#,##0,"K";0 ¦ «999»
    1000 ¦ [>=1000]#,##0,"K";0 ¦ «1K»
    1500000 ¦ [>=1000000]0.0,,"M";[>=1000]0,"K";0 ¦ «1.5M»
    1500 ¦ [>=1000000]0.0,,"M";[>=1000]0,"K";0 ¦ «2K»
    15 ¦ [>=1000000]0.0,,"M";[>=1000]0,"K";0 ¦ «15»
    0 ¦ [=0]"none";[=1]"one";0 ¦ «none»
    1 ¦ [=0]"none";[=1]"one";0 ¦ «one»
    7 ¦ [=0]"none";[=1]"one";0 ¦ «7»
    5 ¦ [<>5]0;"five" ¦ «five»
    6 ¦ [<>5]0;"five" ¦ «6»
    100 ¦ [>100]"high";[<=100]"low" ¦ «low»
""")

LITERALS = _cases(
    """
    5 ¦ 0"kg" ¦ «5kg»
    5 ¦ 0 "kg" ¦ «5 kg»
    5 ¦ 0\\k\\g ¦ «5kg»
    5 ¦ "0"0 ¦ «05»
    5 ¦ \\00 ¦ «05»
    5 ¦ (0) ¦ «(5)»
    5 ¦ +0 ¦ «+5»
    5 ¦ 0° ¦ «5°»
    5 ¦ 0!: ¦ «5!:»
    5 ¦ "a;b"0 ¦ «a;b5»
    5 ¦ "say "\\"0\\" ¦ «say "5"»
    5 ¦ _(0_) ¦ « 5 »
    5 ¦ 0_m"x" ¦ «5 x»
    12 ¦ 0"."0 ¦ «1.2»
    12 ¦ "#"0 ¦ «#12»
    1.5 ¦ 0"d"0.0 ¦ «0d1.5»
""".replace("\\\\", "\\")
)

DATES = _cases("""
    2023-07-16 ¦ d ¦ «16»
    2023-07-06 ¦ d ¦ «6»
    2023-07-06 ¦ dd ¦ «06»
    2023-07-16 ¦ ddd ¦ «Sun»
    2023-07-16 ¦ dddd ¦ «Sunday»
    2023-07-16 ¦ m ¦ «7»
    2023-07-16 ¦ mm ¦ «07»
    2023-07-16 ¦ mmm ¦ «Jul»
    2023-07-16 ¦ mmmm ¦ «July»
    2023-07-16 ¦ mmmmm ¦ «J»
    2023-07-16 ¦ yy ¦ «23»
    2023-07-16 ¦ yyyy ¦ «2023»
    2023-07-16 ¦ yyy ¦ «2023»
    2023-07-16 ¦ m/d/yy ¦ «7/16/23»
    2023-07-16 ¦ d-mmm-yy ¦ «16-Jul-23»
    2023-07-16 ¦ mmm-yy ¦ «Jul-23»
    2023-07-16 ¦ YYYY-MM-DD ¦ «2023-07-16»
    2023-07-16 ¦ dddd, mmmm d, yyyy ¦ «Sunday, July 16, 2023»
    2023-07-16 ¦ d"th of" mmmm ¦ «16th of July»
    2023-07-16 ¦ yyyy"Q"0 ¦ «2023Q0»
    2023-07-16 ¦ dd.mm.yyyy ¦ «16.07.2023»
    2023-07-16 14:05:09 ¦ yyyy-mm-dd hh:mm:ss ¦ «2023-07-16 14:05:09»
    2023-07-16 14:05:09 ¦ m/d/yyyy h:mm ¦ «7/16/2023 14:05»
    2000-02-29 ¦ d mmm yyyy ¦ «29 Feb 2000»
    1999-12-31 ¦ mm/dd/yy ¦ «12/31/99»
    0 ¦ yyyy-mm-dd ¦ «1900-01-00»
    1 ¦ yyyy-mm-dd ddd ¦ «1900-01-01 Sun»
    59 ¦ m/d ¦ «2/28»
    60 ¦ m/d ¦ «2/29»
    61 ¦ m/d ddd ¦ «3/1 Thu»
    2958465 ¦ yyyy-mm-dd ¦ «9999-12-31»
    2023-07-16 ¦ [Red]d ¦ «16»
    2023-07-16 ¦ d;@ ¦ «16»
    "soon" ¦ yyyy-mm-dd ¦ «soon»
    "soon" ¦ d;@ ¦ «soon»
    2023-07-16 ¦ bbbb ¦ «2566»
    2023-07-16 ¦ bb ¦ «66»
""")

TIMES = _cases("""
    00:00:00 ¦ h:mm AM/PM ¦ «12:00 AM»
    00:05:00 ¦ h:mm AM/PM ¦ «12:05 AM»
    06:00:00 ¦ h:mm AM/PM ¦ «6:00 AM»
    11:59:59 ¦ h:mm:ss AM/PM ¦ «11:59:59 AM»
    12:00:00 ¦ h:mm AM/PM ¦ «12:00 PM»
    12:59:00 ¦ h AM/PM ¦ «12 PM»
    13:00:00 ¦ h:mm AM/PM ¦ «1:00 PM»
    23:59:00 ¦ hh:mm AM/PM ¦ «11:59 PM»
    12:00:00 ¦ h:mm am/pm ¦ «12:00 PM»
    12:00:00 ¦ h:mm A/P ¦ «12:00 P»
    12:00:00 ¦ h:mm a/p ¦ «12:00 p»
    01:00:00 ¦ h A/P ¦ «1 A»
    12:00:00 ¦ AM/PM ¦ «PM»
    00:00:00 ¦ h:mm ¦ «0:00»
    12:00:00 ¦ h:mm ¦ «12:00»
    14:05:09 ¦ h:m:s ¦ «14:5:9»
    14:05:09 ¦ hh:mm:ss ¦ «14:05:09»
    09:05:09 ¦ hh:mm ¦ «09:05»
    14:05:09 ¦ mm:ss ¦ «05:09»
    14:05:09 ¦ m:ss ¦ «5:09»
    14:05:09 ¦ h"h "mm"m" ¦ «14h 05m»
    2023-07-16 14:05:09 ¦ mm/dd hh:mm ¦ «07/16 14:05»
    2023-07-16 14:05:09 ¦ h mm mm ¦ «14 05 07»
    2023-07-16 14:05:09 ¦ mm ¦ «07»
    12:34:59.6 ¦ h:mm:ss ¦ «12:35:00»
    12:34:59.4 ¦ h:mm:ss ¦ «12:34:59»
    12:34:59.6 ¦ h:mm ¦ «12:35»
    12:59:59.9 ¦ h:mm ¦ «13:00»
    00:00:59.9999 ¦ mm:ss.000 ¦ «01:00.000»
    00:00:59.96 ¦ mm:ss.0 ¦ «01:00.0»
    00:00:59.94 ¦ mm:ss.0 ¦ «00:59.9»
    14:05:09.123 ¦ h:mm:ss.000 ¦ «14:05:09.123»
    14:05:09.126 ¦ h:mm:ss.00 ¦ «14:05:09.13»
    14:05:09.5 ¦ ss.00 ¦ «09.50»
    1.5 ¦ [h]:mm ¦ «36:00»
    1.5 ¦ [hh]:mm:ss ¦ «36:00:00»
    0.25 ¦ [hh]:mm ¦ «06:00»
    1.5 ¦ [m] ¦ «2160»
    1.5 ¦ [s] ¦ «129600»
    00:01:01.2 ¦ [mm]:ss ¦ «01:01»
    00:01:01.2 ¦ [s].0 ¦ «61.2»
    1.0630208333 ¦ [h]:mm:ss ¦ «25:30:45»
    1.0630208333 ¦ h:mm:ss ¦ «1:30:45»
    1.99999999 ¦ [h]:mm:ss ¦ «48:00:00»
    0 ¦ [h]:mm ¦ «0:00»
""")

LOCALES = _cases("""
    2023-07-16 ¦ [$-407]dddd, d. mmmm yyyy ¦ «Sonntag, 16. Juli 2023»
    2023-07-16 ¦ [$-40C]dddd d mmmm yyyy ¦ «dimanche 16 juillet 2023»
    2023-07-16 ¦ [$-410]d mmmm yyyy ¦ «16 luglio 2023»
    2023-07-16 ¦ [$-C0A]d mmmm ¦ «16 julio»
    2023-07-16 ¦ [$-416]d mmmm ¦ «16 julho»
    2023-07-16 ¦ [$-413]dddd d mmmm yyyy ¦ «zondag 16 juli 2023»
    2023-07-16 ¦ [$-804]aaaa ¦ «星期日»
    2023-07-16 ¦ [$-411]dddd ¦ «日曜日»
    2023-07-16 ¦ yyyy"年"m"月"d"日" ¦ «2023年7月16日»
    2023-07-16 ¦ [$-409]d-mmm-yyyy ¦ «16-Jul-2023»
    2023-07-16 ¦ [$-F800]dddd, mmmm dd, yyyy ¦ «Sunday, July 16, 2023»
    18:00:00 ¦ [$-F400]h:mm:ss AM/PM ¦ «6:00:00 PM»
    18:00:00 ¦ 上午/下午h"时"mm"分" ¦ «下午6时00分»
    09:00:00 ¦ 上午/下午h"时"mm"分" ¦ «上午9时00分»
    1234.5 ¦ [$-407]#,##0.00 ¦ «1,234.50»
""")


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [*GENERAL, *FIXED, *THOUSANDS, *PERCENT, *FRACTIONS, *SCIENTIFIC, *MONEY, *SECTIONS, *LITERALS],
)
def test_numbers_and_texts(value: float | str | bool, code: str, shown: str) -> None:
    """Digits in their places, rounded with halves away from 0, in the section that the value chooses."""
    assert display(value, code).text == shown


@pytest.mark.parametrize(("value", "code", "shown"), [*DATES, *TIMES, *LOCALES])
def test_dates_and_times(value: float | str, code: str, shown: str) -> None:
    """Days since 1900, noon and midnight, elapsed time, parts of a second, other languages' names."""
    assert display(value, code).text == shown


@pytest.mark.parametrize(
    ("code", "value", "color"),
    [
        ("[Red]0", 1, "FF0000"),
        ("[RED]0", 1, "FF0000"),
        ("[Blue]0;[Green]0;[Yellow]0", 1, "0000FF"),
        ("[Blue]0;[Green]0;[Yellow]0", -1, "00FF00"),
        ("[Blue]0;[Green]0;[Yellow]0", 0, "FFFF00"),
        ("0;[Magenta]-0", -1, "FF00FF"),
        ("0;[Cyan]-0", 1, None),
        ("[Black]0;[White]0", -1, "FFFFFF"),
        ("[Color3]0", 1, "FF0000"),
        ("[Color 5]0", 1, "0000FF"),
        ("[Color10]0", 1, "008000"),
        ("[Red][<0]0;[Blue][>100]0;0", -1, "FF0000"),
        ("[Red][<0]0;[Blue][>100]0;0", 101, "0000FF"),
        ("[Red][<0]0;[Blue][>100]0;0", 50, None),
        ("[Red]yyyy", 45000, "FF0000"),
        ("[Red]h:mm;@", 0.5, "FF0000"),
    ],
)
def test_colors(code: str, value: float, color: str | None) -> None:
    """The color of the section that shows the value, by name or by number of the old palette."""
    assert display(float(value), code).color == color


@pytest.mark.parametrize(
    ("code", "value", "fill"),
    [
        ("$* 0.00", 5, (1, " ")),
        ("0*-", 5, (1, "-")),
        ("*=0", 5, (0, "=")),
        ("0", 5, None),
        ('_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)', 5, (2, " ")),
        ('_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)', 0, (2, " ")),
    ],
)
def test_repeated_signs(code: str, value: float, fill: tuple[int, str] | None) -> None:
    """A star's sign is repeated at its place, and is not in the text."""
    assert display(float(value), code).fill == fill


@pytest.mark.parametrize(
    ("value", "code", "overflow"),
    [
        (-1.0, "yyyy-mm-dd", True),
        (-0.5, "[h]:mm", True),
        (-0.5, "h:mm AM/PM", True),
        (2_958_466.0, "yyyy-mm-dd", True),
        (1e300, "d", True),
        (2_958_465.0, "yyyy-mm-dd", False),
        (-1.0, "0", False),
        (-1.0, "yyyy;0", False),
        (5.0, "[<0]0;[=0]0", True),
    ],
)
def test_values_that_a_format_cannot_show(value: float, code: str, overflow: bool) -> None:
    """The cell prints ####: a date before the calendar or after it, a number that no section wants."""
    assert display(value, code).overflow is overflow


@pytest.mark.parametrize(
    ("value", "characters", "shown"),
    [
        (1234.5678, 9, "1234.5678"),
        (1234.5678, 7, "1234.57"),
        (1234.5678, 5, "1235"),
        (1234.5678, 4, "1235"),
        (12345678.0, 8, "12345678"),
        (12345678.0, 7, "1.2E+07"),
        (12345678.0, 5, "1E+07"),
        (12345678.0, 4, ""),
        (0.333333333333, 6, "0.3333"),
        (-12.0, 2, "-12"),
        (0.0, 1, "0"),
    ],
)
def test_general_in_a_narrow_column(value: float, characters: int, shown: str) -> None:
    """Decimals go first, then the number turns scientific, and at last nothing fits."""
    assert display(value, "General", characters=characters).text == shown


@pytest.mark.parametrize(
    ("serial", "code", "shown"),
    [
        (0.0, "yyyy-mm-dd", "1904-01-01"),
        (1.0, "ddd", "Sat"),
        (37_987.0, "m/d/yyyy", "1/2/2008"),
        (0.5, "h AM/PM", "12 PM"),
    ],
)
def test_the_calendar_of_1904(serial: float, code: str, shown: str) -> None:
    """Serial numbers of the Macintosh calendar; times are as ever."""
    assert display(serial, code, epoch_1904=True).text == shown


BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats that a file names by number alone; the numbers and codes are those of ECMA-376 part 1, 18.8.30.

Excel itself shows 47 as mm:ss.0."""


def test_formats_that_a_file_names_by_number(draw: Callable[..., Paper]) -> None:
    """Cells whose style has a number without a code are shown as the standard says."""
    book = Workbook()
    for row, code in enumerate(BUILTIN.values(), start=1):
        book.active.cell(row, 1, 1234.5).number_format = code
    book.active.column_dimensions["A"].width = 30
    words = [" ".join(written.text.split()) for written in draw(book).written()]
    assert words == [
        "1235", "1234.50", "1,235", "1,234.50", "123450%", "123450.00%", "1.23E+03", "1234 1/2", "1234 1/2",
        "18-May-03", "18-May", "May-03", "12:00 PM", "12:00:00 PM", "12:00", "12:00:00", "00:00", "29628:00:00",
        "00:00.0", "1.2E+3",
        "1234.5",
    ]  # fmt: skip
