"""What both sides mean by a word: their definitions, the same rows for both, and the proposal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from workshop.agenda import chosen_terms
from workshop.errors import WorkshopError
from workshop.policy import REVIEW_DAYS
from workshop.side import SIDES
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.types import AgreedTerm, TermNumbers
from workshop.terms.lint.linter import lint
from workshop.terms.merging.merge import merge, merged_rule
from workshop.terms.outcome.comparison import compare, tally
from workshop.terms.outcome.example import cases_in_between
from workshop.terms.rules.definition import Definition
from workshop.terms.rules.entity import available
from workshop.terms.rules.rule import Group, Rule, parse_rule
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.crm.crm import Crm
    from workshop.room.room import Room
    from workshop.side import Side
    from workshop.story.context import Stage
    from workshop.terms.lint.finding import Finding
    from workshop.terms.merging.merge import Merge
    from workshop.terms.outcome.comparison import Comparison
    from workshop.terms.outcome.example import Case
    from workshop.terms.rules.template import Template
    from workshop.terms.rules.term import Term


class TermTable:
    """One word, as it lies on the table.

    Args:
        stage: gives the room and the data.
        term: the word.

    Attributes:
        term: the word.
        key: the decision it leads to, ``terms.`` and the word's key.
    """

    def __init__(self, stage: Stage, term: Term) -> None:
        self._stage = stage
        self.term = term
        self.key = f"terms.{term.key}"
        self._question = f"{self.key}.definition"

    @property
    def room(self) -> Room:
        """Where everything goes that people enter."""
        return self._stage.room

    @property
    def crm(self) -> Crm:
        """The data the rules run on."""
        return self._stage.crm

    @property
    def proposal(self) -> Proposal:
        """What is proposed for the word."""
        return Proposal(self)

    def definition(self, side: Side) -> Definition:
        """Return what a side wrote so far; an empty rule is about the word's entity."""
        said = self.said(side)
        empty = Rule(entity=self.term.entity)
        return Definition(said.get("sentence", ""), parse_rule(said.get("rule", empty.data())))

    def said(self, side: Side) -> dict[str, Any]:
        """Return what a side wrote as the room keeps it; empty where nothing is written."""
        return self.room.state.item(self._question, side)

    def write(self, side: Side, **part: Any) -> None:
        """Keep a side's sentence or rule (as data)."""
        # Whatever is typed makes it the side's own; only what phones said may be said anew.
        self.room.say(self._question, side, self.said(side) | {"adopted": False} | part, side)

    def adopt(self, side: Side, rule: Rule) -> None:
        """Take what a side's phones said, unless somebody wrote its definition at the keyboard."""
        own = self.said(side)
        if not own or own.get("adopted"):
            self.write(side, rule=rule.data(), adopted=True)

    def rules(self) -> dict[str, Rule]:
        """Return both sides' rules."""
        return {side: self.definition(side).rule for side in SIDES}

    def comparison(self, **more: Rule) -> Comparison:
        """Return both sides' rules, and more by name, on the same rows."""
        rules = self.rules() | more
        return self._stage.once(("compared", _data(rules)), lambda: compare(self.crm, rules))

    def cases(self) -> list[Case]:
        """Return the cases only one side calls by the word."""
        rules = self.rules()
        return self._stage.once(
            ("between", _data(rules)), lambda: cases_in_between(self.crm, rules)
        )

    def templates(self) -> dict[str, Template]:
        """Return the templates that are about the word's entity and ask only for what is there."""
        entity = self.term.entity
        known = available(entity, self.crm).keys()
        return {
            key: template
            for key, template in TEMPLATES.items()
            if template.rule.entity == entity
            and template.term in ("", self.term.key)
            and known >= set(template.rule.field_names())
        }

    def agreed(self) -> dict[str, Rule]:
        """Return the rules of the words agreed so far, this one left out."""
        rules = Decisions.of(self.room.state).rules
        return {key: rule for key, rule in rules.items() if key != self.term.key}

    def lint(self, rule: Rule) -> list[Finding]:
        """Return what to mind in a rule for this word, beside the other agreed ones."""
        named = {term.key: term.label for term in chosen_terms(self.room.state.decision)}
        agreed = self.agreed()
        rules = _data({"": rule} | agreed)
        return self._stage.once(
            ("linted", self.term.key, repr(self.term.label), rules, repr(named)),
            lambda: lint(self.crm, self.term, rule, agreed, named),
        )


