"""Act 5: read the charter, say what is missing, sign it, take it home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.charter.page import html
from workshop.day import WRITTEN
from workshop.errors import WorkshopError
from workshop.notebook.act5.scan import scan_code
from workshop.notebook.act5.stamps import stamps_html
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.forms import form
from workshop.notebook.frame.moments import Moment, moment
from workshop.room.state.moments import DEEDS, SIGN
from workshop.side import side_name
from workshop.story.act5.exporting import take_home
from workshop.story.act5.handouts import charter_page
from workshop.story.act5.signing import (
    MARKS,
    READING,
    REMARK,
    SIGN_HERE,
    SIGNING,
    SigningTable,
)
from workshop.story.charter import charter_document
from workshop.story.decisions.history import signed_before
from workshop.widgets.elements import (
    Html,
    block,
    button,
    classed,
    columns,
    paragraph,
    rows,
    side_badge,
    table,
)
from workshop.widgets.fields import text_field
from workshop.words import N_

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.charter.document import Charter
    from workshop.charter.export import Exported
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.decisions.types import Remark
    from workshop.words import Words

MAIN = re.compile(r"<main>(.*)</main>", re.DOTALL)


class CharterActivity(Activity):
    """Read, mark, sign, take home."""

    key = "charter"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Read in silence. What’s missing? What can’t you sign?"),
        Beat.REVEAL: N_("Your marks and remarks, side by side."),
        Beat.TALK: N_(
            "Read it aloud: sales reads what matters to marketing, marketing what matters to sales."
        ),
        Beat.DECIDE: N_("Two roles must sign, everybody may. Then it counts."),
        Beat.RECORDED: N_("Done. Take it with you, hang it up, stick to it."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.DECIDE:
            return [SIGN_HERE]
        if beat is not Beat.THINK:
            return []
        marks = self.table.marks()
        return [marks, REMARK] if marks else [REMARK]

    def think(self) -> list[Moment]:
        fields = [] if self.room.state.is_live else [self._marks_forms()]
        remarks = columns(*(self._remark_field(side) for side in self.table.sides()))
        return [
            self._charter(),
            moment(N_("What’s missing?"), self.audience.panels, *fields, remarks, style="ot-work"),
        ]

    def reveal(self) -> list[Moment]:
        cards = self._remark_cards()
        remarks = [moment(N_("Your remarks"), *cards)] if cards else []
        return [*self._marks(), *remarks, *self.audience.moments(Beat.REVEAL), self._charter()]

    def talk(self) -> list[Moment]:
        asked = self.words("“That’s what we mean” – or “That’s not quite it”?")
        question = paragraph(asked, "ot-question")
        return [
            moment(N_("The question"), question, self.timer(), style="ot-center"),
            self._charter(),
        ]

    def _charter(self) -> Moment:
        return moment(N_("The charter"), self._document(), style="ot-work")

    def decide(self) -> list[Moment]:
        self.offer(SIGN, self.sign)
        sign = button(self.words(DEEDS[SIGN]), "ot-primary", "ot-onward")
        sign.on_click(self.guarded(lambda _: self.sign()))
        fields = columns(*(self._signature_field(side) for side in self.table.sides()))
        return [
            moment(N_("Who has your back?"), self._last_words(), style="ot-work"),
            moment(N_("Signatures"), self.audience.panels, fields, sign, style="ot-work"),
        ]

    def advice(self) -> WorkshopError:
        hint = N_("Let both sides sign on their phones or on the projector, then “{sign}”.")
        sign = self.words(DEEDS[SIGN])
        return WorkshopError(N_("Nothing has been decided here yet."), hint=hint, sign=sign)

    @property
    def table(self) -> SigningTable:
        """The charter, the remarks and the signatures as they stand."""
        return SigningTable(self.stage)

    def recorded(self) -> list[Moment]:
        exported = take_home(self.stage)
        again = button(self.words("Sign again"), "ot-quiet")
        again.on_click(self.guarded(lambda _: self.enter(Beat.DECIDE)))
        stamped = block(stamps_html(self.decisions.signed, self.words), "ot-stamps")
        return [
            moment(N_("Signed"), stamped, style="ot-center"),
            self._charter(),
            moment(N_("Take it with you"), *self._way_home(exported), again),
            # Eighteen names are for whoever sits at this computer, not for the last row.
            moment(N_("The files"), self._listed(exported), style="ot-reading"),
        ]

    def document(self, words: Words) -> Charter:
        """Return the charter as it stands, in a language; remarks once they were revealed."""
        signed, before = self.decisions.signed, signed_before(self.room)
        if signed and self.beat is Beat.RECORDED:
            return charter_document(self.table.data(), words, signed.remarks, before)
        # While they are read side by side they need not stand on the page below as well.
        early = self.beat in (Beat.THINK, Beat.REVEAL)
        remarks = () if early else self.table.remarks()
        return charter_document(self.table.data(), words, remarks, before)

    def sign(self) -> None:
        """Record the signatures, write the charter to disk, and let phones take it along.

        Raises:
            WorkshopError: see `SigningTable.decision`.
        """
        self.record(self.table.decision())

    def _way_home(self, exported: Exported) -> list[w.Widget]:
        """Return the QR code with which phones take the charter along, and where the files are."""
        words = self.words
        where = words("Your charter is here: {folder}", folder=self.stage.session.charter)
        lacking = [
            paragraph(" ".join(failure.lines(words)), "ot-panel") for failure in exported.failures
        ]
        return [*scan_code(self, charter_page(words.lang)), paragraph(where, "ot-panel"), *lacking]

    @staticmethod
    def _listed(exported: Exported) -> w.Widget:
        names = Html("<li><b>{}</b></li>").each(file.name for file in exported.files)
        return block(Html("<ul>{}</ul>").format(names), "ot-panel")

    def _marks_forms(self) -> w.Widget:
        marks = self.table.marks()
        sides = self.table.sides() if marks else ()
        return columns(
            *(
                classed(rows(self._badge(side), form(self, side, marks)), f"ot-panel-{side}")
                for side in sides
                if marks
            )
        )

    def _marks(self) -> list[Moment]:
        """Return what the sides marked at the keyboard; phones have a moment of their own."""
        marks, state, words = self.table.marks(), self.room.state, self.words
        if marks is None:
            return []
        marked = {side: state.item(MARKS, side).get("sorted", {}) for side in self.table.sides()}
        if not any(marked.values()):
            return []
        labels = {one.key: one.label[words.lang] for one in marks.classes}
        head = [words("Section"), *(side_name(side, words) for side in marked)]
        body = [
            [item.label[words.lang], *(labels.get(of.get(item.key), "–") for of in marked.values())]
            for item in marks.items
        ]
        return [moment(N_("Your marks"), block(table(head, body)))]

    def _last_words(self) -> w.Widget:
        """Return what is asked once beside the signatures: for whom, who helps, who asks, when."""
        words = self.words
        labels = {
            "team": words("Whose charter is this? (your team’s name)"),
            "sponsor": words("Who has your back? “I’ll make sure that …”"),
            "witness_sales": words("Witness from sales, who asks in four weeks (a role)"),
            "witness_marketing": words("Witness from marketing, who asks in four weeks (a role)"),
            "reunion_on": words("When do you meet again?"),
        }
        fields = [self._last_word(part, label) for part, label in labels.items()]
        return classed(rows(*fields), "ot-panel")

    def _last_word(self, part: str, label: str) -> w.Widget:
        keep = self.guarded(lambda text: self.table.fill(part, text))
        hint = self.words(WRITTEN) if part == "reunion_on" else ""
        return text_field(label, self.table.filled(part), keep, hint=hint)

    def _remark_field(self, side: Side) -> w.Widget:
        field = text_field(
            self.words("What’s missing?"),
            self.table.written(READING, side),
            self.guarded(lambda text: self.table.write(READING, side, text)),
            area=True,
        )
        return classed(rows(self._badge(side), field), "ot-panel", f"ot-panel-{side}")

    def _remark_cards(self) -> list[w.Widget]:
        """Return what the sides wrote; what phones wrote has a panel of its own."""
        remarks = self.table.remarks()
        if not remarks:
            nothing = self.words("Nothing’s missing.")
            return [paragraph(nothing, "ot-panel")]
        cards = [self._remark_card(remark, remark.side) for remark in remarks if remark.side]
        return [columns(*cards)] if cards else []

    def _remark_card(self, remark: Remark, side: Side) -> w.Widget:
        return block(
            Html("<h3>{}</h3><blockquote>{}</blockquote>").format(
                side_badge(side, self.words), remark.text
            ),
            "ot-panel",
            f"ot-panel-{side}",
        )

    def _signature_field(self, side: Side) -> w.Widget:
        field = text_field(
            self.words("Your role"),
            self.table.written(SIGNING, side),
            self.guarded(lambda text: self.table.write(SIGNING, side, text)),
            hint={
                "sales": self.words("Head of inside sales"),
                "marketing": self.words("Head of marketing"),
            }[side],
        )
        return classed(rows(self._badge(side), field), "ot-panel", f"ot-panel-{side}")

    def _badge(self, side: Side) -> w.Widget:
        return block(Html("<h3>{}</h3>").format(side_badge(side, self.words)))

    def _document(self) -> w.Widget:
        return block(_inside(self.document(self.words)), "ot-charter")


def _inside(charter: Charter) -> Html:
    """Return the inside of the exported page, so that people read what they will take home."""
    found = MAIN.search(html(charter))
    assert found is not None, "the template has one main element"  # noqa: S101
    # Rendered by Jinja, which escapes what people wrote.
    return Html(found.group(1))
