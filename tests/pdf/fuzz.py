"""Breaks real files in every way that it knows, and sees what the engine makes of them.

    python -m tests.pdf.fuzz SECONDS [SEED] FILE.pdf ...

Each mutant is prepared and put into books in a process of its own, with limits in time and memory. It has to end in a
book that qpdf and PDFium read, or in a BookletError. What does not is kept, with the reason, in the folder
booklet-fuzz among the temporary files.
"""

from __future__ import annotations

import io
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2

from booklet.errors import BookletError
from booklet.pdf import BookOptions, assemble, prepare
from booklet.pdf.source.normalize import normalize
from booklet.pdf.types import PageLink, Stamp

KEPT = Path(tempfile.gettempdir()) / "booklet-fuzz"
SECONDS, MEMORY_BYTES = 60, 3 << 30
_TOKEN = re.compile(
    rb"\d+ 0 R|(?<=[ \[])-?\d+(?:\.\d+)?(?=[ \]])|/[A-Za-z]\w*|\([^()]{0,40}\)|\[[^\[\]]{0,200}\]|<<|>>"
)
_WRONG = (
    *(b"null", b"true", b"[ ]", b"<< >>", b"()", b"/X", b"0", b"-1", b"1e9", b"99999999999999999999", b"-2147483649"),
    *(b"0.0000001", b"<FEFF>", b"(\\377\\376\\000)", b"[ " * 300 + b"] " * 300, b"<< /Kids [ 1 0 R ] /Parent 1 0 R >>"),
)

Mutate = Callable[[bytes, random.Random], bytes]


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, doubled, cut out; the end cut off."""
    mutant = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 100))):
        at, length = chance.randrange(len(mutant)), chance.choice((1, 4, 50, 1000))
        action = chance.random()
        if action < 0.6:
            mutant[at] = chance.randrange(256)
        elif action < 0.75:
            del mutant[at : at + length]
        elif action < 0.9:
            mutant[at:at] = mutant[at : at + length]
        else:
            mutant = mutant[: max(at, 200)] if chance.random() < 0.2 else mutant
        if len(mutant) < 50:
            break
    return bytes(mutant)


def values_changed(data: bytes, chance: random.Random) -> bytes:
    """References led astray, values of the wrong type or size, entries swapped, behind a file that parses."""
    plain = normalize(data).source.buffer
    count = max(plain.count(b" 0 obj"), 2)
    for _ in range(chance.choice((1, 3, 10, 40))):
        places = [match.span() for match in _TOKEN.finditer(plain)] if len(plain) < 300_000 else _some(plain, chance)
        if not places:
            break
        start, end = chance.choice(places)
        other = chance.choice(places)
        wrong = chance.choice(
            (chance.choice(_WRONG), b"%d 0 R" % chance.randrange(count + 2), plain[other[0] : other[1]])
        )
        if plain[start:end] not in (b"<<", b">>"):
            plain = plain[:start] + wrong + plain[end:]
    return plain


def _some(plain: bytes, chance: random.Random) -> list[tuple[int, int]]:
    at = chance.randrange(len(plain))
    return [match.span() for match in _TOKEN.finditer(plain, at, at + 20_000)]


def graph_changed(data: bytes, chance: random.Random) -> bytes:
    """Objects put in each other's places: cycles, pages as fonts, streams without data, keys dropped or copied."""
    pdf = pikepdf.open(io.BytesIO(normalize(data).source.buffer))
    objects = [item for item in pdf.objects if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array))]
    for _ in range(chance.choice((1, 4, 15))):
        one, other = chance.choice(objects), chance.choice(objects)
        keys = list(one.keys()) if not isinstance(one, pikepdf.Array) else []
        if isinstance(one, pikepdf.Array) and len(one):
            one[chance.randrange(len(one))] = other
        elif keys:
            key = chance.choice(keys)
            action = chance.random()
            if action < 0.2 and key != "/Length":
                del one[key]
            elif action < 0.35 and isinstance(one, pikepdf.Stream):
                one.write(chance.randbytes(20))
            elif key != "/Length":
                one[key] = other
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


