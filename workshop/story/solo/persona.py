"""Two personas who take the other side when somebody learns alone: recorded positions, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workshop.story.solo.played_cards import (
    MALTE_CARDS,
    MALTE_IDEA,
    MALTE_WHY,
    VERA_CARDS,
    VERA_IDEA,
    VERA_WHY,
)
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.side import Side
    from workshop.story.solo.played_cards import PlayedCard


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
        cards: what they lay face down in the retrospective.
        why: what they say when a theme is to be understood.
        idea: what they would try for four weeks.
        customer: what they want the customer to notice.
        rituals: the standing dates they would keep.
        leaves: the word they leave with.
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
    cards: tuple[PlayedCard, ...]
    why: str
    idea: str
    customer: str
    rituals: tuple[str, ...]
    leaves: str

    def sorts(self, facts: Mapping[str, Any]) -> Rung:
        """Return how they sort a case of these facts, and why."""
        return next(rung for rung in self.ladder if rung.fits(facts))


VERA = Persona(
    side="sales",
    name="Vera",
    intro=N_(
        "Vera, inside sales, eleven years in. Calls forty people a day and can tell from "
        "the first “hello” whether it was worth it."
    ),
    ladder=(
        Rung(
            "sql",
            N_("Need, budget and a say in it. I’m calling today."),
            ("need_known", "budget_known", "decides"),
        ),
        Rung(
            "mql",
            N_(
                "There’s a need, and I’m talking to the right person. We’ll get to money "
                "on the phone."
            ),
            ("need_known", "decides"),
        ),
        Rung(
            "mql",
            N_("Someone wants to buy within six months. That’s worth a call."),
            ("need_known",),
            most={"months_to_buy": 6},
        ),
        Rung("lead", N_("There’s a need. Who decides? Nobody knows yet."), ("need_known",)),
        Rung("not_yet", N_("Clicks and a score. I can’t call a click.")),
    ),
    quiz={"call": "crm", "champagne": "last_call", "friday": "offer"},
    guesses={"call": "mail", "champagne": "campaign", "friday": "subject"},
    comments={
        "call": N_("I do say that, yes. Because it’s in there."),
        "champagne": N_("Last call, last handshake. I’ll open the bottle myself."),
        "friday": N_("Customers always need it on a Friday. Always."),
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
        "need": N_("A number someone actually answers, and one sentence on what it’s about."),
    },
    picks=("win_rate", "sales_cycle_won", "lead_to_deal"),
    sentences={
        "lead": N_("someone tells me what they need and gets to decide on it."),
        "mql": N_("marketing has asked what they need before I get to see them."),
        "sal": N_("I’ve said yes – me, not my inbox."),
        "sql": N_("I’ve talked to them, and need, money and a date are on the table."),
        "opportunity": N_("there’s a quote they’ve asked for."),
        "campaign": N_("it has an end, a target list and someone I can call about it."),
        "success": N_("a deal came out of it that I can point to."),
        "customer": N_("they’ve paid the first invoice."),
        "sales_ready": N_("I can skip “What can I do for you?” and ask “When?”"),
        "quote": N_("it’s in their inbox, and they know the price before they open it."),
        "existing_customer": N_("they’ve bought from me and still pick up the phone."),
        "partner": N_("they sell it on, and I don’t call their customers."),
    },
    any_sentence=N_("I could pick up the phone straight away."),
    templates={
        "lead": "can_buy",
        "mql": "bant",
        "success": "won_deal",
        "sales_ready": "bant",
        "quote": "opportunity_bant",
        "existing_customer": "customer",
        "partner": "partner",
    },
    objection=N_(
        "That would be {hours} hours of calls a week, on top of everything else. Who’s "
        "taking something off my plate?"
    ),
    circle=N_(
        "{fields}: that only shows later. A rule like that doesn’t tell me who to call "
        "today. I object."
    ),
    cards=VERA_CARDS,
    why=VERA_WHY,
    idea=VERA_IDEA,
    customer=N_("whoever calls them knows what they came for."),
    rituals=("lead_clinic", "how_we_argue", "reunion"),
    leaves=N_("relieved"),
)
MALTE = Persona(
    side="marketing",
    name="Malte",
    intro=N_(
        "Malte, marketing, four years in. Knows every open rate by heart and has never "
        "seen what becomes of a contact after the hand-over."
    ),
    ladder=(
        Rung(
            "sql",
            N_("Says what they need, and is warm too. Over to you – today."),
            ("need_known",),
            {"score": 40},
        ),
        Rung("mql", N_("A score of sixty. It rarely gets warmer on its own."), least={"score": 60}),
        Rung("mql", N_("Has told us what they need. Nobody does that for fun."), ("need_known",)),
        Rung(
            "lead",
            N_("Filled in a form. They came to us, not the other way round."),
            ("form_sent",),
        ),
        Rung(
            "lead", N_("An hour in our webinar: that’s a lot of interest."), least={"webinars": 1}
        ),
        Rung("lead", N_("A score of forty is no accident."), least={"score": 40}),
        Rung("not_yet", N_("Just reading, nothing more. We’ll keep them warm.")),
    ),
    quiz={"call": "mail", "champagne": "campaign", "friday": "subject"},
    guesses={"call": "crm", "champagne": "last_call", "friday": "weekend"},
    comments={
        "call": N_("An email I can find again. A call I can’t."),
        "champagne": N_("Without the trade fair in spring, nobody would have called them."),
        "friday": N_("Version seven really is good, though."),
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
        "need": N_("One line back. Even a no, as long as it says why."),
    },
    picks=("lead_to_won", "response_time", "acceptance_rate"),
    sentences={
        "lead": N_("someone shows interest: a form, a webinar or a high score."),
        "mql": N_("they’re so warm that waiting would be a waste."),
        "sal": N_("sales has really taken a look."),
        "sql": N_("sales has found out that there’s a project."),
        "opportunity": N_("something of ours has turned into something with a price tag."),
        "campaign": N_("it has a name of its own and people can respond to it."),
        "success": N_("more people than before know what we can do, and a few of them call."),
        "customer": N_("they’ve chosen us, and we’re allowed to say so."),
        "sales_ready": N_("they’ve told us enough for the first call to be a good one."),
        "quote": N_("a price has gone out, and we know which campaign it began with."),
        "existing_customer": N_("they’re on the list that doesn’t get the beginners’ webinar."),
        "partner": N_("our logo is on their website too."),
    },
    any_sentence=N_("I can see something moving in the data."),
    templates={
        "lead": "showed_interest",
        "mql": "score",
        "success": "responses",
        "sales_ready": "talk_soon",
        "quote": "opportunity_need",
        "existing_customer": "reading_customer",
        "partner": "warm_partner",
    },
    objection=N_(
        "Of {wins} customers from the last year, {missed} would never have been handed "
        "over. I can’t go along with that."
    ),
    circle=N_(
        "{fields}: nobody knows that yet when we need the term. Anyone can be wise after "
        "the event. I object."
    ),
    cards=MALTE_CARDS,
    why=MALTE_WHY,
    idea=MALTE_IDEA,
    customer=N_("nobody asks them the same question twice."),
    rituals=("monday_look", "campaign_kickoff", "reunion"),
    leaves=N_("curious"),
)
PERSONAS = {persona.side: persona for persona in (VERA, MALTE)}
