"""CONVERT: one unit of measurement into another."""

from __future__ import annotations

from booklet.sheets.formula.scalars import FormulaError
from booklet.sheets.functions.function_table import function

_INCH = 0.0254
_FOOT, _YARD, _MILE, _NAUTICAL = 12 * _INCH, 36 * _INCH, 63_360 * _INCH, 1852.0
_POUND, _GRAVITY = 453.59237, 9.80665
_GALLON = 231 * _INCH**3 * 1000
_UK_GALLON = 4.54609
_HORSEPOWER = 550 * _FOOT * _POUND / 1000 * _GRAVITY
_BTU, _CALORIE = 1055.05585262, 4.1868

_UNITS: tuple[dict[str, float], ...] = (
    {"g": 1, "sg": 32.17404855643045 * _POUND, "lbm": _POUND, "u": 1.660538782e-24, "ozm": _POUND / 16,
     "grain": 0.06479891, "cwt": 100 * _POUND, "shweight": 100 * _POUND, "uk_cwt": 112 * _POUND,
     "lcwt": 112 * _POUND, "stone": 14 * _POUND, "ton": 2000 * _POUND, "uk_ton": 2240 * _POUND,
     "LTON": 2240 * _POUND, "brton": 2240 * _POUND},
    {"m": 1, "mi": _MILE, "Nmi": _NAUTICAL, "in": _INCH, "ft": _FOOT, "yd": _YARD, "ang": 1e-10, "ell": 45 * _INCH,
     "ly": 9.46073047258e15, "parsec": 3.08567758128155e16, "pc": 3.08567758128155e16, "Picapt": _INCH / 72,
     "Pica": _INCH / 72, "pica": _INCH / 6, "survey_mi": 1609.347218694438},
    {"yr": 31_557_600, "day": 86_400, "d": 86_400, "hr": 3600, "mn": 60, "min": 60, "sec": 1, "s": 1},
    {"Pa": 1, "p": 1, "atm": 101_325, "at": 101_325, "mmHg": 133.322, "psi": 6894.757293168361, "Torr": 101_325 / 760},
    {"N": 1, "dyn": 1e-5, "dy": 1e-5, "lbf": _POUND / 1000 * _GRAVITY, "pond": _GRAVITY / 1000},
    {"J": 1, "e": 1e-7, "c": 4.184, "cal": _CALORIE, "eV": 1.602176634e-19, "ev": 1.602176634e-19,
     "HPh": _HORSEPOWER * 3600, "hh": _HORSEPOWER * 3600, "Wh": 3600, "wh": 3600,
     "flb": _FOOT * _POUND / 1000 * _GRAVITY, "BTU": _BTU, "btu": _BTU},
    {"HP": _HORSEPOWER, "h": _HORSEPOWER, "PS": 735.49875, "W": 1, "w": 1},
    {"T": 1, "ga": 1e-4},
    {"l": 1, "L": 1, "lt": 1, "tsp": _GALLON / 768, "tspm": 0.005, "tbs": _GALLON / 256, "oz": _GALLON / 128,
     "cup": _GALLON / 16, "pt": _GALLON / 8, "us_pt": _GALLON / 8, "uk_pt": _UK_GALLON / 8, "qt": _GALLON / 4,
     "uk_qt": _UK_GALLON / 4, "gal": _GALLON, "uk_gal": _UK_GALLON, "ang3": 1e-27, "ang^3": 1e-27,
     "barrel": 42 * _GALLON, "bushel": 35.23907016688, "ft3": 1000 * _FOOT**3, "ft^3": 1000 * _FOOT**3,
     "in3": 1000 * _INCH**3, "in^3": 1000 * _INCH**3, "m3": 1000, "m^3": 1000, "mi3": 1000 * _MILE**3,
     "mi^3": 1000 * _MILE**3, "yd3": 1000 * _YARD**3, "yd^3": 1000 * _YARD**3, "Nmi3": 1000 * _NAUTICAL**3,
     "Nmi^3": 1000 * _NAUTICAL**3, "GRT": 2831.6846592, "regton": 2831.6846592, "MTON": 1132.67386368},
    {"m2": 1, "m^2": 1, "uk_acre": 43_560 * _FOOT**2, "us_acre": 4046.87260987425, "ang2": 1e-20, "ang^2": 1e-20,
     "ar": 100, "ft2": _FOOT**2, "ft^2": _FOOT**2, "ha": 10_000, "in2": _INCH**2, "in^2": _INCH**2, "mi2": _MILE**2,
     "mi^2": _MILE**2, "Morgen": 2500, "Nmi2": _NAUTICAL**2, "Nmi^2": _NAUTICAL**2, "yd2": _YARD**2,
     "yd^2": _YARD**2},
    {"bit": 1, "byte": 8},
    {"admkn": 0.514773333333333, "kn": _NAUTICAL / 3600, "m/h": 1 / 3600, "m/hr": 1 / 3600, "m/s": 1, "m/sec": 1,
     "mph": _MILE / 3600},
)  # fmt: skip
_TEMPERATURES = {"C": (1.0, 273.15), "cel": (1.0, 273.15), "F": (5 / 9, 459.67), "fah": (5 / 9, 459.67),
                 "K": (1.0, 0.0), "kel": (1.0, 0.0), "Rank": (5 / 9, 0.0), "Reau": (1.25, 218.52)}  # fmt: skip
_TAKE_PREFIXES = frozenset(
    ("g", "u", "m", "ang", "ly", "parsec", "pc", "sec", "s", "Pa", "p", "atm", "at", "mmHg", "N", "dyn", "dy", "pond",
     "J", "e", "c", "cal", "eV", "ev", "Wh", "wh", "W", "w", "T", "ga", "l", "L", "lt", "m2", "m^2", "m3", "m^3",
     "ar", "bit", "byte", "m/h", "m/hr", "m/s", "m/sec", "yr")
)  # fmt: skip
_PREFIXES = {"Y": 1e24, "Z": 1e21, "E": 1e18, "P": 1e15, "T": 1e12, "G": 1e9, "M": 1e6, "k": 1e3, "h": 1e2, "da": 1e1,
             "e": 1e1, "d": 1e-1, "c": 1e-2, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12, "f": 1e-15, "a": 1e-18,
             "z": 1e-21, "y": 1e-24}  # fmt: skip
_OF_TWO = {"ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50, "Ei": 2**60, "Zi": 2**70, "Yi": 2**80}


@function("CONVERT", "nss")
def _convert(number: float, from_unit: str, to_unit: str) -> float:
    if from_unit in _TEMPERATURES and to_unit in _TEMPERATURES:
        (scale, zero), (other_scale, other_zero) = _TEMPERATURES[from_unit], _TEMPERATURES[to_unit]
        return (number + zero) * scale / other_scale - other_zero
    for units in _UNITS:
        size, other = _size(from_unit, units), _size(to_unit, units)
        if size is not None and other is not None:
            return number * size / other
    raise FormulaError("#N/A")


def _size(name: str, units: dict[str, float]) -> float | None:
    """Return the unit's size, with its prefix to the unit's power."""
    if name in units:
        return float(units[name])
    for prefix, factor in (*_PREFIXES.items(), *_OF_TWO.items()):
        rest = name.removeprefix(prefix)
        if rest != name and rest in units and rest in _TAKE_PREFIXES:
            if prefix in _OF_TWO and rest not in ("bit", "byte"):
                continue
            power = int(rest[-1]) if rest[-1] in "23" else 1
            return float(units[rest] * factor**power)
    return None
