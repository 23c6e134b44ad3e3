"""Which words are defined today: one to four of those offered, or words of the group's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from workshop.activities.activity import Activity
from workshop.agenda import Beat, chosen_terms
from workshop.agenda.course import CHOICE, station_after
from workshop.errors import WorkshopError
from workshop.room.text import plain_text
from workshop.terms.entity import ENTITIES
from workshop.terms.term import TERMS, own_term
from workshop.widgets.fields import choice, text_field
from workshop.widgets.html import block, button, classed, columns, esc, rows
from workshop.words import LANGS, N_

if TYPE_CHECKING:
    from workshop.terms.entity import Entity
    from workshop.terms.term import Term

MOST = 4
LONGEST = 40
"""Characters of a word of one's own."""
ABOUT: dict[Entity, str] = {
    "contacts": N_("It is about contacts"),
    "campaigns": N_("It is about campaigns"),
    "deals": N_("It is about deals"),
}


class TermChoice(Activity):
    """Choose the words to agree on."""

    key = CHOICE
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Which words do you want to share? One takes about half an hour. Lead first, it is the"
            " door to everything else."
        )
    }

    def think(self) -> list[w.Widget]:
        boxes = {key: self._box(key, term) for key, term in self._offered().items()}
        board = classed(w.Box(list(boxes.values())), "ot-chips", "ot-words")
        go = button(self.words("These are our words") + " →", "ot-primary", "ot-onward")

        def press(_: object) -> None:
            self.choose([key for key, box in boxes.items() if box.value])
            following = station_after(self.key, self.room.state.decision)
            if following:
                self._move(following.activity)

        go.on_click(self.guarded(press))
        return [board, self._own_word(boxes), go]

    def _onward(self, beat: Beat) -> list[w.Widget]:  # noqa: ARG002 - the choice itself leads on
        return []

    def choose(self, keys: list[str]) -> None:
        """Record the words, in the order they are offered.

        Raises:
            WorkshopError: if there are none, or more than four.
        """
        if not 1 <= len(keys) <= MOST:
            raise WorkshopError(
                N_("Choose {least} to {most}."),
                found=N_("{count} chosen"),
                least=1,
                most=MOST,
                count=len(keys),
            )
        offered = self._offered()
        chosen = [_data(offered[key]) for key in offered if key in keys]
        self.room.decide(self.key, {"terms": chosen})

    def add(self, label: str, entity: Entity) -> None:
        """Offer a word of the group's own.

        Raises:
            WorkshopError: if it says nothing, is too long, or is offered already.
        """
        if not label.strip():
            raise WorkshopError(
                N_("The word has no letters yet."), hint=N_("Type it first, then add it.")
            )
        text = plain_text(label, LONGEST)
        known = {term.text(lang).casefold() for term in self._offered().values() for lang in LANGS}
        if text.casefold() in known:
            raise WorkshopError(N_("This word is there already."), found="{word}", word=text)
        words = [*self._own(), {"label": text, "entity": entity}]
        self.room.say(f"{self.key}.own", "both", {"words": words}, "both")

    def _own(self) -> list[dict[str, Any]]:
        return list(self.room.state.item(f"{self.key}.own", "both").get("words", []))

    def _offered(self) -> dict[str, Term]:
        own = [
            own_term(f"own{place}", one["label"], one["entity"])
            for place, one in enumerate(self._own(), 1)
        ]
        return TERMS | {term.key: term for term in own}

    def _box(self, key: str, term: Term) -> w.Checkbox:
        chosen = {one["key"] for one in chosen_terms(self.room.state.decision)}
        label = term.text(self.words.lang)
        return w.Checkbox(value=key in chosen, description=label, indent=False)

    def _own_word(self, boxes: dict[str, w.Checkbox]) -> w.Widget:
        words = self.words
        draft: dict[str, Any] = {"label": "", "entity": "contacts"}
        options = [(words(ABOUT[entity]), entity) for entity in ENTITIES]
        label = text_field(words("A word of your own"), "", lambda text: draft.update(label=text))
        about = choice(
            words("What is it about?"), options, "contacts", lambda to: draft.update(entity=to)
        )
        add = button(words("Add this word"), "ot-quiet")

        def press(_: object) -> None:
            self.add(draft["label"], draft["entity"])
            chosen = [key for key, box in boxes.items() if box.value]
            if len(chosen) < MOST:
                self.choose([*chosen, list(self._offered())[-1]])
            self.redraw()

        add.on_click(self.guarded(press))
        hint = words("For example “Partner lead” or “Active customer”.")
        return classed(
            rows(columns(label, about), block(f"<p>{esc(hint)}</p>", "ot-muted"), add), "ot-panel"
        )


def _data(term: Term) -> dict[str, Any]:
    label = {lang: term.text(lang) for lang in LANGS}
    return {"key": term.key, "label": label, "entity": term.entity}