MUTATIONS: tuple[Mutate, ...] = (bytes_changed, values_changed, graph_changed)


def use(data: bytes) -> str:
    """Do with a file all that can be done with an upload; returns how it ended."""
    try:
        prepared = prepare(data)
        values = {n: "x" if p.kind in ("text", "combo", "list") else True for n, p in prepared.form.plans.items()}
        some = prepared.select([0]).linked([PageLink(0, (1, 1, 5, 5), 0)]).titled("x")
        whole = prepared.part()
        parts = [
            some,
            whole,
            prepared.fill(values),
            prepared.fill(values, flatten=True),
            prepared.select("1", rotate=90),
        ]
        options = BookOptions(stamps={0: [Stamp("x")], 1: [Stamp("y", opacity=0.5)]})
        assert prepared.pages
        assert prepared.outline is not None
        books = [
            assemble(parts, options=options),
            assemble([whole, whole], options=BookOptions(same_names_share_a_value=True, keep_form_scripts=True)),
        ]
    except BookletError as error:
        return f"refused: {type(error).__name__}"
    for book in books:
        _check(book.pdf, book.page_count)
    return "a book"


def _check(data: bytes, pages: int) -> None:
    """Raises where qpdf finds an error, or PDFium other pages."""
    path = Path(tempfile.gettempdir()) / f"booklet-fuzz-{os.getpid()}.pdf"
    path.write_bytes(data)
    try:
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, timeout=SECONDS, check=False)
    finally:
        path.unlink()
    complaints = [line for line in (done.stderr + done.stdout).splitlines() if b"ERROR" in line or b"WARNING" in line]
    serious = [line for line in complaints if b"stream" not in line or b"content stream" in line]
    assert done.returncode in (0, 3), complaints[:3]
    assert not serious, serious[:3]
    document = pypdfium2.PdfDocument(data)
    assert len(document) == pages, f"PDFium sees {len(document)} pages instead of {pages}"
    for index in range(min(pages, 3)):
        page = document[index]
        page.render(scale=min(1.0, 100 / max(*page.get_size(), 1)))


def outcome(data: bytes) -> str:
    """`use` in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            text = use(data)
        except BaseException:
            text = "failed: " + traceback.format_exc()
        os.write(writer, text.encode()[-4000:])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        text = pipe.read().decode(errors="replace")
    status = os.waitpid(child, 0)[1]
    return text or f"failed: stopped by {signal.Signals(status & 127).name if status & 127 else status}"


def main() -> None:
    """Mutate for some seconds; print what ended how often, and each failure as it is found."""
    seconds, seed, files = float(sys.argv[1]), int(sys.argv[2]), [Path(name) for name in sys.argv[3:]]
    warnings.simplefilter("ignore")
    chance, ends, until, number = random.Random(seed), Counter[str](), time.monotonic() + seconds, 0
    known: set[str] = set()
    while time.monotonic() < until:
        number += 1
        path, mutate = chance.choice(files), chance.choice(MUTATIONS)
        try:
            mutant = mutate(path.read_bytes(), chance)
        except (BookletError, pikepdf.PdfError, ValueError, TypeError, RuntimeError):
            continue
        end = outcome(mutant)
        ends[end.partition("\n")[0]] += 1
        if end.startswith("failed"):
            last = " | ".join(end.strip().splitlines()[-3:])
            if last not in known:
                known.add(last)
                KEPT.mkdir(exist_ok=True)
                name = KEPT / f"{seed}-{number}-{mutate.__name__}-{path.name}"
                name.write_bytes(mutant)
                name.with_suffix(".txt").write_text(end)
                print(f"{name}\n    {last}", flush=True)
    print(number, dict(ends.most_common(12)))


if __name__ == "__main__":
    main()
