"""Act 5: read the charter, say what is missing, sign it, take it home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from workshop.activities.activity import Activity
from workshop.activities.assembly import assemble
from workshop.activities.charter_view import charter_view
from workshop.activities.mode import SIDES, learner
from workshop.activities.solo.playing import across
from workshop.agenda import Beat, term_subjects
from workshop.charter.export import export
from workshop.errors import WorkshopError
from workshop.room.question import ShortText
from workshop.room.result import result_of
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
SIGN = N_("Sign")
ALONE: dict[Beat, str] = {
    Beat.TALK: N_("Read it aloud. What would a real colleague from the other side say to it?"),
    Beat.DECIDE: N_(
        "Your signature under your exercise. {name}’s name stands beside it, marked as played."
    ),
}
"""What is said instead to somebody who is alone."""
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
        return [self._document(), columns(*(self._remark_field(side) for side in self.sides()))]

    def reveal(self) -> list[w.Widget]:
        return [*self._remark_cards(), self._document()]

    def talk(self) -> list[w.Widget]:
        return [self._document()]

    def decide(self) -> list[w.Widget]:
        sign = button(self.words(SIGN), "ot-primary", "ot-onward")
        sign.on_click(self.guarded(lambda _: self.sign()))
        return [columns(*(self._signature_field(side) for side in self.sides())), sign]

    def prompt(self, beat: Beat) -> str:
        persona = across(self.room.state)
        if persona and beat in ALONE:
            return self.words(ALONE[beat], name=persona.name)
        return super().prompt(beat)

    def advice(self) -> WorkshopError:
        hint = N_("On the projector: “{sign}”.")
        sign = self.words(SIGN)
        return WorkshopError(N_("Nothing is decided here yet."), hint=hint, sign=sign)

    def sides(self) -> tuple[TwoSides, ...]:
        """Return the sides that people sit on here: both, or that of somebody who is alone."""
        alone = learner(self.room.state)
        return (alone,) if alone else SIDES

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
        """Return the charter as it stands, in a language; remarks once they were revealed."""
        signed = self.room.state.decision(self.key)
        if signed and self.beat is Beat.RECORDED:
            return assemble(self.stage, words, signed.get("remarks", []))
        # While they are read side by side they need not stand on the page below as well.
        early = self.beat in (Beat.THINK, Beat.REVEAL)
        return assemble(self.stage, words, [] if early else self.remarks())

    def remarks(self) -> list[dict[str, str]]:
        """Return what was written about what is missing: ``text``, and ``side`` at the keyboard.

        Of the phones only what the facilitator has not hidden, and nobody's side.
        """
        typed = [(side, self.said(READING, side).strip()) for side in self.sides()]
        own = [{"side": side, "text": text} for side, text in typed if text]
        answered = result_of(self.room.state, READING)
        phones = answered.shown_lines if answered else ()
        return own + [{"text": line.text} for line in phones]

    def write(self, question: str, side: TwoSides, text: str) -> None:
        """Keep a side's remark or signature."""
        self.room.say(question, side, {"text": text}, side)

    def said(self, question: str, side: TwoSides) -> str:
        """Return a side's remark or signature, empty where there is none."""
        return str(self.room.state.item(question, side).get("text", ""))

    def sign(self) -> None:
        """Record the signatures and write the charter to disk.

        Who is alone signs once; the other name is that of the persona, and marked as played.

        Raises:
            WorkshopError: if nothing is agreed yet, or a signature is missing.
        """
        if self.document(self.words).is_empty:
            raise WorkshopError(
                N_("There is nothing to sign yet."),
                hint=N_("Go back to an earlier act and record at least one decision."),
            )
        roles: dict[str, str] = {side: self.said(SIGNING, side).strip() for side in self.sides()}
        if not all(roles.values()):
            raise WorkshopError(
                N_("A signature is missing."),
                hint=N_("A role is enough, such as “Head of inside sales”."),
            )
        persona = across(self.room.state)
        if persona:
            roles[persona.side] = persona.name
        body = {**roles, "day": self.stage.today.isoformat(), "signed": self._content()}
        self.record(body | {"remarks": self.remarks()})

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

    def _remark_cards(self) -> list[w.Widget]:
        """Return what the sides wrote; what phones wrote has a panel of its own."""
        remarks = self.remarks()
        if not remarks:
            nothing = esc(self.words("Nothing is missing."))
            return [block(f"<p>{nothing}</p>", "ot-panel")]
        cards = [self._remark_card(one) for one in remarks if "side" in one]
        return [columns(*cards)] if cards else []

    def _remark_card(self, remark: dict[str, str]) -> w.Widget:
        side = remark["side"]
        return block(
            f"<h3>{side_badge(side, self.words)}</h3>"
            f"<blockquote>{esc(remark['text'])}</blockquote>",
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
