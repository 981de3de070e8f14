"""Values as a form's own formats show them: what Acrobat would make of a value that is typed into the field.

A value that is not of the format (a name in a number field) is shown as it is given; `check_values` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from booklet.pdf.form.scripts import DateFormat, FieldScripts, Format, Mask, NumberFormat, SpecialFormat


class Formatted(NamedTuple):
    """A value in a field's format."""

    stored: str
    """The field's value, as a reader has it in which the value was typed."""
    shown: str
    is_red: bool = False


_SEPARATORS = {0: (",", "."), 1: ("", "."), 2: (".", ","), 3: ("", ","), 4: ("'", ".")}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|HH|H|hh|h|MM|M|ss|s|tt|t|\\.")


def formatted(scripts: FieldScripts, value: str) -> Formatted | None:
    """Return the value in the field's format, as it is where there is none; None where it is not of the format."""
    if scripts.format is None or not value.strip():
        return Formatted(value, value)
    made = _formatted(scripts.format, value)
    if made is None or scripts.shows_format:
        return made
    return Formatted(value, value)


def _formatted(form: Format, value: str) -> Formatted | None:
    match form:
        case NumberFormat():
            return _as_number(form, value)
        case DateFormat():
            moment = read_moment(form.pattern, value)
            text = write_moment(form.pattern, moment) if moment else ""
            return Formatted(text, text) if moment else None
        case SpecialFormat():
            digits = re.sub(r"[-().\s]", "", value)
            shape = next((shape for shape in form.shapes if shape.count("9") == len(digits)), None)
            return Formatted(value, _shaped(shape, digits)) if shape and digits.isdecimal() else None
        case Mask():
            fitted = _masked(form.shape, value)
            return Formatted(fitted, fitted) if fitted is not None else None


def out_of_range(scripts: FieldScripts, value: str) -> str:
    """Say why a number is not in the field's range, as the end of a sentence; an empty text where it is."""
    number = read_number(value) if scripts.range and value.strip() else None
    if scripts.range is None or number is None:
        return ""
    least, most = scripts.range.least, scripts.range.most
    if (least is None or number >= Decimal(str(least))) and (most is None or number <= Decimal(str(most))):
        return ""
    if least is None:
        return f"at most {most:g} is allowed"
    return f"at least {least:g} is allowed" if most is None else f"{least:g} to {most:g} is allowed"


def read_number(text: str, decimal_sign: str = ".") -> Decimal | None:
    """Read the number that a person means by a text: currency, thousands, parentheses or minus; None for no number.

    Of both signs the last is the decimal one; of one alone `decimal_sign` is, and the other where it cannot be one
    between thousands.
    """
    bare = re.sub(r"[\s'’]|\b[A-Z]{3}\b|[$€£¥₹₽₩₪₺]|\bkr\b\.?|\bFr\.|zł|Kč", "", text).replace("\u2212", "-")
    inner = re.fullmatch(r"\((.+)\)|-(.+)|(.+)-|\+?(.+)", bare)
    if not inner:
        return None
    body = next(group for group in inner.groups() if group is not None)
    if not re.fullmatch(r"\d[\d.,]*|[.,]\d+", body):
        return None
    other = "," if decimal_sign == "." else "."
    if "." in body and "," in body:
        sign = max(".,", key=body.rindex)
    elif other in body and (body.count(other) > 1 or re.fullmatch(rf"[1-9]\d{{0,2}}\{other}\d{{3}}", body)):
        sign = decimal_sign
    elif body.count(decimal_sign) > 1:
        sign = other
    else:
        sign = other if other in body else decimal_sign
    thousands = "," if sign == "." else "."
    try:
        number = Decimal(body.replace(thousands, "").replace(sign, "."))
    except InvalidOperation:
        return None
    return -number if bare[0] in "(-" or bare[-1] == "-" else number


def plain_number(number: Decimal) -> str:
    """Return a number as a script would store it: no thousands, a point, no zeros at the end."""
    text = f"{number.quantize(Decimal('1e-6'), ROUND_HALF_UP) if number.as_tuple().exponent < -6 else number:f}"  # type: ignore[operator]
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _as_number(form: NumberFormat, value: str) -> Formatted | None:
    is_percentage = form.percent and value.rstrip().endswith("%")
    number = read_number(value.rstrip().removesuffix("%") if is_percentage else value, _SEPARATORS[_style(form)][1])
    if number is None:
        return None
    if is_percentage:
        number /= 100
    shown = number * 100 if form.percent else number
    shown = shown.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP)
    thousands, point = _SEPARATORS[_style(form)]
    body = f"{abs(shown):,f}".replace(",", "\0").replace(".", point).replace("\0", thousands)
    if form.percent:
        body += "%"
    body = form.currency + body if form.currency_first else body + form.currency
    if shown < 0:
        body = ("-" + body, body, f"({body})", f"({body})")[form.negative]
    return Formatted(plain_number(number), body, is_red=shown < 0 and form.negative in (1, 3))


def _style(form: NumberFormat) -> int:
    return form.separators if form.separators in _SEPARATORS else 0


def _shaped(shape: str, digits: str) -> str:
    rest = iter(digits)
    return "".join(next(rest) if sign == "9" else sign for sign in shape)


def _masked(shape: str, value: str) -> str | None:
    """Return the value with the mask's own signs, which may be left out; None where it does not fit the mask."""
    kinds: dict[str, Callable[[str], bool]] = {"9": str.isdecimal, "A": str.isalpha, "O": str.isalnum, "X": bool}

    def fits(mask: str) -> bool:
        pairs = zip(mask, value, strict=True)
        return all(kinds[sign](letter) if sign in kinds else sign == letter for sign, letter in pairs)

    open_signs = "".join(sign for sign in shape if sign in kinds)
    if len(value) == len(shape) and fits(shape):
        return value
    if len(value) != len(open_signs) or not fits(open_signs):
        return None
    rest = iter(value)
    return "".join(next(rest) if sign in kinds else sign for sign in shape)


