"""Rules side by side at the terminal: how far they overlap, and what each is worth."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.start import add_data
from workshop.cli.values import DAY, whole
from workshop.errors import WorkshopError
from workshop.policy import WINDOW_DAYS
from workshop.words import N_, as_typed

if TYPE_CHECKING:
    from workshop.cli.parser import Parser
    from workshop.terms.rules.rule import Rule
    from workshop.terms.rules.term import Term
    from workshop.words import Words

MOST_DAYS = 3650


def add_compare(parser: Parser, words: Words) -> None:
    """Add what `workshop compare` takes."""
    add_data(parser, words, default=argparse.SUPPRESS)
    about = words("one rule, or several with a name each, as YAML or JSON; can be repeated")
    parser.add(
        "--rules", type=Path, action="append", required=True, metavar=words("FILE"), help=about
    )
    word = words("the term the rules are for: lead, mql, sal, sql, opportunity, campaign …")
    parser.add("--term", metavar=words("NAME"), help=word)
    last = words("last day that counts; by default, the last day in the data")
    parser.add("--as-of", type=DAY, metavar=words("DATE"), help=last)
    days = whole(1, MOST_DAYS)
    window = words("days a case has to become a win; {days} by default", days=WINDOW_DAYS)
    parser.add("--window", type=days, metavar=words("DAYS"), help=window)
    parser.add("--json", action="store_true", help=words("print JSON"))
    parser.set_defaults(run=_compare)


def _compare(options: argparse.Namespace, words: Words) -> int:
    from workshop.cli.compared import Compared, compared_report  # noqa: PLC0415
    from workshop.cli.numbers import opened  # noqa: PLC0415
    from workshop.cli.rule_files import read_rules  # noqa: PLC0415
    from workshop.crm.days.earlier import as_it_stood  # noqa: PLC0415
    from workshop.kpis.core.scope import known_day  # noqa: PLC0415
    from workshop.terms.lint.linter import lint  # noqa: PLC0415
    from workshop.terms.outcome.comparison import compare  # noqa: PLC0415

    rules = read_rules(options.rules)
    terms = {name: _term(name, rule, options.term) for name, rule in rules.items()}
    crm = opened(options)
    crm = as_it_stood(crm, known_day(crm, options.as_of) or crm.as_of)
    comparison = compare(crm, rules, window_days=options.window or WINDOW_DAYS)
    labels = {name: as_typed(name) for name in rules}
    findings = {
        name: lint(crm, terms[name], rule, _without(rules, name), labels)
        for name, rule in rules.items()
    }
    found = Compared(comparison, rules, findings)
    if options.json:
        print(json.dumps(found.as_json(words), ensure_ascii=False, indent=2))
    else:
        print(compared_report(found, words))
    return 0


def _without(rules: dict[str, Rule], name: str) -> dict[str, Rule]:
    return {other: rule for other, rule in rules.items() if other != name}


def _term(name: str, rule: Rule, asked: str | None) -> Term:
    """Return the word a rule is for: the one that was asked for, else that of its name."""
    from workshop.terms.rules.term import TERMS, own_term  # noqa: PLC0415

    if asked is not None and asked not in TERMS:
        raise WorkshopError(
            N_("There’s no term with this name."),
            found="{name}",
            hint=N_("Terms: {known}"),
            name=asked,
            known=", ".join(TERMS),
        )
    term = TERMS.get(asked or name)
    if term and term.entity == rule.entity:
        return term
    if term and asked:
        raise WorkshopError(
            N_("The rule is about something other than the term."),
            found=N_("{rule}: {entity}; {word}: {wanted}"),
            hint=N_("Leave out --term or change “entity” in the rule."),
            rule=name,
            entity=rule.entity,
            word=asked,
            wanted=term.entity,
        )
    return own_term(name, name, rule.entity)
