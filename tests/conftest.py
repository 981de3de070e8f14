"""What many tests need: where the real files are, and a small workspace with a book of every page type."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import bcrypt
import pytest

from booklet import BookSettings, Page, Quarter, Workspace
from booklet.text.fallbacks import FOLDER_SETTING, elsewhere

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "data" / "demo"
CORPUS = ROOT.parent / "shared" / "corpus"

QUARTER = Quarter(2026, 3)
W9_NAME = "topmostSubform[0].Page1[0].f1_01_0_[0]"
W9_BUSINESS = "topmostSubform[0].Page1[0].f1_02_0_[0]"
W9_CORPORATION = "topmostSubform[0].Page1[0].c1_01[1]"


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """bcrypt with few rounds in this process: a password takes 1 ms instead of 300."""
    salt = bcrypt.gensalt
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bcrypt, "gensalt", lambda: salt(rounds=4))
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus beside the project; a clone elsewhere skips, saying so."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus of real files is not at {CORPUS}")
    return CORPUS


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    """A new workspace with nothing in it."""
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def workspace(tmp_path: Path, review_folder: Path) -> Workspace:
    """Two customers, four attributes, four uploads and the book "Review" with every page type.

    Acme Corp has all values; Bolt & Co has none but its plan.
    """
    return Workspace(shutil.copytree(review_folder, tmp_path / "workspace"))


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The office's folder of fonts."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setenv(FOLDER_SETTING, str(folder))
    elsewhere.cache_clear()
    yield folder
    elsewhere.cache_clear()


@pytest.fixture(scope="session")
def review_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that each test gets a copy of: made once, because reading the uploads takes seconds."""
    made = Workspace(tmp_path_factory.mktemp("review"))
    made.attributes.define("plan", type="choice", choices=["Gold", "Silver"], label="Plan", required=True)
    made.attributes.define("assets", type="money", format="USD 0", label="Assets")
    made.attributes.define("adviser", label="Adviser")
    made.attributes.define("incorporated", type="yes/no", label="Incorporated")
    for name in ("Acme Corp", "Bolt & Co"):
        made.customers.add(name)
    made.attributes.set(
        "Acme Corp", QUARTER, {"plan": "Gold", "assets": 1_250_000, "adviser": "Ann Lee", "incorporated": True}
    )
    made.attributes.set("Bolt & Co", QUARTER, {"plan": "Silver"})
    for name in ("investment-guide.pdf", "service-plans.pdf", "fw9.pdf", "time-card.xltx"):
        made.uploads.add(DEMO / name)
    made.books.save("Review", pages=review_pages(), settings=review_settings())
    return made.folder


def review_pages() -> list[Page]:
    """A book with every page type."""
    return [
        Page("text", "", {"markdown": "# Quarterly Review\n\n{{ customer }}\n\n{{ quarter }}", "layout": "cover"}),
        Page("contents", "Contents", {"depth": 1}),
        Page("text", "Letter", {"markdown": "Dear {{ customer }},\n\nyou have **{{ assets }}** with us."}),
        Page("static", "Investments", {"upload": "investment-guide.pdf", "pages": "1-2"}),
        Page(
            "form",
            "W-9",
            {
                "upload": "fw9.pdf",
                "pages": "1",
                "fields": {
                    W9_NAME: "{{ customer }}",
                    W9_CORPORATION: "{{ incorporated }}",
                    W9_BUSINESS: "{{ adviser }}",
                },
                "empty": [W9_BUSINESS],
            },
        ),
        Page("choice", "", plan_choice()),
        Page("worksheet", "Time card", {"upload": "time-card.xltx"}),
    ]


def plan_choice() -> dict[str, object]:
    """The config of a choice by plan, with a default."""
    return {
        "options": [
            {
                "name": "Gold",
                "rule": 'plan == "Gold"',
                "page": {
                    "type": "text",
                    "title": "Gold plan",
                    "config": {"markdown": "All of Gold for {{ customer }}"},
                },
            }
        ],
        "default": {
            "name": "Others",
            "page": {"type": "static", "title": "Our plans", "config": {"upload": "service-plans.pdf", "pages": "1"}},
        },
    }


def review_settings() -> BookSettings:
    return BookSettings(
        title="Review for {{ customer }}", header="{{ title }}", footer="{{ customer }}", page_numbers_from=2
    )


class Clock(datetime):
    """A clock that is wrong; `monkeypatch.setattr(clock, "datetime", Clock.set_back(hours=1))` puts it up."""

    wrong_by = timedelta()

    @classmethod
    def set_back(cls, *, hours: int) -> type[Clock]:
        """A clock that is some hours behind."""
        return type("Behind", (cls,), {"wrong_by": timedelta(hours=-hours)})

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + cls.wrong_by


def with_letters(ws: Workspace, *ready: str, lacking: str) -> Workspace:
    """Give a workspace customers and the book "Letter", which says the plan; one of the customers has none."""
    ws.attributes.define("plan", label="Plan")
    for name in (*ready, lacking):
        ws.customers.add(name)
    for name in ready:
        ws.attributes.set(name, QUARTER, {"plan": "Gold"})
    ws.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "{{ plan }}"})])
    return ws