def read_moment(pattern: str, text: str) -> datetime | None:
    """Return the date or time that a text means in a field of this pattern; None for none.

    Read as the pattern has it, as ISO 8601, or by the order of the pattern's day, month and year.
    """
    text = text.strip()
    return _exactly(pattern, text) or _iso(text) or _by_order(pattern, text)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if re.match(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


_READ = {
    **dict.fromkeys(("yyyy",), r"(?P<year>\d{4})"),
    **dict.fromkeys(("yy",), r"(?P<year>\d{2})"),
    **dict.fromkeys(("mmmm", "mmm"), r"(?P<name>[A-Za-z]{3,9})\.?"),
    **dict.fromkeys(("dddd", "ddd"), r"[A-Za-z]{3,9}"),
    "mm": r"(?P<month>\d{2})",
    "m": r"(?P<month>\d{1,2})",
    "dd": r"(?P<day>\d{2})",
    "d": r"(?P<day>\d{1,2})",
    **dict.fromkeys(("HH", "hh"), r"(?P<hour>\d{2})"),
    **dict.fromkeys(("H", "h"), r"(?P<hour>\d{1,2})"),
    "MM": r"(?P<minute>\d{2})",
    "M": r"(?P<minute>\d{1,2})",
    "ss": r"(?P<second>\d{2})",
    "s": r"(?P<second>\d{1,2})",
    "tt": r"(?P<half>[aApP])[mM]",
    "t": r"(?P<half>[aApP])",
}


def _exactly(pattern: str, text: str) -> datetime | None:
    expression, at, seen = "", 0, set()
    for part in _PARTS.finditer(pattern):
        expression += re.escape(pattern[at : part.start()])
        wanted = _READ.get(part[0]) or re.escape(part[0][1:])
        group = re.search(r"\?P<(\w+)>", wanted)
        if group and group[1] in seen:
            return None
        seen |= {group[1]} if group else set()
        expression, at = expression + wanted, part.end()
    found = re.fullmatch(expression + re.escape(pattern[at:]), text)
    if not found:
        return None
    given = {key: value for key, value in found.groupdict().items() if value is not None}
    if "name" in given:
        given["month"] = str(_month(given.pop("name")))
    hour = int(given.get("hour", 0))
    if "half" in given:
        hour = hour % 12 + (12 if given["half"] in "pP" else 0)
    year = given.get("year", "2000")
    clock = (hour, int(given.get("minute", 0)), int(given.get("second", 0)))
    return _moment(_year(year), int(given.get("month", 1)), int(given.get("day", 1)), clock)


def _by_order(pattern: str, text: str) -> datetime | None:
    """Read a date that is written in another way than the pattern's, such as "Sep 30, 2026" for "mm/dd/yyyy"."""
    if not re.search("[dmy]", pattern):
        return None
    order = list(dict.fromkeys(part[0][0] for part in _PARTS.finditer(pattern) if part[0][0] in "dmy"))
    words = re.findall(r"[A-Za-z]+|\d+", text)
    if len(words) != len(order) or not re.fullmatch(r"[A-Za-z0-9\s.,/-]+", text):
        return None
    month = next((word for word in words if word.isalpha()), None)
    if month:
        numbers = [word for word in words if word.isdecimal()]
        places = [part for part in order if part != "m"]
        places.sort(key=lambda part: part == "y")  # "30 Sep 2026" and "Sep 30, 2026" alike
        if len(numbers) != len(places) or not _month(month):
            return None
        given = dict(zip(places, numbers, strict=True)) | {"m": str(_month(month))}
    else:
        given = dict(zip(order, words, strict=True))
    return _moment(_year(given.get("y", "2000")), int(given.get("m", 1)), int(given.get("d", 1)), (0, 0, 0))


def _month(word: str) -> int:
    """Return 1 to 12, by an English name or its beginning; 0 for none."""
    near = [i for i, name in enumerate(_MONTHS, 1) if name.lower().startswith(word.lower()) and len(word) > 2]
    return near[0] if near else 0


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 50 else 1900)


def _moment(year: int, month: int, day: int, clock: tuple[int, int, int]) -> datetime | None:
    try:
        return datetime(year, month, day, *clock)
    except ValueError:
        return None


def write_moment(pattern: str, moment: datetime) -> str:
    """Write a date or time in a pattern; month and day names are English, as the scripts' are."""

    def part(found: re.Match[str]) -> str:
        match found[0]:
            case "yyyy":
                return f"{moment.year:04}"
            case "yy":
                return f"{moment.year % 100:02}"
            case "mmmm" | "mmm" as name:
                return _MONTHS[moment.month - 1][: None if name == "mmmm" else 3]
            case "dddd" | "ddd" as name:
                return _DAYS[moment.weekday()][: None if name == "dddd" else 3]
            case "t" | "tt" as half:
                return ("pm" if moment.hour > 11 else "am")[: len(half)]
            case escaped if escaped[0] == "\\":
                return escaped[1:]
        numbers = {"m": moment.month, "d": moment.day, "H": moment.hour, "M": moment.minute, "s": moment.second}
        numbers["h"] = (moment.hour + 11) % 12 + 1
        return str(numbers[found[0][0]]).zfill(len(found[0]))

    return _PARTS.sub(part, pattern)
