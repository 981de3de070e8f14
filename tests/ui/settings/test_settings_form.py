"""The settings of the workspace, as they stand in their form and as they are saved."""

from __future__ import annotations

import pytest

from booklet import Workspace
from booklet.ui.settings import workspace_settings
from booklet.ui.settings.workspace_settings import _currency_in_words, _locale_in_words, show_settings
from booklet.ui.shared import uploader
from tests.ui.desks import desk_of, done, html_of, pressed, screen_of

_MB = 1024 * 1024


def test_the_settings_stand_as_they_are(empty: Workspace) -> None:
    """Each in its own widget, and saved as they stand they are the same."""
    empty.settings.set(
        team="Blue",
        locale="de_CH",
        currency="CHF",
        upload_limit_bytes=7 * _MB,
        whole_files=True,
        workers=3,
        workers_go_on=True,
    )
    before = empty.settings.get()
    test = screen_of(show_settings, desk_of(empty))
    assert [box.value for box in test.text_input] == ["Blue"]
    assert [box.value for box in test.selectbox] == ["de_CH", "CHF"]
    assert [box.value for box in test.number_input] == [7, 3]
    assert [box.value for box in test.checkbox] == [True, True]
    test = pressed(test, "Save settings")
    assert empty.settings.get() == before
    assert done(test) == "The settings are saved. Books made from now on follow them."


def test_settings_are_changed(empty: Workspace) -> None:
    """Each of them, and no other."""
    test = screen_of(show_settings, desk_of(empty))
    test.text_input[0].set_value("  Green ")
    test.selectbox[0].set_value("fr_FR")
    test.selectbox[1].set_value("EUR")
    test.number_input[0].set_value(3)
    test.number_input[1].set_value(5)
    test.checkbox[0].check()
    pressed(test, "Save settings")
    now = empty.settings.get()
    assert (now.team, now.locale, now.currency, now.upload_limit_bytes) == ("Green", "fr_FR", "EUR", 3 * _MB)
    assert (now.workers, now.whole_files, now.workers_go_on) == (5, True, False)


def test_what_can_be_chosen(empty: Workspace) -> None:
    """The usual ones and what is set; with an example of how it is written."""
    empty.settings.set(locale="sv_SE", currency="SEK")
    test = screen_of(show_settings, desk_of(empty))
    locales, currencies = test.selectbox
    assert "Swedish (Sweden): 30 september 2026, 1\xa0234,50" in locales.options
    assert len(locales.options) == len(workspace_settings._LOCALES) + 1
    assert "SEK, Swedish Krona" in currencies.options
    assert locales.options == [_locale_in_words(one) for one in sorted({*workspace_settings._LOCALES, "sv_SE"})]
    assert _currency_in_words("USD") == "USD, US Dollar"
    workers = test.number_input[1]
    assert (workers.min, workers.max) == (1, 64)


@pytest.mark.parametrize(("set_", "most", "shown"), [(5 * _MB, 200, 5), (300 * _MB, 200, 200), (10, 200, 1)])
def test_the_limit_of_uploads(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch, set_: int, most: int, shown: int
) -> None:
    """In megabytes, from one up to what the server takes."""
    monkeypatch.setattr(workspace_settings, "most_megabytes", lambda: most)
    empty.settings.set(upload_limit_bytes=set_)
    [limit, _] = screen_of(show_settings, desk_of(empty)).number_input
    assert (limit.value, limit.min, limit.max) == (shown, 1, most)


@pytest.mark.parametrize(("set_", "most", "taken"), [(5 * _MB, 200, 5), (300 * _MB, 200, 200), (10, 200, 1)])
def test_a_box_takes_files_up_to_the_limit(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch, set_: int, most: int, taken: int
) -> None:
    """Of the workspace, or of the server where that takes less; one file or several."""
    monkeypatch.setattr(uploader, "most_megabytes", lambda: most)
    empty.settings.set(upload_limit_bytes=set_)
    for pick, several in ((uploader.pick_file, False), (uploader.pick_files, True)):
        [box] = screen_of(lambda ws, pick=pick: pick(ws, "File", key="k"), empty).file_uploader
        assert (box.proto.max_upload_size_mb, box.proto.multiple_files) == (taken, several)


def test_where_the_workspace_lies(empty: Workspace) -> None:
    """Its folder, and the size of its database."""
    said = html_of(screen_of(show_settings, desk_of(empty)))
    assert f"{empty.folder}, database" in said
