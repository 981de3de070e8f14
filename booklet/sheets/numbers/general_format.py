"""The format "General": as many digits as fit, 11 characters at most (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

from decimal import Decimal

MOST_CHARACTERS = 11


def general(value: float, most: int = MOST_CHARACTERS) -> str:
    """Return the number in `most` characters (sign apart), in scientific form where it must be; "" if none fits."""
    if value == 0:
        return "0"
    sign, size = "-" if value < 0 else "", abs(value)
    if size < 1e11 and size == int(size) and len(text := str(int(size))) <= most:
        return sign + text
    exponent = Decimal(f"{size:.14e}").adjusted()
    if -5 < exponent < min(most, MOST_CHARACTERS):
        text = _plain(size, exponent, most)
        if text:
            return sign + text
    return sign + text if (text := _scientific(size, most)) else ""


def _plain(size: float, exponent: int, most: int) -> str:
    whole_digits = max(exponent + 1, 1)
    if whole_digits > most:
        return ""
    decimals = max(min(most - whole_digits - 1, 14 - exponent), 0)
    if exponent < 0:
        decimals = min(decimals, 9)
    text = f"{Decimal(f'{size:.15g}'):.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    significant = text.replace(".", "").strip("0")
    if exponent < -4 or (not significant and most < MOST_CHARACTERS):
        return ""
    return text if len(text) <= most and significant else ""


def _scientific(size: float, most: int) -> str:
    for digits in range(min(5, most), -1, -1):
        mantissa, _, power = f"{size:.{digits}e}".partition("e")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        text = f"{mantissa}E{power[0]}{power[1:].lstrip('0').rjust(2, '0')}"
        if len(text) <= most:
            return text
    return ""
