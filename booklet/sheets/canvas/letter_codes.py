"""Letters as the codes of reportlab's subsets, in the hexadecimal digits of a content stream."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfmetrics

from booklet.sheets.layout.typeface import SheetFace

_MOST_KEPT = 50_000


class LetterCodes(dict[str, str]):
    """The codes of a face's letters in one document: letter -> digits, for letters of the face's first subset.

    reportlab gives each letter its code when it is first seen. It splits every text anew, letter by letter in Python;
    most texts have the first subset's letters alone, and are put together from what is known.
    """

    def __init__(self, face: SheetFace, document: Any) -> None:
        super().__init__()
        self._font, self._document = pdfmetrics.getFont(face.name), document
        self._first = ""
        self._split: dict[str, list[tuple[str, str]]] = {}

    def __missing__(self, letter: str) -> str:
        ((subset, code),) = self._font.splitString(letter, self._document)
        if subset:
            raise KeyError(letter)
        self[letter] = code.hex()
        return self[letter]

    def shown(self, text: str, size: str) -> str:
        """Return the operators that show a text in a size."""
        try:
            digits = "".join(map(self.__getitem__, text))
        except KeyError:
            return " ".join([f"{font} {size} Tf <{digits}> Tj" for font, digits in self._in_subsets(text)])
        self._first = self._first or self._name(0)
        return f"{self._first} {size} Tf <{digits}> Tj"

    def _in_subsets(self, text: str) -> list[tuple[str, str]]:
        """Return (font resource, codes as hexadecimal digits) of each stretch of a text."""
        known = self._split.get(text)
        if known is None:
            if len(self._split) > _MOST_KEPT:
                self._split.clear()
            parts = self._font.splitString(text, self._document)
            known = self._split[text] = [(self._name(subset), codes.hex()) for subset, codes in parts]
        return known

    def _name(self, subset: int) -> str:
        return str(self._font.getSubsetInternalName(subset, self._document))
