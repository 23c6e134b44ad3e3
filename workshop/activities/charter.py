"""Act 5: read the charter, say what is missing, sign it, take it home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from workshop.activities.activity import Activity
from workshop.activities.assembly import assemble
from workshop.activities.charter_view import charter_view
from workshop.activities.mode import SIDES
from workshop.agenda import Beat, term_subjects
from workshop.charter.export import export
from workshop.errors import WorkshopError
from workshop.room.question import ShortText
from workshop.widgets.fields import text_field
from workshop.widgets.html import block, button, classed, columns, esc, rows, side_badge
from workshop.words import LANGS, N_, Words, both

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.mode import TwoSides
    from workshop.charter.document import Charter
    from workshop.room.question import Question

READING = "charter.reading"
REMARK = ShortText(key=READING, prompt=both("What do you miss? What can you not sign?"))
SIGNING = "charter.signing"
FILES = ("html", "md")


class CharterActivity(Activity):
    """Read, sign, export."""

    key = "charter"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Read in silence. What do you miss? What can you not sign?"),
        Beat.REVEAL: N_("Your remarks, side by side."),
        Beat.TALK: N_(
            "Read it aloud: sales reads what matters to marketing, marketing what matters to sales."
        ),
        Beat.DECIDE: N_("Two signatures, two roles. From then on it holds."),
        Beat.RECORDED: N_("It is done. Take it home, hang it up, keep it."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return [REMARK] if beat is Beat.THINK else []

    def think(self) -> list[w.Widget]:
        return [self._document(), columns(*(self._remark_field(side) for side in SIDES))]

    def reveal(self) -> list[w.Widget]:
        return [columns(*(self._remark_card(side) for side in SIDES)), self._document()]

    def talk(self) -> list[w.Widget]:
        return [self._document()]

    def decide(self) -> list[w.Widget]:
        sign = button(self.words("Sign"), "ot-primary", "ot-onward")
        sign.on_click(self.guarded(lambda _: self.sign()))
        return [columns(*(self._signature_field(side) for side in SIDES)), sign]

    def recorded(self) -> list[w.Widget]:
        self._export()
        words = self.words
        folder = self.stage.session.charter
        names = "".join(
            f"<li><b>charter_{lang}.{kind}</b></li>" for lang in LANGS for kind in FILES
        )
        where = words("Your charter lies here: {folder}", folder=folder)
        again = button(words("Sign anew"), "ot-quiet")
        again.on_click(self.guarded(lambda _: self.enter(Beat.DECIDE)))
        return [
            block(f"<p>{esc(where)}</p><ul>{names}</ul>", "ot-panel"),
            self._document(),
            again,
        ]

    def document(self, words: Words) -> Charter:
        """Return the charter as it stands, in a language."""
        return assemble(self.stage, words)

    def write(self, question: str, side: TwoSides, text: str) -> None:
        """Keep a side's remark or signature."""
        self.room.say(question, side, {"text": text}, side)

    def said(self, question: str, side: TwoSides) -> str:
        """Return a side's remark or signature, empty where there is none."""
        return str(self.room.state.item(question, side).get("text", ""))

    def sign(self) -> None:
        """Record both signatures and write the charter to disk.

        Raises:
            WorkshopError: if nothing is agreed yet, or a signature is missing.
        """
        if self.document(self.words).is_empty:
            raise WorkshopError(
                N_("There is nothing to sign yet."),
                hint=N_("Go back to an earlier act and record at least one decision."),
            )
        roles: dict[str, str] = {s: self.said(SIGNING, s).strip() for s in SIDES}
        if not all(roles.values()):
            raise WorkshopError(
                N_("A signature is missing."),
                hint=N_("A role is enough, such as “Head of inside sales”."),
            )
        self.record({**roles, "day": self.stage.today.isoformat(), "signed": self._content()})

    def _content(self) -> dict[str, Any]:
        decisions = self.room.state.decisions
        later = ("terms.again", "journey.promises", "kpis", "retro")
        subjects = ("arriving", *term_subjects(decisions), *later)
        return {name: decisions[name].version for name in subjects if name in decisions}

    def _export(self) -> None:
        charters = [self.document(Words(lang)) for lang in LANGS]
        export(charters, self.stage.session.charter)

    def _remark_field(self, side: TwoSides) -> w.Widget:
        field = text_field(
            self.words("What do you miss?"),
            self.said(READING, side),
            self.guarded(lambda text: self.write(READING, side, text)),
            area=True,
        )
        return classed(rows(self._badge(side), field), "ot-panel", f"ot-panel-{side}")

    def _remark_card(self, side: TwoSides) -> w.Widget:
        text = self.said(READING, side) or self.words("Nothing is missing.")
        return block(
            f"<h3>{side_badge(side, self.words)}</h3><blockquote>{esc(text)}</blockquote>",
            "ot-panel",
            f"ot-panel-{side}",
        )

    def _signature_field(self, side: TwoSides) -> w.Widget:
        field = text_field(
            self.words("Your role"),
            self.said(SIGNING, side),
            self.guarded(lambda text: self.write(SIGNING, side, text)),
            hint={
                "sales": self.words("Head of inside sales"),
                "marketing": self.words("Head of marketing"),
            }[side],
        )
        return classed(rows(self._badge(side), field), "ot-panel", f"ot-panel-{side}")

    def _badge(self, side: TwoSides) -> w.Widget:
        return block(f"<h3>{side_badge(side, self.words)}</h3>")

    def _document(self) -> w.Widget:
        return block(charter_view(self.document(self.words)), "ot-charter")