def _data(rules: Mapping[str, Rule]) -> tuple[tuple[str, str], ...]:
    """Return rules by name as what they are kept under, in their order."""
    return tuple((name, rule.model_dump_json()) for name, rule in rules.items())


class Proposal:
    """What is proposed for a word.

    It starts with everything both sides demand, which is what both already call by the word. From
    there the group lets go of one demand after the other; whoever wants to can build freely.

    Args:
        table: the word and both definitions.
    """

    def __init__(self, table: TermTable) -> None:
        self._table = table
        self._key = f"{table.key}.proposal"

    @property
    def is_free(self) -> bool:
        """Whether the group builds the rule freely, without the list of demands."""
        said = self._said()
        # Early sessions knew no list of demands: a rule without a choice was built freely.
        return bool(said.get("free", "rule" in said and "choice" not in said))

    @property
    def choice(self) -> dict[str, Any]:
        """Which demands the group kept or let go of, see `merged_rule`."""
        chosen: dict[str, Any] = self._said().get("choice", {})
        return chosen

    def standing(self) -> Definition:
        """Return the proposal as it stands."""
        said = self._said()
        rule = parse_rule(said["rule"]) if self.is_free else self._listed()
        return Definition(said.get("sentence", ""), rule)

    def merged(self) -> Merge:
        """Return both sides' rules as demands, shared and disputed."""
        rules = self._table.rules()
        return merge(rules["sales"], rules["marketing"])

    def start_from(self, start: str) -> Rule:
        """Return the rule a proposal may start from: sales, marketing, all or any of the two."""
        own = self._table.rules()
        if start in own:
            return own[start]
        groups = [own[side].where for side in SIDES]
        match: Any = start
        where = Group(match=match, criteria=[group for group in groups if group.leaves()])
        return Rule(entity=self._table.term.entity, where=where)

    def keep(self, **part: Any) -> None:
        """Keep a part of the proposal: ``sentence``, ``choice``, ``rule`` or ``free``."""
        self._table.room.keep(self._key, self._said() | part)

    def _listed(self) -> Rule:
        return merged_rule(self.merged(), self.choice)

    def _said(self) -> dict[str, Any]:
        return self._table.room.state.draft(self._key)


def agreed_term(
    stage: Stage, term: Term, proposal: Definition, objections: Sequence[str]
) -> AgreedTerm:
    """Return the glossary entry that is recorded: sentence, rule and the numbers of the day.

    Args:
        stage: gives the data and the day.
        term: the word.
        proposal: the agreed sentence and rule.
        objections: what spoke against it, in people's words.

    Raises:
        WorkshopError: if the sentence or the rule is still missing.
    """
    if not proposal.sentence.strip():
        raise WorkshopError(
            N_("The agreed rule has no sentence yet."),
            hint=N_("Put it the way you’d say it at the table."),
        )
    if proposal.rule.is_empty:
        raise WorkshopError(
            N_("The agreed rule has no criterion yet."),
            hint=N_("As it is, the term fits everything. Add what makes the difference."),
        )
    covered, total = tally(stage.crm, proposal.rule)
    return AgreedTerm(
        term=term.key,
        # A word of one's own is the same in every language.
        label="" if term.key in TERMS else term.text("en"),
        sentence=proposal.sentence.strip(),
        rule=proposal.rule,
        review_on=stage.today + timedelta(days=REVIEW_DAYS),
        numbers=TermNumbers(covered=covered, total=total, as_of=stage.crm.as_of),
        objections=tuple(objections),
        decided_on=stage.today,
    )
