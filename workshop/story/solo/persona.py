"""Two personas who take the other side when somebody learns alone: recorded positions, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.side import Side


@dataclass(frozen=True)
class Rung:
    """One step of how a persona sorts a case: what must be known of it, and the reason given.

    Attributes:
        kind: not_yet, lead, mql or sql.
        reason: in the persona's words.
        flags: facts that must be true.
        least, most: facts that must be numbers at least or at most this big.
    """

    kind: str
    reason: str
    flags: tuple[str, ...] = ()
    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Return whether a case's facts fulfil it; what is not known fulfils nothing."""
        return (
            all(facts.get(name) is True for name in self.flags)
            and all((facts.get(name) or 0) >= value for name, value in self.least.items())
            and all(
                facts.get(name) is not None and facts[name] <= value
                for name, value in self.most.items()
            )
        )


@dataclass(frozen=True)
class Persona:
    """Somebody from the other side.

    Attributes:
        side: where they sit.
        name: their first name, the same in every language.
        intro: who they are.
        ladder: how they sort cases; the first rung that fits counts, the last one always fits.
        quiz, guesses: what they answer in the couple's quiz, and what they think you answer.
        comments: what they say to each question of the quiz.
        bond: how far each sentence about the two sides holds for them (0 to 3).
        accepted: how many of 100 they think sales accepts.
        journey: what they guess in act 2 (``touches``, ``longest`` in days, ``stuck``, ``clock``),
            and what they ``need`` from the other side.
        picks: the KPIs they would answer for together.
        sentences: term to their sentence; other terms get `any_sentence`.
        templates: term to the template of their rule; others take the term's own.
        objection: what they say when a rule asks too much of them, with its numbers.
        circle: what they say to a rule that asks for something known only afterwards.
        cards: what they lay face down in the retrospective, column to card.
    """

    side: Side
    name: str
    intro: str
    ladder: tuple[Rung, ...]
    quiz: Mapping[str, str]
    guesses: Mapping[str, str]
    comments: Mapping[str, str]
    bond: Mapping[str, int]
    accepted: int
    journey: Mapping[str, Any]
    picks: tuple[str, ...]
    sentences: Mapping[str, str]
    any_sentence: str
    templates: Mapping[str, str]
    objection: str
    circle: str
    cards: Mapping[str, str]

    def sorts(self, facts: Mapping[str, Any]) -> Rung:
        """Return how they sort a case of these facts, and why."""
        return next(rung for rung in self.ladder if rung.fits(facts))


