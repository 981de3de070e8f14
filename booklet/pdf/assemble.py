"""`assemble`: join prepared parts, and what is new for this book, into a PDF (ISO 32000-2, 7.5.2).

The file is written in three stretches: the blocks of the parts (`book/chain.py`) and what joins them
(`book/joins.py`), both remembered from book to book, and the tail (`finish/write_tail.py`), which is all that differs:
values, overlays, links, titles, metadata.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from booklet.errors import DefinitionError
from booklet.file_pieces import FileInPieces, FilePiece
from booklet.pdf.book.block import BlockKey, FormMode, OutlineMode
from booklet.pdf.book.chain import chain_of
from booklet.pdf.book.gather import block_of
from booklet.pdf.book.joins import close
from booklet.pdf.book.placed import Placed
from booklet.pdf.book.tail import Piece
from booklet.pdf.fill.shared_values import share_values
from booklet.pdf.finish.file_id import file_id
from booklet.pdf.finish.write_tail import write_tail
from booklet.pdf.prepared import Part, Prepared
from booklet.pdf.syntax.writer import INFO, Written, trailer
from booklet.pdf.types import Assembled, BookOptions
from booklet.whole_files import written_whole

Output = str | Path | BinaryIO | None
_NONE: frozenset[int] = frozenset()


def assemble(parts: Sequence[Prepared | Part], out: Output = None, *, options: BookOptions | None = None) -> Assembled:
    """Make a PDF of parts, in their order, and write it to a path (whole or not at all) or a binary file.

    The book is also in the result: as `pdf`, and in pieces as `file`. The same parts and options give the same bytes,
    save for encryption. Raises BookletError for what contradicts itself, such as an unknown field, and InputError for
    a path that cannot be written.
    """
    options = options or BookOptions()
    book = [part.part() if isinstance(part, Prepared) else part for part in parts]
    if options.same_names_share_a_value:
        book = share_values(book)
    pieces = _pieces(book, options)
    if not pieces:
        raise DefinitionError("A book needs at least one page; all its parts are empty.")
    in_file = sorted(pieces, key=_how_rare)
    chain = chain_of([piece.block for piece in in_file])
    links = [link for link in chain.links() if link.placed]
    places = {id(piece): link.placed for piece, link in zip(in_file, links, strict=True) if link.placed}
    placed = [places[id(piece)] for piece in pieces]
    closing = close(chain, placed, options.page_labels)
    tail = write_tail(closing, pieces, placed, options)
    end, digest = _end([*(link.written for link in chain.links()), closing.written, tail])
    pieces_of_file = closing.cut.with_own((*tail.chunks, end)).ended()
    file = _protected(FileInPieces(digest, pieces_of_file), options)
    _deliver(file, out)
    starts = {piece.part_index: piece.first_page for piece in reversed(pieces)}
    return Assembled(
        page_count=sum(len(piece.block.pages) for piece in pieces),
        sha256=digest,
        file=file,
        part_starts=_part_starts(book, starts),
        notes=_notes(pieces, placed),
        renamed_fields=_renamed(pieces, placed),
    )


def _pieces(book: Sequence[Part], options: BookOptions) -> list[Piece]:
    pieces: list[Piece] = []
    first = 0
    for part_index, part in enumerate(book):
        at = 0
        for run in _runs(part.pages):
            key = _key(part, run, range(at, at + len(run)), first, options)
            pieces.append(Piece(part_index, part, block_of(part.prepared, key), first, at))
            first += len(run)
            at += len(run)
    return pieces


def _how_rare(piece: Piece) -> int:
    """Tell how many books have a piece: 0 for all of a kind, 1 for some of them, 2 for this book alone.

    In this order the pieces stand in the file, so what books have in common comes first, with the same numbers.
    """
    if not piece.part.prepared.lasting:
        return 2
    return 0 if piece.part.common else 1


def _runs(pages: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the pages in stretches in which none comes twice, since an object can be only one page of a book."""
    if len(set(pages)) == len(pages):
        return [tuple(pages)] if pages else []
    runs: list[tuple[int, ...]] = []
    current: dict[int, None] = {}
    for page in pages:
        if page in current:
            runs.append(tuple(current))
            current = {}
        current[page] = None
    return [*runs, tuple(current)]


def _key(part: Part, run: tuple[int, ...], span: range, first: int, options: BookOptions) -> BlockKey:
    form: FormMode = "kept"
    if part.values is not None:
        form = "flat" if part.flatten else "filled"
    elif part.prepared.has_undrawn:
        form = "filled"
    outline: OutlineMode = "none"
    if options.outline == "nested" and part.outline and not span.start:
        outline = "titled" if part.title else "bare"
    return BlockKey(
        pages=run,
        rotate=part.rotate,
        form=form,
        overlaid=frozenset(i for i in range(len(run)) if first + i in options.stamps) if options.stamps else _NONE,
        linked=frozenset(link.page - span.start for link in part.links if link.page in span) if part.links else _NONE,
        outline=outline,
        scripts=options.keep_form_scripts,
        same_names=options.same_names_share_a_value,
    )


def _end(stretches: list[Written]) -> tuple[bytes, str]:
    """Return the end of the file, and the SHA-256 of all of it."""
    last = stretches[-1]
    root = b"/Root 1 0 R/Info %d 0 R%b" % (INFO, file_id(last.digest.digest()))
    end = trailer(stretches, last.next_number, root)
    digest = last.digest.copy()
    digest.update(end)
    return end, digest.hexdigest()


def _protected(file: FileInPieces, options: BookOptions) -> FileInPieces:
    """Return the book as it is given out: where it has a password, encrypted and in a single piece."""
    if not options.protection:
        return file
    from booklet.pdf.finish.protection import encrypt  # here: few books have a password

    whole = FilePiece((encrypt(file.join(), options.protection),), shared=False)
    return FileInPieces(whole.sha256, (whole,))


def _deliver(file: FileInPieces, out: Output) -> None:
    """Put the book where it belongs, if anywhere."""
    if isinstance(out, (str, Path)):
        with written_whole(Path(out)) as target:
            target.writelines(file.chunks())
    elif out is not None:
        out.writelines(file.chunks())


def _part_starts(book: Sequence[Part], starts: dict[int, int]) -> tuple[int, ...]:
    """Return for each part its first page; for a part without pages that of the next part."""
    result, index = [], 0
    for number, part in enumerate(book):
        index = starts.get(number, index)
        result.append(index)
        index += len(part.pages)
    return tuple(result)


def _notes(pieces: Sequence[Piece], placed: Sequence[Placed]) -> tuple[str, ...]:
    notes: dict[str, None] = {}
    for piece, place in zip(pieces, placed, strict=True):
        name = piece.part.title or f"Part {piece.part_index + 1}"
        for text in piece.part.prepared.notes:
            notes[f"{name}: {text}"] = None
        for text, count in piece.block.notes.items():
            notes[f"{name}: {text} ({count})."] = None
        if piece.block.key.same_names:
            for old, new in place.renamed.items():
                text = f'the field "{old}" is of another type than the one of that name before it'
                notes[f'{name}: {text}, and is called "{new}".'] = None
    return tuple(notes)


def _renamed(pieces: Sequence[Piece], placed: Sequence[Placed]) -> dict[tuple[int, str], str]:
    return {
        (piece.part_index, old): new
        for piece, place in zip(pieces, placed, strict=True)
        for old, new in place.renamed.items()
    }
