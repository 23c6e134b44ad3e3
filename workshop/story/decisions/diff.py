"""What differs between two versions of a charter: new, worded differently, or gone.

What is compared is what was agreed, never the numbers of the day: the same promise, tried out on
another quarter, is the same promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop.charter.document import ChangeEntry
from workshop.charter.sentences import who_until
from workshop.kpis.catalogue.answers import kpi
from workshop.rituals.catalogue import ritual_first, ritual_name, ritual_stop
from workshop.rituals.ritual import CADENCES
from workshop.story.decisions import small_text, text
from workshop.terms.rules.sentence import rule_sentence
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workshop.retro.action import Action
    from workshop.retro.experiment import Experiment
    from workshop.rituals.ritual import Ritual
    from workshop.story.decisions.decisions import Decisions
    from workshop.story.decisions.later import CustomerSentence
    from workshop.story.decisions.small import Introduction, NextCampaign
    from workshop.story.decisions.types import AgreedKpi, AgreedTerm, HouseRule, Promised
    from workshop.words import Words


class Kind(NamedTuple):
    """How entries of one part of the charter are found, told apart, compared and said.

    Attributes:
        part: of the charter; a message.
        entries: of what was decided.
        key: names an entry, also where it is worded differently.
        agreed: what of an entry was agreed; numbers of the day are left out.
        said: an entry in words.
    """

    part: str
    entries: Callable[[Decisions], Iterable[Any]]
    key: Callable[[Any], object]
    agreed: Callable[[Any], object]
    said: Callable[[Any, Words], str]


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        kind: of the entry.
        before: the entry then; None where it is new.
        now: the entry now; None where it is gone.
    """

    kind: Kind
    before: Any
    now: Any

    def entry(self, words: Words) -> ChangeEntry:
        """Return it in a language."""
        before = "" if self.before is None else self.kind.said(self.before, words)
        now = "" if self.now is None else self.kind.said(self.now, words)
        if self.before is None:
            return ChangeEntry("new", words(self.kind.part), now, before)
        return ChangeEntry(
            "gone" if self.now is None else "changed", words(self.kind.part), now, before
        )


def diff(before: Decisions, now: Decisions) -> tuple[Change, ...]:
    """Return what differs between two versions, in the order of the document."""
    return tuple(change for kind in KINDS for change in _changes(kind, before, now))


def _changes(kind: Kind, before: Decisions, now: Decisions) -> Iterator[Change]:
    old, new = _named(kind, before), _named(kind, now)
    for name, entry in new.items():
        earlier = old.get(name)
        if earlier is None or kind.agreed(earlier) != kind.agreed(entry):
            yield Change(kind, earlier, entry)
    yield from (Change(kind, entry, None) for name, entry in old.items() if name not in new)


def _named(kind: Kind, decisions: Decisions) -> dict[object, Any]:
    """Return the entries by their keys; a second one of a key has its number beside it."""
    named: dict[object, Any] = {}
    for entry in kind.entries(decisions):
        key, n = kind.key(entry), 1
        while (key, n) in named:
            n += 1
        named[key, n] = entry
    return named


def _term(term: AgreedTerm, words: Words) -> str:
    rule = rule_sentence(term.rule, words)
    return f"{text.term_label(term, words)}: {text.term_sentence(term, words)} ({rule})"


def _kpi(agreed: AgreedKpi, words: Words) -> str:
    label, target = words(kpi(agreed.name).label), text.kpi_target(agreed, words)
    owners = text.owners_label(agreed.owners, words)
    return words("{kpi}: target {target}, {owners}", kpi=label, target=target, owners=owners)


def _experiment(tried: Experiment, words: Words) -> str:
    who = who_until(tried.owner, tried.partner, words.date(tried.until), words)
    seen = text.measure_text(tried.measure, words)
    told = (who, f"{words('We’ll see it in:')} {seen}", f"{words('Done when:')} {tried.done_when}")
    return f"{tried.what} – {'; '.join(told)}"


def _action(action: Action, words: Words) -> str:
    who = f"{action.owner}, {words('by {day}', day=words.date(action.due))}"
    return f"{action.what} – {who}; {words('Done when:')} {action.done_when}"


