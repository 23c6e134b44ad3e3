"""Cards become themes, themes get dots, and what weighs most is the start of an experiment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.agenda import Beat
from workshop.notebook.act4.drawn import finding, wall
from workshop.notebook.act4.pile_desk import PileDesk
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.retro.board import MOST_THEMES
from workshop.room.state.moments import BEGIN, CHOICE, Offered
from workshop.room.state.piles import THEMES
from workshop.room.state.text import beginning
from workshop.side import SIDES, side_name
from workshop.story.act4.experiments import ExperimentTable
from workshop.story.act4.themes import VOTES, ThemeTable
from workshop.story.frame.covering import UnansweredError, answered_or_covered, is_skipped
from workshop.story.solo.mode import learner
from workshop.widgets.elements import (
    Html,
    block,
    button,
    classed,
    paragraph,
    side_badge,
    table,
)
from workshop.widgets.form import question_form
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.errors import WorkshopError
    from workshop.retro.board import Standing
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.solo.persona import Persona
    from workshop.words import Text

VOTING = 1
"""The moment in which dots are placed; before it, cards are put together."""
LONGEST_NAME, SHORT = 100, 48
"""Characters of a theme on the projector: in a list, and in a headline."""
MOST_SHOWN = 4
"""So many level themes stand on one screen; how many more there are is said."""


class Themes(Activity):
    """Put together what belongs together, and find out what weighs most."""

    key = THEMES
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({VOTES})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Put together what belongs together. A card that fits nowhere stays alone."),
        Beat.REVEAL: N_("The dots are a filter, not the decision."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        asked = self.themes.dots()
        return [asked] if asked and beat is Beat.THINK and self._is_voting else []

    def picture(self) -> tuple[object, ...]:
        piles = tuple(
            (pile.key, pile.title, tuple(card.key for card in pile.cards))
            for pile in self.themes.piles
        )
        begun = tuple(self.experiments.begun()) if self.beat is Beat.REVEAL else ()
        return *super().picture(), self._is_voting, piles, begun

    def complaint(self) -> WorkshopError | None:
        if is_skipped(self):
            return None
        if not self.themes.piles:
            return UnansweredError(
                N_("There are no cards yet."),
                hint=N_("Write some first, or press the same button again to carry on without."),
            )
        if self.room.state.said(VOTES) and not self._is_voting:
            return None
        if not self._is_voting and not self.room.state.is_live:
            return UnansweredError(
                N_("Nobody has placed any dots yet."),
                hint=N_("Place them first, or press the same button again to carry on without."),
            )
        return answered_or_covered(self, VOTES)

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        """Return a persona’s dots: on what annoys it and on what it wishes for."""
        texts = [self.words(card.text) for card in persona.cards if card.column in ("wall", "wish")]
        mine = [
            pile.key
            for text in texts
            for pile in self.themes.voted
            if any(card.text[self.words.lang] == text for card in pile.cards)
        ]
        dots = dict(zip(dict.fromkeys(mine), (3, 2), strict=False))
        return {VOTES: {"dots": dots}} if dots and self._is_voting else {}

    def echo(self, persona: Persona) -> list[w.Widget]:
        side, words = persona.side, self.words
        theirs = {key: n for key, n in self.themes.ballot(side).items() if n}
        named = [pile.name[words.lang] for pile in self.themes.piles if pile.key in theirs]
        if not named:
            return []
        told = words("{name} put dots on: {themes}", name=persona.name, themes=" · ".join(named))
        return [paragraph(told, "ot-echo")]

    def think(self) -> list[Moment]:
        self.whenever_turned(self._turn)
        desk = PileDesk(self, self.themes)
        return [
            moment(N_("Put together"), desk.widget, style="ot-work"),
            moment(N_("Place dots"), *self._ballots(), style="ot-work"),
        ]

    def reveal(self) -> list[Moment]:
        words, top = self.words, self.themes.heaviest()
        names = self._names
        every = moment(N_("Every theme"), block(self._table(names)), style="ot-reading")
        if not top:
            told = words("Nobody has placed any dots.")
            hint = words("Choose the theme you want to talk about. That’s allowed, too.")
            piles = self.themes.voted
            choose = [self._start(pile.key, names) for pile in piles[:MOST_SHOWN]]
            return [moment(N_("What weighs most"), finding(told, hint), *choose, style="ot-work")]
        self.offer(BEGIN, partial(self.begin, top[0].theme))
        for one in top[1:MOST_SHOWN]:
            offered = Offered(step=f"{CHOICE}{one.theme}"[:40], label=names[one.theme])
            self.offer_choice(offered, partial(self.begin, one.theme))
        lines = [self._line(one, names) for one in top[:MOST_SHOWN]]
        more = len(top) - len(lines)
        said = words.plural("{n} more is level with these.", "{n} more are level with these.", more)
        rest = [paragraph(said, "ot-muted")] if more > 0 else []
        head = finding(self._headline(top, names))
        return [moment(N_("What weighs most"), head, *lines, *rest, style="ot-work"), every]

    @property
    def themes(self) -> ThemeTable:
        """The themes and the dots on them."""
        return ThemeTable(self.stage)

    @property
    def experiments(self) -> ExperimentTable:
        """What may come of them."""
        return ExperimentTable(self.stage)

    def begin(self, theme: str) -> None:
        """Make a theme the start of an experiment, and the one that is talked about.

        Raises:
            WorkshopError: if three are begun already.
        """
        pile = self.themes.pile(theme)
        if pile:
            self.experiments.begin(theme=pile.name[self.words.lang])
            self.themes.talk_about(theme)
            self.redraw()

    def enter(self, beat: Beat, *, at_last: bool = False) -> None:
        super().enter(beat, at_last=at_last)
        asked = self.room.state.questions.get(VOTES)
        if beat is Beat.REVEAL and asked and not asked.is_revealed:
            self.room.reveal_question(VOTES)  # it was closed to group once more

    @property
    def _is_voting(self) -> bool:
        return self.beat is Beat.THINK and self.moments.place == VOTING + self._opens

    @property
    def _opens(self) -> int:
        """How many moments come before those of this activity."""
        return len(self._opening(self.beat))

    def _turn(self) -> None:
        """Ask the phones for dots as soon as the projector is there, and not before."""
        asked, dots = self.room.state.questions.get(VOTES), self.themes.dots()
        if self._is_voting and dots:
            self.room.open_question(self.key, dots)
        elif asked and asked.is_open and not self._is_voting and self.beat is Beat.THINK:
            self.room.close_question(VOTES)

    def _ballots(self) -> list[w.Widget]:
        words, themes = self.words, self.themes
        left_over = len(themes.piles) - len(themes.voted)
        told = [
            paragraph(
                words(
                    "There are more than {most} themes. The {most} largest are put to the vote; "
                    "the others stay on the board. Put more together first, if you like.",
                    most=words.number(MOST_THEMES),
                ),
                "ot-muted",
            )
        ]
        over = told if left_over > 0 else []
        question = finding(
            words("What would help both of us most in the next month?"),
            words("Five dots each, three at most on one theme."),
        )
        if not themes.piles:
            return [question, paragraph(words("There are no cards yet."))]
        if self.room.state.is_live:
            names = wall(beginning(pile.name[words.lang], LONGEST_NAME) for pile in themes.voted)
            return [self.audience.panels, *over, names]
        alone = learner(self.room.state)
        sides = (alone,) if alone else SIDES
        return [question, *over, two_panels(self, self._ballot, lambda _: None, sides)]

    def _ballot(self, side: Side) -> list[w.Widget]:
        asked = self.themes.dots()
        if asked is None:
            return []
        save = self.guarded(lambda answer: self.themes.vote(side, answer["dots"]))
        return [question_form(asked, {"dots": self.themes.ballot(side)}, save, self.words)]

    @property
    def _names(self) -> dict[str, Text]:
        return {pile.key: pile.name for pile in self.themes.piles}

    def _headline(self, top: tuple[Standing, ...], names: Mapping[str, Text]) -> str:
        words = self.words
        first = [names[one.theme][words.lang] for one in top if one.rank == 1]
        if len(first) == 1:
            return words("“{theme}” weighs most.", theme=beginning(first[0], SHORT))
        return words.plural(
            "{n} theme is level at the top.", "{n} themes are level at the top.", len(first)
        )

    def _line(self, one: Standing, names: Mapping[str, Text]) -> w.Widget:
        words = self.words
        most = max(each.dots for each in self.themes.heaviest())
        marks = [words("tied")] if one.is_tied else []
        only = Html()
        if one.only:
            said = words("Only one side put dots here: a difference, not a side issue.")
            only = Html("<p class='ot-only'>{} {}</p>").format(side_badge(one.only, words), said)
        body = Html(
            '<div class="ot-weight"><p><b>{}. {}</b> <span class="ot-muted">{}</span></p>'
            '<p><span class="ot-weight-bar" style="width:{}%"></span> {}</p>{}</div>'
        ).format(
            one.rank,
            beginning(names[one.theme][words.lang], LONGEST_NAME),
            " · ".join(marks),
            round(100 * one.dots / most),
            words.plural("{n} dot", "{n} dots", one.dots),
            only,
        )
        return classed(w.HBox([block(body), self._start(one.theme, names)]), "ot-weigh")

    def _start(self, theme: str, names: Mapping[str, Text]) -> w.Widget:
        """Return the button that makes a theme the start of an experiment."""
        words, name = self.words, names[theme][self.words.lang]
        is_begun = any(
            self.experiments.draft(place).get("theme") == name for place in self.experiments.begun()
        )
        label = words("✓ begun") if is_begun else words("Try something here")
        start = button(label, "ot-quiet" if is_begun else "ot-primary", tooltip=f"{label}: {name}")
        start.on_click(self.guarded(lambda _: self.begin(theme)))
        return start

    def _table(self, names: Mapping[str, Text]) -> Html:
        words, found = self.words, self.themes.standings()
        sides = [side for side in SIDES if any(side in one.by_side for one in found)]
        head = [words("Theme"), words("Dots"), *(side_name(side, words) for side in sides)]
        body = [
            [
                names[one.theme][words.lang],
                words.number(one.dots),
                *(words.number(one.by_side.get(side, 0)) for side in sides),
            ]
            for one in found
        ]
        return table(head, body)
