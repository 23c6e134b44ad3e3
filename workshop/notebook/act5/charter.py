"""Act 5: read the charter, say what is missing, sign it, take it home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.charter.export import export
from workshop.charter.page import html
from workshop.errors import WorkshopError
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.moments import Moment, moment
from workshop.story.act5.signing import READING, REMARK, SIGNING, SigningTable
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
)
from workshop.widgets.fields import text_field
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.charter.document import Charter
    from workshop.charter.export import Exported
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.decisions.types import Remark

SIGN = N_("Sign")
MAIN = re.compile(r"<main>(.*)</main>", re.DOTALL)


class CharterActivity(Activity):
    """Read, sign, export."""

    key = "charter"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Read in silence. What’s missing? What can’t you sign?"),
        Beat.REVEAL: N_("Your remarks, side by side."),
        Beat.TALK: N_(
            "Read it aloud: sales reads what matters to marketing, marketing what matters to sales."
        ),
        Beat.DECIDE: N_("Two signatures, two roles. Then it counts."),
        Beat.RECORDED: N_("Done. Take it with you, hang it up, stick to it."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return [REMARK] if beat is Beat.THINK else []

    def think(self) -> list[Moment]:
        fields = columns(*(self._remark_field(side) for side in self.table.sides()))
        return [
            self._charter(),
            moment(N_("What’s missing?"), self.audience.panels, fields, style="ot-work"),
        ]

    def reveal(self) -> list[Moment]:
        cards = self._remark_cards()
        remarks = [moment(N_("Your remarks"), *cards)] if cards else []
        return [*remarks, *self.audience.moments(Beat.REVEAL), self._charter()]

    def talk(self) -> list[Moment]:
        return [self._charter()]

    def _charter(self) -> Moment:
        return moment(N_("The charter"), self._document(), style="ot-work")

    def decide(self) -> list[Moment]:
        sign = button(self.words(SIGN), "ot-primary", "ot-onward")
        sign.on_click(self.guarded(lambda _: self.sign()))
        fields = columns(*(self._signature_field(side) for side in self.table.sides()))
        return [moment(N_("Signatures"), fields, sign, style="ot-work")]

    def advice(self) -> WorkshopError:
        hint = N_("On the projector: “{sign}”.")
        sign = self.words(SIGN)
        return WorkshopError(N_("Nothing has been decided here yet."), hint=hint, sign=sign)

    @property
    def table(self) -> SigningTable:
        """The charter, the remarks and the signatures as they stand."""
        return SigningTable(self.stage)

    def recorded(self) -> list[Moment]:
        exported = self._export()
        words = self.words
        folder = self.stage.session.charter
        names = Html("<li><b>{}</b></li>").each(file.name for file in exported.files)
        where = words("Your charter is here: {folder}", folder=folder)
        again = button(words("Sign again"), "ot-quiet")
        again.on_click(self.guarded(lambda _: self.enter(Beat.DECIDE)))
        files = block(Html("<p>{}</p><ul>{}</ul>").format(where, names), "ot-panel")
        return [
            self._charter(),
            moment(N_("Where it is"), files, *self._failures(exported), again),
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
        """Record the signatures and write the charter to disk.

        Raises:
            WorkshopError: see `SigningTable.decision`.
        """
        self.record(self.table.decision())

    def _export(self) -> Exported:
        charters = [self.document(Words(lang)) for lang in LANGS]
        return export(charters, self.table.data().to_json(), self.stage.session.charter)

    def _failures(self, exported: Exported) -> list[w.Widget]:
        """Return why a file is not there, a paragraph each."""
        return [
            paragraph(" ".join(failure.lines(self.words)), "ot-panel")
            for failure in exported.failures
        ]

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
