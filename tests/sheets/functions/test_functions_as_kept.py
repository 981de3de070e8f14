"""Every function with arguments by chance, seeded by its name, gives what it gave: tests/as_kept.py says how.

The cases of the files beside say what is right. These are many, and find what those do not ask for: limits, wrong
kinds, missing arguments, errors passed on.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import pytest

from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.functions import FUNCTIONS, units
from booklet.sheets.functions.function_table import Function
from tests.as_kept import as_kept
from tests.sheets.computing import Grid, computed

CALLS = 120
_LONG = 80
GRID = Grid(
    nums=[3, 1, 4, 1, 5, 9, 2, 6],
    sorted=[1, 2, 3, 5, 8, 13, 21, 34],
    mixed=[1, "two", None, True, 5.5, "7", False, "word"],
    words=["Apple", "banana", "apple", "Cherry", None, "a*b", "date", "fig"],
    flows=[-100, 30, 40, 50, 20, 10, 5, -1],
    days=[date(2024, month, 29) for month in range(1, 9)],
    wide=[[1, 2, 3], [4, 5, 6], [7, 8, 10]],
    nothing=[None, None],
)
_SMALL = ("0", "1", "2", "3", "4", "5", "7", "10", "0.5", "1.5", "-1", "-2.5")
_SHARES = ("0", "0.05", "0.1", "0.25", "0.5", "0.9", "0.99", "1", "-0.1", "1.1")
_SUMS = ("100", "-100", "1000", "12", "24", "0", "0.08", "-12.345", "12345.678", "1E9", "1E-7")
_EDGES = (
    "255",
    "256",
    "511",
    "512",
    "1023",
    "1024",
    "32767",
    "32768",
    "65535",
    "170",
    "171",
    "1114111",
    "1114112",
    "36",
    "37",
)
_SERIALS = (
    "0",
    "1",
    "59",
    "60",
    "61",
    "36526",
    "40000.75",
    "45000",
    "45350.4",
    "45351",
    "45382",
    "2958465",
    "2958466",
    "-1",
)
_POOLS = (_SMALL, _SMALL, _SHARES, _SUMS, _EDGES, _SERIALS)
_TEXTS = (
    *('""', '"a"', '"Apple"', '"apple pie"', '"12"', '"1.5"', '"TRUE"', '"B2"', '"Ärger"', '"x😀y"', '"  a  b "'),
    *(
        '"*"',
        '"a?"',
        '">2"',
        '"<>1"',
        '"29-Feb-2024"',
        '"12:30 PM"',
        '"0.00"',
        '"1,234.5"',
        '"50%"',
        '"FF"',
        '"101"',
        '"i+1"',
    ),
    *('"MCMXC"', '"p"', '"$5"'),
)
_AREAS = (
    *("nums", "sorted", "mixed", "words", "flows", "days", "wide", "nothing", "A1", "C2", "{1,2,3}", "{3;1;2}"),
    *("{1,2;3,4}", '{"a","b"}', "wide", "nums", "sorted"),
)
_CONVERSION = 'CONVERT(1,"{}","{}")'
_OTHERS = ("TRUE", "FALSE", "#N/A", "#DIV/0!", '""', "", "nothing", "mixed", "1/0")
_UNITS = tuple(
    f'"{unit}"'
    for unit in (
        *("m", "km", "ft", "kg", "lbm", "C", "F", "K", "l", "gal", "Pa", "atm", "J", "cal", "W", "HP", "mi", "in"),
        *("day", "hr", "byte", "bit", "m/s", "mph", "ha", "m2", "x"),
    )
)
_RATES, _COUNTS = ("0", "0.01", "0.05", "0.1", "1", "-0.1"), ("1", "2", "5", "12", "36", "0", "-1", "1.5")
_AMOUNTS, _DUE = ("0", "100", "-100", "1000", "-50"), ("0", "1", "2")
_FLOWS = ("flows", "{-100,60,60}", "{-5,1,9}", "nums")
_PART = (_RATES, _COUNTS, _COUNTS, _AMOUNTS, _AMOUNTS, _DUE)
_PARTS = (_RATES[1:], _COUNTS, _AMOUNTS, _COUNTS, _COUNTS, _DUE)
_WHOLE = (_RATES, _COUNTS, _AMOUNTS, _AMOUNTS, _DUE)
_SPECIAL: dict[str, tuple[Sequence[str], ...]] = {
    "IPMT": _PART,
    "PPMT": _PART,
    "CUMIPMT": _PARTS,
    "CUMPRINC": _PARTS,
    "PMT": _WHOLE,
    "FV": _WHOLE,
    "PV": _WHOLE,
    "NPER": (_RATES, *_WHOLE[2:3] * 3, _DUE),
    "RATE": (_COUNTS, *_WHOLE[2:3] * 3, _DUE, _RATES),
    "IRR": (_FLOWS, _RATES),
    "MIRR": (_FLOWS, _RATES, _RATES),
    "XIRR": (_FLOWS[:1], ("days",), _RATES),
    "XNPV": (_RATES, _FLOWS[:1], ("days",)),
    "NPV": (_RATES, _FLOWS),
    "CONVERT": (_SMALL, _UNITS, _UNITS),
    "DATEDIF": (_SERIALS, _SERIALS, ('"y"', '"m"', '"d"', '"ym"', '"yd"', '"md"', '"Q"')),
    "AGGREGATE": ([str(n) for n in range(21)], [str(n) for n in range(-1, 9)], _AREAS, _SMALL),
    "SUBTOTAL": ([str(n) for n in (*range(13), *range(100, 113))], _AREAS),
    "TEXT": (
        (*_SMALL, *_SUMS, *_SERIALS),
        (
            '"0"',
            '"0.00"',
            '"#,##0"',
            '"0%"',
            '"yyyy-mm-dd"',
            '"d mmm yy"',
            '"h:mm AM/PM"',
            '"[h]:mm"',
            '"0.0E+0"',
            '"# ?/?"',
        ),
    ),
    **{
        f"{name}.INTL": (
            _SERIALS[5:11],
            last,
            [*map(str, range(19)), '"0000011"', '"1000000"', '"1111111"'],
            ("days", "C2"),
        )
        for name, last in (("WORKDAY", _SMALL), ("NETWORKDAYS", _SERIALS[5:11]))
    },
    "WEEKDAY": (_SERIALS, [str(n) for n in (0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18)]),
    "WEEKNUM": (_SERIALS, [str(n) for n in (0, 1, 2, 3, 10, 11, 12, 13, 14, 15, 16, 17, 18, 21, 22)]),
    "UNICHAR": ((*_EDGES, *_SMALL, "65", "55296", "57343", "57344", "128512"),),
    "CHAR": ((*_EDGES, *_SMALL, "65", "128", "200"),),
    "CELL": (
        ('"address"', '"col"', '"row"', '"type"', '"contents"', '"format"', '"width"', '"x"'),
        ("A1", "C2", "nums"),
    ),
}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_gives_what_it_gave(name: str) -> None:
    """Numbers in nine digits, and everything else as it is."""
    lines = [f"{formula} -> {_result(formula)}" for formula in _calls(FUNCTIONS[name])]
    as_kept("sheets/functions", name, lines)


def test_a_unit_is_as_long_as_it_was() -> None:
    """Each in the first of its kind and back, with prefixes that it takes and those that it does not."""
    pairs = [(unit, next(iter(group))) for group in (*units._UNITS, units._TEMPERATURES) for unit in group]
    pairs += [(f"{prefix}{one}", other) for one, other in pairs for prefix in ("k", "ki", "c")]
    pairs += [
        (f"{prefix}{unit}", unit) for prefix in (*units._PREFIXES, *units._OF_TWO) for unit in ("m", "byte", "m2")
    ]
    lines = [f"{one} in {other}: {_result(_CONVERSION.format(one, other))}" for one, other in pairs]
    lines += [f"{other} in {one}: {_result(_CONVERSION.format(other, one))}" for one, other in pairs]
    as_kept("sheets/functions", "units", lines)


def _calls(function: Function) -> list[str]:
    """Return calls with as few and as many arguments as there may be, and some between; each once."""
    chance = random.Random(function.name)
    letters = function.fixed + function.optional
    most = len(letters) + (2 * len(function.repeated))
    found: dict[str, None] = {}
    for _ in range(CALLS if most else 1):
        count = chance.choice((len(function.fixed), most, chance.randint(len(function.fixed), most)))
        pool = chance.choice(_POOLS)
        kinds = (letters + function.repeated * 9)[:count]
        given = [_argument(function, place, kind, pool, chance) for place, kind in enumerate(kinds)]
        found[f"{function.name}({','.join(given)})"] = None
    return list(found)


def _argument(function: Function, place: int, kind: str, pool: Sequence[str], chance: random.Random) -> str:
    special = _SPECIAL.get(function.name)
    if special:
        return chance.choice(special[min(place, len(special) - 1)])
    if chance.random() < 0.08:
        return chance.choice(_OTHERS)
    if chance.random() < 0.15:
        pool = chance.choice(_POOLS)
    if kind == "n":
        return chance.choice(pool)
    if kind == "s":
        return chance.choice(_TEXTS)
    if kind == "b":
        return chance.choice(("TRUE", "FALSE", "0", "1", '"TRUE"'))
    if kind in "raqlp":
        return chance.choice(_AREAS if kind == "p" or chance.random() < 0.8 else pool)
    return chance.choice(
        (*_SMALL, *_SMALL, chance.choice(pool), chance.choice(_AREAS), chance.choice(_TEXTS), "nums>2")
    )


def _result(formula: str) -> str:
    try:
        found = computed(formula, GRID)
    except Unsupported:
        return "refused"
    if isinstance(found, list) and len(found) * len(found[0]) > _LONG:
        return f"{len(found)} rows of {len(found[0])}, from {_shown(found[0][0])} to {_shown(found[-1][-1])}"
    if isinstance(found, list):
        return "{" + ";".join(",".join(map(_shown, row)) for row in found) + "}"
    return _shown(found)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.9g}"
    if isinstance(value, str) and len(value) > _LONG:
        return f"{value[:_LONG]!r} and {len(value) - _LONG} more"
    return repr(value) if isinstance(value, str) else str(value)
