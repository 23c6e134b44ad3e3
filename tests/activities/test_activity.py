"""The five beats, the same for every act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from screen import every, text

from workshop.activities import ACTIVITIES, open_act
from workshop.agenda import BEATS, Beat
from workshop.errors import WorkshopError
from workshop.session import SESSION_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.activities.stage import Stage


@pytest.mark.parametrize("key", ACTIVITIES)
def test_every_act_shows_all_five_beats(stage: Stage, key: str) -> None:
    """People see where they are and what comes."""
    shown = text(ACTIVITIES[key](stage).widget)
    labels = [stage.words(label) for label in ("Think", "Reveal", "Talk", "Decide", "Recorded")]

    assert all(f"{n} {label}" in shown for n, label in enumerate(labels, 1))


@pytest.mark.parametrize("key", ACTIVITIES)
def test_every_act_begins_with_thinking(stage: Stage, key: str) -> None:
    """Silent writing first."""
    assert ACTIVITIES[key](stage).beat is Beat.THINK


@pytest.mark.parametrize("key", ACTIVITIES)
def test_nothing_is_recorded_without_a_decision(stage: Stage, key: str) -> None:
    """The last beat cannot be entered by clicking past the decision."""
    with pytest.raises(WorkshopError):
        ACTIVITIES[key](stage).enter(Beat.RECORDED)


@pytest.mark.parametrize("key", ACTIVITIES)
def test_every_beat_has_its_prompt(key: str) -> None:
    """Each beat tells people what to do now."""
    assert set(BEATS) == set(ACTIVITIES[key].prompts)


@pytest.mark.parametrize("key", ["shared_terms", "joint_kpis", "retrospective"])
def test_every_act_but_the_last_leads_on(stage: Stage, key: str) -> None:
    """Each act ends with a visible way to the next."""
    assert "data-workshop-open" in text(open_act(key, stage))


def test_an_unforeseen_error_becomes_a_friendly_message(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lab hides handlers' errors; we do not."""
    act = ACTIVITIES["retrospective"](stage)

    def broken() -> list[w.Widget]:
        message = "secret detail"
        raise RuntimeError(message)

    monkeypatch.setattr(act, "think", broken)
    act.redraw()
    shown = text(act.widget)

    assert stage.words("Something went wrong here, and it is our fault, not yours.") in shown
    assert "secret detail" not in shown


def test_data_without_contacts_says_what_is_missing(stage: Stage, tmp_path: Path) -> None:
    """An export of deals alone cannot show leads; the act says so in its place."""
    folder = tmp_path / "deals_only"
    folder.mkdir()
    (folder / "deals.csv").write_text(
        "deal_id,status,created_at,closed_at\nD1,won,2026-01-01,2026-02-01\n", encoding="utf-8"
    )
    from workshop.crm.store import import_crm  # noqa: PLC0415

    import_crm(folder, stage.session.crm)
    act = ACTIVITIES["shared_terms"](stage)

    assert stage.words("This data cannot show what becomes of a contact.") in text(act.widget)
    assert "contacts.created_at" in text(act.widget)


def test_a_session_of_a_newer_kit_is_refused_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook shows the reason instead of a traceback, in its own language."""
    folder = tmp_path / "en"
    folder.mkdir()
    (tmp_path / "session.json").write_text('{"format": 999}', encoding="utf-8")
    monkeypatch.setenv(SESSION_VARIABLE, str(tmp_path))
    monkeypatch.chdir(folder)

    assert "newer version" in text(open_act("shared_terms"))


def test_every_field_has_a_label(stage: Stage) -> None:
    """Screen readers read what stands above a field."""
    fields = (w.Text, w.Textarea, w.Dropdown, w.Checkbox, w.FloatText, w.DatePicker)
    for activity in ACTIVITIES.values():
        unnamed = [
            one
            for one in every(activity(stage).widget)
            if isinstance(one, fields) and not one.description
        ]

        assert unnamed == []
