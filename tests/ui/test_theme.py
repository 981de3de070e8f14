"""The theme: what is written on what can be read, in light and in dark."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from booklet.ui.shared.states import State

ROOT = Path(__file__).parents[2]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
ENOUGH = 4.5
FADED = 0.6
"""How much of its ink Streamlit gives to captions and to the first column of a table."""


def _rgb(color: str) -> tuple[float, ...]:
    return tuple(int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _luminance(rgb: tuple[float, ...]) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(ink: str, paper: str, share: float = 1) -> float:
    """Contrast of an ink, of which `share` covers the paper (WCAG 2.2, 1.4.3)."""
    mixed = tuple(share * i + (1 - share) * p for i, p in zip(_rgb(ink), _rgb(paper), strict=True))
    light, dark = sorted((_luminance(mixed), _luminance(_rgb(paper))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", ["light", "dark"])
def test_text_and_links_on_the_grounds(kind: str) -> None:
    """On the paper, on the fields, in the sidebar; captions are fainter, and still readable."""
    theme = THEME[kind]
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"], theme["sidebar"]["backgroundColor"]):
        assert _contrast(theme["textColor"], ground) >= 7
        assert _contrast(theme["linkColor"], ground) >= ENOUGH
        assert _contrast(theme["textColor"], ground, FADED) >= ENOUGH


@pytest.mark.parametrize("kind", ["light", "dark"])
@pytest.mark.parametrize("state", State)
def test_the_colors_of_the_states(kind: str, state: State) -> None:
    """As text on the paper, and on their own tint, as messages are."""
    theme = THEME[kind]
    ink = theme[f"{state.color}TextColor"]
    assert _contrast(ink, theme["backgroundColor"]) >= ENOUGH
    assert _contrast(ink, theme[f"{state.color}BackgroundColor"]) >= ENOUGH


@pytest.mark.parametrize(("kind", "words"), [("light", "#ffffff"), ("dark", "#171613")])
def test_what_can_be_pressed(kind: str, words: str) -> None:
    """The words on the colored button (style.css), and the color itself where it is the ink of a chosen tab."""
    primary = THEME[kind]["primaryColor"]
    assert _contrast(words, primary) >= ENOUGH
    assert _contrast(primary, THEME[kind]["backgroundColor"]) >= ENOUGH