VERA = Persona(
    side="sales",
    name="Vera",
    intro=N_(
        "Vera, inside sales, eleven years. Calls forty people a day and can tell from the first"
        " “hello” whether it was worth it."
    ),
    ladder=(
        Rung(
            "sql",
            N_("Need, budget, and has a say. I call today."),
            ("need_known", "budget_known", "decides"),
        ),
        Rung(
            "mql",
            N_("There is a need, and I talk to the right person. Money comes up in the call."),
            ("need_known", "decides"),
        ),
        Rung(
            "mql",
            N_("Somebody wants to buy within six months. That is worth a call."),
            ("need_known",),
            most={"months_to_buy": 6},
        ),
        Rung("lead", N_("There is a need. Who decides, nobody knows yet."), ("need_known",)),
        Rung("not_yet", N_("Clicks and points. I cannot call a click.")),
    ),
    quiz={"call": "crm", "champagne": "last_call", "friday": "offer"},
    guesses={"call": "mail", "champagne": "campaign", "friday": "subject"},
    comments={
        "call": N_("I do say that, yes. Because it is in there."),
        "champagne": N_("Last call, last handshake. I open the bottle myself."),
        "friday": N_("Customers always need it on Friday. Always."),
    },
    bond={
        "roles": 1,
        "contact": 2,
        "delivery": 2,
        "language": 0,
        "planning": 1,
        "material": 1,
        "rejects": 0,
        "goal": 1,
        "numbers": 0,
        "parties": 2,
    },
    accepted=35,
    journey={
        "touches": 6,
        "longest": 5,
        "stuck": "seen",
        "clock": "today",
        "need": N_("A number that somebody answers, and one sentence what it is about."),
    },
    picks=("win_rate", "sales_cycle_won", "lead_to_deal"),
    sentences={
        "lead": N_("somebody tells me what they need and may decide about it."),
        "mql": N_("marketing has asked what they need before I get to see it."),
        "sal": N_("I have said yes to it, and not my inbox."),
        "sql": N_("I have talked to them: need, money and a date are on the table."),
        "opportunity": N_("there is an offer they have asked for."),
        "campaign": N_("it has an end, a list of names and somebody I can call about it."),
        "success": N_("a deal came out of it that I can point at."),
        "customer": N_("they have paid the first invoice."),
    },
    any_sentence=N_("I could start calling at once."),
    templates={"lead": "can_buy", "mql": "bant", "success": "won_deal"},
    objection=N_(
        "That would be {hours} hours of calls a week, on top of everything. Who takes something"
        " off my table for it?"
    ),
    circle=N_(
        "{fields}: that shows only later. Such a rule does not tell me whom to call today. I"
        " object."
    ),
    cards={
        "admire": N_("You fill a whole webinar on a Tuesday afternoon. I could not do that."),
        "wall": N_("I call, and the people do not know why. They only wanted the white paper."),
    },
)
MALTE = Persona(
    side="marketing",
    name="Malte",
    intro=N_(
        "Malte, marketing, four years. Knows every open rate by heart and has never seen what"
        " becomes of a contact after the hand-over."
    ),
    ladder=(
        Rung(
            "sql",
            N_("Says what they need and is warm on top. Over to you, today."),
            ("need_known",),
            {"score": 40},
        ),
        Rung("mql", N_("Sixty points. By itself it rarely gets warmer."), least={"score": 60}),
        Rung("mql", N_("Has told us what they need. Nobody does that for fun."), ("need_known",)),
        Rung("lead", N_("Sent a form. They came to us, not we to them."), ("form_sent",)),
        Rung("lead", N_("An hour in our webinar is a lot of interest."), least={"webinars": 1}),
        Rung("lead", N_("Forty points are no accident."), least={"score": 40}),
        Rung("not_yet", N_("Reads along, nothing more. We keep them warm.")),
    ),
    quiz={"call": "mail", "champagne": "campaign", "friday": "subject"},
    guesses={"call": "crm", "champagne": "last_call", "friday": "weekend"},
    comments={
        "call": N_("A mail I can find again. A call I cannot."),
        "champagne": N_("Without the fair in spring nobody would have called them."),
        "friday": N_("Version seven is really good, though."),
    },
    bond={
        "roles": 2,
        "contact": 1,
        "delivery": 3,
        "language": 1,
        "planning": 1,
        "material": 0,
        "rejects": 0,
        "goal": 1,
        "numbers": 1,
        "parties": 0,
    },
    accepted=70,
    journey={
        "touches": 25,
        "longest": 60,
        "stuck": "handed",
        "clock": "quarter",
        "need": N_("One word back. Even a no, as long as it says why."),
    },
    picks=("lead_to_won", "response_time", "acceptance_rate"),
    sentences={
        "lead": N_("somebody shows interest: a form, a webinar, or enough points."),
        "mql": N_("they are so warm that waiting would be a waste."),
        "sal": N_("sales has really looked at it."),
        "sql": N_("sales has found out that there is a project."),
        "opportunity": N_("something of ours has become something with a price."),
        "campaign": N_("it runs under a name of its own and somebody can answer it."),
        "success": N_("more people than before know what we can do, and some of them call."),
        "customer": N_("they have decided for us, and we may say so."),
    },
    any_sentence=N_("I can see in the data that something is moving."),
    templates={"lead": "showed_interest", "mql": "score", "success": "responses"},
    objection=N_(
        "Of {wins} customers of the last year, {missed} would never have been handed over. I cannot"
        " carry that."
    ),
    circle=N_(
        "{fields}: nobody knows that yet when we need the word. Afterwards I am clever, too. I"
        " object."
    ),
    cards={
        "admire": N_("You pick up the phone forty times a day, and are still friendly at five."),
        "wall": N_("I hand over, and then I hear nothing. I would rather have a clear no."),
    },
)
PERSONAS = {persona.side: persona for persona in (VERA, MALTE)}