def _ritual(ritual: Ritual, words: Words) -> str:
    minutes = words.plural("{n} minute", "{n} minutes", ritual.minutes)
    first = ritual_first(ritual, words)
    told = [words(CADENCES[ritual.cadence]), minutes, first, ritual.host]
    stop = f"{words('We stop if:')} {ritual_stop(ritual, words)}"
    return f"{ritual_name(ritual, words)} – {', '.join(part for part in told if part)}; {stop}"


def _customer(sentence: CustomerSentence, words: Words) -> str:
    del words  # the same in every language
    return sentence.text


def _line(line: Introduction, words: Words) -> str:
    return _as_written(line.text, words)


def _as_written(written: str, words: Words) -> str:
    del words  # the same in every language
    return written


def _campaign(campaign: NextCampaign, words: Words) -> str:
    told = (
        f"{words('Who calls, and when:')} {campaign.calls}",
        f"{words('Marketing tells sales:')} {campaign.marketing_tells}",
        f"{words('Sales tells marketing:')} {campaign.sales_tells}",
    )
    return f"{small_text.campaign_line(campaign)} – {'; '.join(told)}"


def _campaign_agreed(campaign: NextCampaign) -> object:
    """Return what was agreed; cases and hours are the numbers of the day."""
    return campaign.line, campaign.calls, campaign.marketing_tells, campaign.sales_tells


def _rule(rule: HouseRule, words: Words) -> str:
    return rule.in_words(words)


def _promise_key(promised: Promised) -> object:
    return promised.side, promised.key


KINDS = (
    Kind(
        N_("What our customers notice"),
        lambda d: [d.customer] if d.customer else [],
        lambda _: "",
        lambda customer: customer.text,
        _customer,
    ),
    Kind(
        N_("How we introduce ourselves"),
        lambda d: [d.line] if d.line else [],
        lambda _: "",
        lambda line: line.text,
        _line,
    ),
    Kind(
        N_("How we treat each other"),
        lambda d: d.house_rules.rules if d.house_rules else (),
        lambda rule: (rule.key, rule.text),
        lambda rule: rule,
        _rule,
    ),
    Kind(
        N_("Our terms"),
        lambda d: d.terms,
        lambda term: term.term,
        lambda term: (term.label, term.sentence, term.rule),
        _term,
    ),
    Kind(
        N_("Who fills in what"),
        lambda d: d.duties.duties if d.duties else (),
        lambda duty: (duty.entity, duty.field),
        lambda duty: (duty.side, duty.by),
        small_text.duty_line,
    ),
    Kind(
        N_("Our promises"),
        lambda d: d.promises.promises if d.promises else (),
        _promise_key,
        lambda promised: (promised.limit, promised.text),
        text.promise_line,
    ),
    Kind(
        N_("Our numbers"),
        lambda d: d.kpis.kpis if d.kpis else (),
        lambda agreed: agreed.name,
        lambda agreed: (agreed.target, agreed.owners),
        _kpi,
    ),
    Kind(
        N_("Where we stay different"),
        lambda d: d.differences.differences if d.differences else (),
        str.casefold,
        str,
        _as_written,
    ),
    Kind(
        N_("What we’re trying"),
        lambda d: d.experiments.experiments if d.experiments else (),
        lambda tried: tried.what.casefold(),
        lambda tried: tried,
        _experiment,
    ),
    Kind(
        N_("What we’ll do"),
        lambda d: d.actions.actions if d.actions else (),
        lambda action: action.what.casefold(),
        lambda action: action,
        _action,
    ),
    Kind(
        N_("Our rituals"),
        lambda d: d.rituals.rituals if d.rituals else (),
        lambda ritual: ritual.key,
        lambda ritual: ritual,
        _ritual,
    ),
    Kind(
        N_("Our next campaign"),
        lambda d: [d.campaign] if d.campaign else [],
        lambda campaign: campaign.audience.casefold(),
        _campaign_agreed,
        _campaign,
    ),
)
"""Every part that can differ, in the order of the document."""
