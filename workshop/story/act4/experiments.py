"""What is tried: ideas, drafts of experiments, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.text.answers import headline
from workshop.retro.experiment import (
    FOUR_WEEKS,
    MAX_EXPERIMENTS,
    check_experiments,
    make_experiment,
)
from workshop.room.state.participant import card_name
from workshop.room.state.question import ShortText
from workshop.story.act2.promises import kept_at
from workshop.story.act3.joint_kpis import JOINT, KpiTable
from workshop.story.act4.horizon import Horizon, horizon_of_kpi, horizon_of_promise
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.later import AgreedExperiments
from workshop.story.decisions.text import KIT_PROMISES
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.retro.experiment import Experiment
    from workshop.story.context import Stage
    from workshop.words import Words

KEY = "retro.try"
IDEA, DRAFTS, LETTER = f"{KEY}.idea", f"{KEY}.drafts", f"{KEY}.letter"
COUNTED = "count"
WRITTEN = ("what", "so_that", "owner", "partner", "done_when", "stop_if", "theme", "measure")
QUESTIONS = 3
"""So many questions somebody alone takes to a real colleague."""


def idea_question() -> ShortText:
    """Return what everybody is asked before anything is chosen."""
    return ShortText(
        key=IDEA,
        prompt=both("One small experiment for the next four weeks that’s in your own hands"),
        hint=both("We’ll try …"),
        by_side=False,
    )


class ExperimentTable:
    """Drafts of up to three experiments, and what comes of them.

    Args:
        stage: gives the room that keeps them, the day and the data.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage, self._room = stage, stage.room

    def ideas(self) -> list[str]:
        """Return the ideas people wrote, hidden ones left out, in an order that tells nobody's."""
        asked = self._room.state.questions.get(IDEA)
        hidden = asked.hidden if asked else frozenset()
        said = [
            (card_name(one.item), str(one.body.get("text", "")).strip())
            for one in self._room.state.said(IDEA)
        ]
        return [text for name, text in sorted(said) if text and name not in hidden]

    def draft(self, place: int) -> dict[str, Any]:
        """Return what was written so far for the experiment at a place, and until when it runs."""
        until = (self._stage.today + FOUR_WEEKS).isoformat()
        return {"until": until} | self._written(place)

    def write(self, place: int, **part: Any) -> None:
        """Keep a part of an experiment: a text, ``until`` as an ISO day, or its ``measure``."""
        self._room.keep(DRAFTS, self._written(place) | part, str(place))

    def measure(self, place: int) -> dict[str, Any]:
        """Return what was written so far of a measure."""
        kept = self._written(place).get("measure")
        return dict(kept) if isinstance(kept, dict) else {}

    def write_measure(self, place: int, **part: Any) -> None:
        """Keep a part of a measure: ``kind``, ``key``, ``limit``, ``text``, ``today``, ``good``."""
        self.write(place, measure=self.measure(place) | part)

    def begun(self) -> list[int]:
        """Return the places at which anything was written."""
        return [place for place in range(MAX_EXPERIMENTS) if self._is_begun(place)]

    def begin(self, **parts: str) -> int:
        """Begin an experiment with a ``theme`` or a ``what``, and return its place.

        One that has begun with the same is taken up again; a theme without a deed yet, and a deed
        without a theme, belong together.

        Raises:
            WorkshopError: if there are three already.
        """
        for place in range(MAX_EXPERIMENTS):
            written = self._written(place)
            if all(written.get(key) == value for key, value in parts.items()):
                return place
        for place in range(MAX_EXPERIMENTS):
            written = self._written(place)
            if not any(written.get(key) for key in parts) and not (
                "theme" in parts and written.get("what")
            ):
                self.write(place, **parts)
                return place
        raise WorkshopError(
            N_("Three experiments are begun already; more won’t happen."),
            hint=N_("Empty one of them first, or leave it at these."),
        )

    def drop(self, place: int) -> None:
        """Empty a draft."""
        self._room.keep(DRAFTS, {}, str(place))

    def experiments(self) -> list[Experiment]:
        """Return the experiments of all places where something was written.

        Raises:
            WorkshopError: see `make_experiment` and `check_experiments`.
        """
        made = [make_experiment(self.draft(place), self._stage.today) for place in self.begun()]
        check_experiments(made)
        return made

    def decision(self, objections: Iterable[str]) -> AgreedExperiments:
        """Return what is decided.

        Raises:
            WorkshopError: see `experiments`.
        """
        made = tuple(self.experiments())
        return AgreedExperiments(experiments=made, objections=tuple(objections))

    def measures(self, words: Words) -> list[tuple[str, str]]:
        """Return what an experiment can be seen in, as label and ``kind:key``, countable first."""
        decided = Decisions.of(self._room.state)
        kpis = [one.name for one in (decided.kpis.kpis if decided.kpis else ())]
        names = [*kpis, *(name for name in JOINT if name not in kpis)]
        given = [
            one.key
            for one in (decided.promises.promises if decided.promises else ())
            if one.key in KIT_PROMISES
        ]
        promises = [*given, *(key for key in KIT_PROMISES if key not in given)]
        return [
            (words("Something we count ourselves"), COUNTED),
            *(
                (words("KPI: {name}", name=words(KPIS[name].label)), f"kpi:{name}")
                for name in names
            ),
            *(
                (words("Promise: {text}", text=self._promise_text(key, words)), f"promise:{key}")
                for key in promises
            ),
        ]

    def choose_measure(self, place: int, chosen: str) -> None:
        """Take a measure by its ``kind:key``; what it is today is filled in from the data."""
        kind, _, key = chosen.partition(":")
        today = self._today(kind, key)
        limit = self._limit(key) if kind == "promise" else None
        self.write_measure(place, kind=kind, key=key, limit=limit, today=today)

    def chosen_measure(self, place: int) -> str:
        """Return the ``kind:key`` of a measure."""
        kept = self.measure(place)
        kind, key = kept.get("kind", COUNTED), kept.get("key", "")
        return f"{kind}:{key}" if key and kind != COUNTED else COUNTED

    def horizon(self, place: int) -> Horizon | None:
        """Return what four weeks can show of a measure; None of what people count themselves."""
        kind, _, key = self.chosen_measure(place).partition(":")
        if kind == "kpi" and key in KPIS:
            return self._stage.once_agreed(
                ("horizon", key), lambda: horizon_of_kpi(self._stage, key)
            )
        if kind == "promise":
            return horizon_of_promise(self._stage, key, self._limit(key))
        return None

    def letter(self, themes: Iterable[str]) -> list[str]:
        """Return the questions of somebody alone to a real colleague: as written, else proposed.

        Args:
            themes: what weighs most, first.
        """
        kept = self._room.state.draft(LETTER)
        words = self._stage.words
        asked = [words(PROPOSED[0], theme=theme) for theme in list(themes)[:1]]
        proposed = [
            *asked,
            *(words(text) for text in PROPOSED[1:]),
            *(words(text) for text in SPARE),
        ]
        return [str(kept.get(str(at), proposed[at])) for at in range(QUESTIONS)]

    def write_letter(self, place: int, text: str) -> None:
        """Keep a question of somebody alone."""
        self._room.keep(LETTER, self._room.state.draft(LETTER) | {str(place): text})

    def _promise_text(self, key: str, words: Words) -> str:
        return KIT_PROMISES[key].text(words, self._limit(key))

    def _limit(self, key: str) -> int | None:
        """Return the limit a promise was given with; else its usual one."""
        decided = Decisions.of(self._room.state).promises
        given = {one.key: one.limit for one in (decided.promises if decided else ())}
        known = KIT_PROMISES.get(key)
        usual = known.parameter.default if known and known.parameter else None
        limit = given.get(key, usual)
        allowed = known.parameter.values if known and known.parameter else ()
        return limit if limit in allowed else usual

    def _today(self, kind: str, key: str) -> str:
        words = self._stage.words
        if kind == "kpi" and key in KPIS:
            return self._value(key)
        if kind == "promise" and key in KIT_PROMISES:
            kept = kept_at(self._stage, KIT_PROMISES[key], self._limit(key))
            return words.percent(kept.share, 0) if kept.share is not None else ""
        return ""

    def _value(self, name: str) -> str:
        """Return what a KPI was last quarter, as far as that can be said; else over all."""
        words, table = self._stage.words, KpiTable(self._stage)
        last = table.reach(name).last
        if last and last.answer.value is not None:
            return f"{headline(last.answer, words)} ({last.quarter.short})"
        whole = table.answer(name)
        return headline(whole, words) if whole.value is not None else ""

    def _is_begun(self, place: int) -> bool:
        return any(self._written(place).get(part) for part in WRITTEN)

    def _written(self, place: int) -> dict[str, Any]:
        return self._room.state.draft(DRAFTS, str(place))


PROPOSED = (
    N_("“{theme}”: when did that last happen to you, and what did you know at that moment?"),
    N_("What would you have needed from us back then – one thing only?"),
    N_("What do we do that makes it harder for you, without noticing?"),
)
"""Three questions to a real colleague; the first one is about the heaviest theme."""
SPARE = (N_("What can you do that I’d like to be able to do?"),)
