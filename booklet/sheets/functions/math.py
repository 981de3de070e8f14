"""Arithmetic, rounding and trigonometry (ECMA-376 part 1, 18.17.7)."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import reduce

from booklet.sheets.formula.operators import power
from booklet.sheets.formula.scalars import FormulaError, Result, Scalar, as_number, cells
from booklet.sheets.functions.function_table import define, function, numbers, whole

_BIG = 1e15
_LEFT_OVER = 1e-15
_MOST_LOG = 710.0
"""The natural logarithm of the largest number, rounded up."""


def total(values: list[float]) -> float:
    """Return the sum from first to last, as Excel adds; what is left over of nothing but rounding is 0."""
    made = sum(values)
    return 0.0 if made and abs(made) < _LEFT_OVER * max(map(abs, values)) else made


def rounded(number: float, places: float, mode: str = "near") -> float:
    """Round to so many decimal places, halves away from 0; `mode` "up" goes away from 0, "down" towards it."""
    digits = whole(places)
    if abs(number) >= _BIG and digits >= 0:
        return number
    scaled = abs(number) * 10.0**digits if digits >= 0 else abs(number) / 10.0**-digits
    clean = float(f"{scaled:.15g}")
    made = {"near": math.floor(clean + 0.5), "up": math.ceil(clean), "down": math.floor(clean)}[mode]
    return math.copysign(made / 10.0**digits if digits >= 0 else made * 10.0**-digits, number)


def _multiple(number: float, step: float, to: Callable[[float], int]) -> float:
    if not step:
        return 0.0
    return to(float(f"{number / step:.14g}")) * step


def _strict(number: float, step: float, to: Callable[[float], int]) -> float:
    if number > 0 > step:
        raise FormulaError("#NUM!")
    return _multiple(number, step, to)


def _floor(number: float, step: float = 1.0) -> float:
    if not step and number:
        raise FormulaError("#DIV/0!")
    return _strict(number, step, math.floor)


def _math_multiple(number: float, step: float, away: float, to: Callable[[float], int]) -> float:
    size = abs(step)
    if number < 0 and away:
        return -_multiple(-number, size, to)
    return _multiple(number, size, to)


@function("MROUND", "nn")
def _mround(number: float, step: float) -> float:
    if number * step < 0:
        raise FormulaError("#NUM!")
    return math.copysign(rounded(abs(number / step), 0) * abs(step), number) if step else 0.0


@function("MOD", "nn")
def _mod(number: float, by: float) -> float:
    if not by:
        raise FormulaError("#DIV/0!")
    made = number - by * math.floor(number / by)
    return 0.0 if abs(made) < 1e-14 * abs(number) else made


@function("FACT", "n")
def _factorial(number: float) -> float:
    if number < 0 or number > 170:
        raise FormulaError("#NUM!")
    return float(math.factorial(whole(number)))


@function("FACTDOUBLE", "n")
def _double_factorial(number: float) -> float:
    if not -1 <= number < 302:
        raise FormulaError("#NUM!")
    return float(math.prod(range(whole(number), 0, -2)))


@function("COMBIN", "nn")
def _combinations(count: float, chosen: float) -> float:
    if count < 0 or chosen < 0 or count < chosen:
        raise FormulaError("#NUM!")
    return float(_choices(whole(count), whole(chosen)))


def _choices(count: int, chosen: int) -> int:
    """Return the binomial coefficient. Raises OverflowError, at once, where it is larger than all numbers."""
    fewer = min(chosen, count - chosen)
    if fewer > 0 and fewer * math.log(count / fewer) > _MOST_LOG:
        raise OverflowError
    return math.comb(count, chosen) if fewer >= 0 else 0


def _permutations(count: float, chosen: float) -> float:
    if count < 0 or chosen < 0 or count < chosen:
        raise FormulaError("#NUM!")
    if chosen >= 171:  # 171! is larger than all numbers
        raise FormulaError("#NUM!")
    return float(math.perm(whole(count), whole(chosen)))


def _with_repetitions(count: float, chosen: float) -> float:
    n, k = whole(count), whole(chosen)
    if n < 0 or k < 0 or n + k < 1:
        raise FormulaError("#NUM!")
    return float(_choices(n + k - 1, k))


def _multinomial(*results: Result) -> float:
    made, count = 1.0, 0
    for number in _integers(results):
        count += number
        made *= _choices(count, number)
    return made


def _log_gamma(number: float) -> float:
    if number <= 0:
        raise FormulaError("#NUM!")
    return math.lgamma(number)


def _error_function(low: float, high: float | None = None) -> float:
    return math.erf(low) if high is None else math.erf(high) - math.erf(low)


def _angle(radians: float) -> float:
    if abs(radians) >= 2**27:
        raise FormulaError("#NUM!")
    return radians


def _bits_of(number: float) -> int:
    if not 0 <= number < 2**48 or number != int(number):
        raise FormulaError("#NUM!")
    return int(number)


def _integers(results: tuple[Result, ...]) -> list[int]:
    found = [whole(value) for value in numbers(*results)]
    if any(value < 0 for value in found):
        raise FormulaError("#NUM!")
    return found


def _even(number: float) -> float:
    return math.copysign(math.ceil(abs(number) / 2) * 2, number)


def _odd(number: float) -> float:
    return math.copysign((math.ceil((abs(number) + 1) / 2) * 2 - 1), number) if number else 1.0


def _atan2(x: float, y: float) -> float:
    if not x and not y:
        raise FormulaError("#DIV/0!")
    return math.atan2(y, x)


def _quotient(a: float, b: float) -> float:
    if not b:
        raise FormulaError("#DIV/0!")
    return math.trunc(a / b)


def _power(a: float, b: float) -> Scalar:
    return power(a, b)


def _series_sum(x: float, first: float, step: float, factors: Result) -> float:
    return math.fsum(factor * math.pow(x, first + step * place) for place, factor in enumerate(numbers(factors)))


_ROMAN = ((1000, "M"), (500, "D"), (100, "C"), (50, "L"), (10, "X"), (5, "V"), (1, "I"))


@function("ROMAN", "n|e")
def _roman(number: float, form: Scalar = None) -> str:
    left, steps = whole(number), _roman_steps(form)
    if not 0 <= left < 4000:
        raise FormulaError("#VALUE!")
    letters = ""
    for place in range(0, len(_ROMAN), 2):
        size, sign = _ROMAN[place]
        digit = left // size
        if digit % 5 == 4:
            from_size, from_sign = _ROMAN[place - 1 if digit == 4 else place - 2]
            smaller = [each for each in _ROMAN[place : place + steps + 1] if from_size - each[0] <= left]
            size, sign = smaller[-1]
            letters, left = letters + sign + from_sign, left + size - from_size
        else:
            letters += _ROMAN[place - 1][1] * (digit > 4) + sign * (digit % 5)
            left %= size
    return letters


def _roman_steps(form: Scalar) -> int:
    """Return by how many letters a subtracted one may be smaller than usual: 0 is classic, 4 the most concise."""
    if isinstance(form, bool):
        return 0 if form else 4
    steps = whole(as_number(form))
    if not 0 <= steps <= 4:
        raise FormulaError("#VALUE!")
    return steps


_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


_LARGEST_IN_BASE = 1 << 53


@function("BASE", "nn|n")
def _base(number: float, base: float, length: float = 0.0) -> str:
    left, text = whole(number), ""
    if not 0 <= left < _LARGEST_IN_BASE or not 0 <= length <= 255 or not 2 <= base <= 36:
        raise FormulaError("#NUM!")
    while left:
        left, digit = divmod(left, whole(base))
        text = _DIGITS[digit] + text
    return (text or "0").rjust(whole(length), "0")


@function("DECIMAL", "sn")
def _decimal(text: str, base: float) -> float:
    return float(int(text, whole(base)))


_LONGEST_IN_BASE = 10
"""Digits of the numbers that BIN2DEC and its like read and write."""


def _from_base(base: int, bits: int) -> Callable[[str], float]:
    def read(text: str) -> float:
        if len(text) > _LONGEST_IN_BASE or not set(text.upper()) <= set(_DIGITS[:base]):
            raise FormulaError("#NUM!")
        value: int = int(text or "0", base)
        return float(value - (1 << bits) if value >= 1 << (bits - 1) else value)

    return read


def _to_base(base: int, bits: int) -> Callable[..., str]:
    def written(number: float, length: float | None = None) -> str:
        value, places = whole(number), None if length is None else whole(length)
        if not -(1 << (bits - 1)) <= value < 1 << (bits - 1):
            raise FormulaError("#NUM!")
        if value < 0:
            return str(_base(float(value + (1 << bits)), float(base)))
        text: str = _base(float(value), float(base))
        if places is not None and not len(text) <= places <= _LONGEST_IN_BASE:
            raise FormulaError("#NUM!")
        return text.rjust(places or 0, "0")

    return written


for _name, _base_number, _bits in (("BIN", 2, 10), ("OCT", 8, 30), ("HEX", 16, 40)):
    define(f"{_name}2DEC", "s", _from_base(_base_number, _bits))
    define(f"DEC2{_name}", "n|n", _to_base(_base_number, _bits))

define("ABS", "n", abs)
define("INT", "n", math.floor)
define("SQRT", "n", math.sqrt)
define("SQRTPI", "n", lambda v: math.sqrt(v * math.pi))
define("EXP", "n", math.exp)
define("LN", "n", math.log)
define("LOG10", "n", math.log10)
define("LOG", "n|n", lambda v, base=10.0: math.log10(v) if base == 10 else math.log(v) / math.log(base))
define("SIGN", "n", lambda v: float((v > 0) - (v < 0)))
define("PI", "", lambda: math.pi)
define("RADIANS", "n", math.radians)
define("DEGREES", "n", math.degrees)
for _name in ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"):
    define(_name.upper(), "n", getattr(math, _name))
define("ATAN2", "nn", _atan2)
define("COT", "n", lambda v: 1 / math.tan(_angle(v)))
define("SEC", "n", lambda v: 1 / math.cos(_angle(v)))
define("CSC", "n", lambda v: 1 / math.sin(_angle(v)))
define("POWER", "nn", _power)
define("QUOTIENT", "nn", _quotient)
define("ROUND", "nn", rounded)
define("ROUNDUP", "nn", lambda v, n: rounded(v, n, "up"))
define("ROUNDDOWN", "nn", lambda v, n: rounded(v, n, "down"))
define("TRUNC", "n|n", lambda v, n=0.0: rounded(v, n, "down"))
define("CEILING", "n|n", lambda v, step=1.0: _strict(v, step, math.ceil))
define("FLOOR", "n|n", _floor)
define("CEILING.MATH", "n|nn", lambda v, step=1.0, away=0.0: _math_multiple(v, step, away, math.ceil))
define("FLOOR.MATH", "n|nn", lambda v, step=1.0, away=0.0: _math_multiple(v, step, away, math.floor))
define("CEILING.PRECISE ISO.CEILING", "n|n", lambda v, step=1.0: _multiple(v, abs(step), math.ceil))
define("FLOOR.PRECISE", "n|n", lambda v, step=1.0: _multiple(v, abs(step), math.floor))
define("EVEN", "n", _even)
define("ODD", "n", _odd)
define("PERMUT", "nn", _permutations)
define("COMBINA", "nn", _with_repetitions)
define("GCD", "r*", lambda *v: float(math.gcd(*_integers(v))))
define("LCM", "r*", lambda *v: float(math.lcm(*_integers(v))))
define("MULTINOMIAL", "r*", _multinomial)
define("SERIESSUM", "nnnr", _series_sum)
define("SUM", "r*", lambda *v: total(numbers(*v)))
define("PRODUCT", "r*", lambda *v: math.prod(numbers(*v)) if numbers(*v) else 0.0)
define("SUMSQ", "r*", lambda *v: math.fsum(x * x for x in numbers(*v)))
define("GAMMALN GAMMALN.PRECISE", "n", _log_gamma)
define("GAMMA", "n", math.gamma)
define("ERF", "n|n", _error_function)
define("ERF.PRECISE", "n", math.erf)
define("ERFC ERFC.PRECISE", "n", math.erfc)
define("BITAND", "nn", lambda a, b: float(_bits_of(a) & _bits_of(b)))
define("BITOR", "nn", lambda a, b: float(_bits_of(a) | _bits_of(b)))
define("BITXOR", "nn", lambda a, b: float(_bits_of(a) ^ _bits_of(b)))
define("DELTA", "n|n", lambda a, b=0.0: float(a == b))


@function("SUMPRODUCT", "a*")
def _sum_product(*arrays: Result) -> float:
    columns = [list(cells(array)) for array in arrays]
    if len({(len(a), len(a[0])) if isinstance(a, list) else (1, 1) for a in arrays}) > 1:
        raise FormulaError("#VALUE!")
    for column in columns:
        numbers([column])  # errors are raised
    return math.fsum(
        reduce(lambda total, v: total * float(v), row, 1.0)
        for row in zip(*columns, strict=True)
        if all(isinstance(v, int | float) and not isinstance(v, bool) for v in row)
    )
