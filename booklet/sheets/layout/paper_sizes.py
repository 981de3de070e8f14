"""Paper sizes (ECMA-376 part 1, 18.3.1.63, ST_PaperSize as the printers of Windows count them)."""

from __future__ import annotations

from booklet.sheets.model.page_setup import PageSetup

_MM = 72 / 25.4
_INCHES = {
    1: (8.5, 11), 2: (8.5, 11), 3: (11, 17), 4: (17, 11), 5: (8.5, 14), 6: (5.5, 8.5), 7: (7.25, 10.5), 14: (8.5, 13),
    16: (10, 14), 17: (11, 17), 18: (8.5, 11), 19: (3.875, 8.875), 20: (4.125, 9.5), 21: (4.5, 10.375),
    22: (4.75, 11), 23: (5, 11.5), 24: (17, 22), 25: (22, 34), 26: (34, 44), 37: (3.875, 7.5), 38: (3.625, 6.5),
    39: (14.875, 11), 40: (8.5, 12), 41: (8.5, 13), 44: (9, 11), 45: (10, 11), 46: (15, 11), 50: (9.275, 12),
    51: (9.275, 15), 52: (11.69, 18), 54: (8.275, 11), 56: (9.275, 12), 59: (8.5, 12.69),
}  # fmt: skip
_MILLIMETERS = {
    8: (297, 420), 9: (210, 297), 10: (210, 297), 11: (148, 210), 12: (250, 354), 13: (182, 257), 15: (215, 275),
    27: (110, 220), 28: (162, 229), 29: (324, 458), 30: (229, 324), 31: (114, 162), 32: (114, 229), 33: (250, 353),
    34: (176, 250), 35: (176, 125), 36: (110, 230), 42: (250, 353), 43: (100, 148), 47: (220, 220), 53: (236, 322),
    55: (210, 297), 57: (227, 356), 58: (305, 487), 60: (210, 330), 61: (148, 210), 62: (182, 257), 63: (322, 445),
    64: (174, 235), 65: (201, 276), 66: (420, 594), 67: (297, 420), 68: (322, 445), 69: (200, 148), 70: (105, 148),
    75: (279, 216), 76: (420, 297), 77: (297, 210), 78: (210, 148), 79: (364, 257), 80: (257, 182), 81: (148, 100),
}  # fmt: skip
_LETTER = (612.0, 792.0)


def paper_size_pt(setup: PageSetup, default: int = 9) -> tuple[float, float]:
    """Return width and height as the paper lies in the printer; `default` is for a sheet that names none (9 = A4)."""
    number = default if setup.paper_size is None else setup.paper_size
    if setup.paper_width_pt and setup.paper_height_pt:
        width, height = setup.paper_width_pt, setup.paper_height_pt
    elif number in _MILLIMETERS:
        across, down = _MILLIMETERS[number]
        width, height = across * _MM, down * _MM
    elif number in _INCHES:
        across_inches, down_inches = _INCHES[number]
        width, height = across_inches * 72.0, down_inches * 72.0
    else:
        width, height = _LETTER
    return (height, width) if setup.landscape else (width, height)
