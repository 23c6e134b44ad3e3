"""One theme is understood: the last real case, what each side knew, and what one does oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.notebook.act4.drawn import finding, pages, wall
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.moments import Moment, moment
from workshop.story.act4.themes import ThemeTable
from workshop.widgets.elements import Html, block, columns, paragraph
from workshop.widgets.fields import choice, text_field
from workshop.words import N_

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.room.state.piles import Pile
    from workshop.story.solo.persona import Persona

KEY = "retro.why"
ASKED = (
    N_("The last real case: when, where, what happened?"),
    N_("What did each side know at that moment?"),
    N_("What do we do ourselves to keep it that way?"),
)


class Why(Activity):
    """Talk about one theme until the sentence is there."""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.TALK: N_("First the case, then the reasons. Solutions come later."),
    }

    def picture(self) -> tuple[object, ...]:
        pile = self.themes.talked
        return *super().picture(), pile.key if pile else "", pile.name if pile else {}

    def talk(self) -> list[Moment]:
        pile, words = self.themes.talked, self.words
        if pile is None:
            told = words("There’s no theme yet. Talk about what you’d like to change first.")
            return [moment(N_("The question"), finding(told), self.timer(), style="ot-center")]
        name = pile.name[words.lang]
        questions = block(Html("<p>{}</p>").each(words(text) for text in ASKED), "ot-question")
        title = block(Html('<p class="ot-eyebrow">{}</p>').format(name))
        cards = [card.text[words.lang] for card in pile.cards]
        lying = (
            [moment(N_("The cards"), finding(name), wall(pages(cards)[0]), style="ot-work")]
            if len(cards) > 1
            else []
        )
        return [
            moment(N_("The questions"), title, questions, self.timer(), style="ot-center"),
            *lying,
            moment(N_("The sentence"), title, self._sentence(pile), style="ot-work"),
            moment(N_("Another theme"), self._picker(pile), style="ot-reading"),
        ]

    def echo(self, persona: Persona) -> list[w.Widget]:
        return [paragraph(self.words(persona.why), "ot-echo")]

    @property
    def themes(self) -> ThemeTable:
        """The themes, and what was said of them."""
        return ThemeTable(self.stage)

    def talk_about(self, key: str) -> None:
        """Choose another theme."""
        self.themes.talk_about(key)
        self.redraw()

    def _sentence(self, pile: Pile) -> w.Widget:
        words, kept = self.words, self.themes.reason(pile.key)

        def field(part: str, label: str) -> w.Widget:
            save = self.guarded(lambda text: self.themes.give_reason(pile.key, part, text))
            return text_field(label, kept[part], save, area=True)

        return columns(
            field("because", words("It happens because …")),
            field("costs", words("… and it costs us …")),
        )

    def _picker(self, pile: Pile) -> w.Widget:
        lang = self.words.lang
        options = [(one.name[lang], one.key) for one in self.themes.piles]
        return choice(self.words("Which theme?"), options, pile.key, self.guarded(self.talk_about))
