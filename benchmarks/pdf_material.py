"""The files that the PDF benchmarks work on: brochures and forms, drawn anew so that anyone can repeat a run.

Three brochures of 18 pages, with photographs and shared fonts, 5.6 MB in all; three forms of 45 fields; a manual.
"""

from __future__ import annotations

import io
import random

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WORDS = (
    *("the", "plan", "of", "each", "customer", "grows", "with", "every", "quarter", "and", "its", "adviser"),
    *("knows", "what", "to", "do", "next", "about", "it"),
)
FIELDS = 45


def brochure(seed: int, pages: int = 18) -> bytes:
    """Draw a brochure with a photograph of about 100 kB on each page, bookmarks and text in four fonts."""
    chance = random.Random(seed)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), pageCompression=1, invariant=1)
    for page in range(pages):
        canvas.bookmarkPage(f"p{page}")
        canvas.addOutlineEntry(f"Chapter {page + 1}", f"p{page}", 0)
        canvas.drawImage(_photograph(chance), 60, 480, 475, 300)
        for line in range(38):
            canvas.setFont(("Helvetica", "Helvetica-Bold", "Times-Roman", "Courier")[line % 4], 10)
            canvas.drawString(60, 450 - line * 11, " ".join(chance.choice(WORDS) for _ in range(14)))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def manual(pages: int) -> bytes:
    """Draw a long manual: text in four fonts, a bookmark for each page, a photograph on every fiftieth."""
    chance, out = random.Random(pages), io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), pageCompression=1, invariant=1)
    for page in range(pages):
        canvas.bookmarkPage(f"p{page}")
        canvas.addOutlineEntry(f"Section {page + 1}", f"p{page}", 0)
        if page % 50 == 0:
            canvas.drawImage(_photograph(chance), 60, 480, 475, 300)
        for line in range(38):
            canvas.setFont(("Helvetica", "Helvetica-Bold", "Times-Roman", "Courier")[line % 4], 10)
            canvas.drawString(60, 450 - line * 11, " ".join(chance.choice(WORDS) for _ in range(14)))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _photograph(chance: random.Random) -> ImageReader:
    """Return noise on a gradient, which is as hard to compress as a photograph."""
    noise = Image.frombytes("RGB", (440, 280), chance.randbytes(440 * 280 * 3))
    image = Image.blend(noise, Image.linear_gradient("L").resize((440, 280)).convert("RGB"), 0.5)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=88)
    data.seek(0)
    return ImageReader(data)


def form(seed: int) -> bytes:
    """Draw a form with 45 text fields on a single page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), pageCompression=1, invariant=1)
    for number in range(FIELDS):
        x, y = 60 + number % 3 * 170, 780 - number // 3 * 48
        canvas.drawString(x, y + 22, f"Field {number}")
        canvas.acroForm.textfield(name=f"form{seed}.field{number}", x=x, y=y, width=150, height=20, fontSize=10)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def values(seed: int, customer: int) -> dict[str, str]:
    """Return 40 values of a customer for a form."""
    return {f"form{seed}.field{number}": f"Customer {customer} value {number}" for number in range(40)}
