"""What a comparison of rules says, as a page of text and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from workshop.kpis.text.answers import aligned
from workshop.terms.agreement.alpha import alphas, coincidences
from workshop.terms.outcome.comparison import is_circular
from workshop.terms.rules.sentence import rule_sentence
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.terms.lint.finding import Finding
    from workshop.terms.outcome.comparison import Comparison
    from workshop.terms.rules.rule import Rule
    from workshop.words import Words

ENTITIES = {"contacts": N_("contacts"), "deals": N_("deals"), "campaigns": N_("campaigns")}


@dataclass(frozen=True)
class Compared:
    """Rules on the same cases, with all that is said about them.

    Attributes:
        comparison: the counts.
        rules: name to rule, in the order in which they are shown.
        findings: name to what the linter minds, the worst first.
    """

    comparison: Comparison
    rules: Mapping[str, Rule]
    findings: Mapping[str, Sequence[Finding]]

    @property
    def covered_by_all(self) -> int:
        """Cases that every rule covers."""
        return self.comparison.part(*self.rules).cases

    def both(self, one: str, other: str) -> tuple[int, int, int]:
        """Return the cases of both rules, and of each without the other."""
        parts = self.comparison.parts.items()
        counts = [
            sum(tally.cases for part, tally in parts if (one in part, other in part) == where)
            for where in ((True, True), (True, False), (False, True))
        ]
        return counts[0], counts[1], counts[2]

    def agreement(self) -> tuple[float | None, float | None]:
        """Return Krippendorff's alpha and the percent agreement of the rules as raters.

        Nominal, covered against not covered, on all cases; alpha is None where every rule says
        the same about every case.
        """
        raters, cases = len(self.rules), np.zeros(len(self.rules) + 1)
        for part, tally in self.comparison.parts.items():
            cases[len(part)] += tally.cases
        yes = np.arange(raters + 1.0)
        each = coincidences(np.column_stack([raters - yes, yes]))
        met = np.tensordot(cases, each, axes=1)
        if not met.sum():
            return None, None
        found = float(alphas(met, np.array([0.0, 1.0]), "nominal"))
        return None if np.isnan(found) else found, float(np.trace(met) / met.sum())

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return the shape that ``workshop compare --json`` promises.

        Shares, rates, Jaccard and agreement are numbers between 0 and 1 (alpha from -1), or null
        where there is none; `conversion` is null below 30 mature cases.
        """
        found = self.comparison
        alpha, agreed = self.agreement()
        return {
            "entity": found.entity,
            "as_of": found.as_of.isoformat(),
            "window_days": found.window_days,
            "cases": found.total.cases,
            "wins": found.total.ever_won,
            "union": found.union,
            "all": self.covered_by_all,
            "none": found.part().cases,
            "alpha": alpha,
            "agreement": agreed,
            "rules": [self._rule(name, words) for name in self.rules],
            "pairs": [self._pair(*pair) for pair in combinations(self.rules, 2)],
            "parts": [
                {"rules": [name for name in self.rules if name in part], "cases": tally.cases}
                for part, tally in sorted(found.parts.items(), key=lambda one: sorted(one[0]))
            ],
        }

    def _rule(self, name: str, words: Words) -> dict[str, Any]:
        found, rule = self.comparison, self.rules[name]
        tally = found.rule(name)
        low, high = tally.interval or (None, None)
        total = found.total.cases
        return {
            "name": name,
            "sentence": rule_sentence(rule, words),
            "count": tally.cases,
            "share": tally.cases / total if total else None,
            "mature": tally.mature,
            "won": tally.won,
            "conversion": tally.conversion,
            "low": low,
            "high": high,
            "circular": is_circular(rule),
            "wins_covered": found.wins_covered(name),
            "findings": [
                {"code": f.code, "level": f.level, "text": f.said(words), "hint": f.hint(words)}
                for f in self.findings[name]
            ],
        }

    def _pair(self, one: str, other: str) -> dict[str, Any]:
        both, first, second = self.both(one, other)
        jaccard = self.comparison.overlap(one, other)
        return {
            "rules": [one, other],
            "both": both,
            "only_first": first,
            "only_second": second,
            "jaccard": jaccard,
        }


def compared_report(found: Compared, words: Words) -> str:
    """Return the comparison as plain text for a terminal."""
    return "\n\n".join(
        [
            _title(found.comparison, words),
            "\n".join(aligned(_rules(found, words))),
            "\n".join(aligned(_pairs(found, words))),
            "\n".join([*_whole(found, words), *_circular(found, words)]),
            *_findings(found, words),
        ]
    )


def _title(found: Comparison, words: Words) -> str:
    return words(
        "Rules for {entity}: {cases} cases · window {days} days · as of {day}",
        entity=words(ENTITIES[found.entity]),
        cases=words.number(found.total.cases),
        days=words.number(found.window_days),
        day=words.date(found.as_of),
    )


def _rules(found: Compared, words: Words) -> list[list[str]]:
    rows = [
        [
            "",
            words("covers"),
            words("of all"),
            words("won in the window"),
            words("95% interval"),
            words("of n"),
            words("of all wins"),
            "",
        ]
    ]
    for name in found.rules:
        tally = found.comparison.rule(name)
        total = found.comparison.total.cases
        ends = tally.interval
        span = [words.percent(end) for end in ends] if ends else []
        rows.append(
            [
                name,
                words.number(tally.cases),
                _share(tally.cases / total if total else None, words),
                _share(tally.conversion, words),
                words("{low} to {high}", low=span[0], high=span[1]) if span else "–",
                words.number(tally.mature),
                _share(found.comparison.wins_covered(name), words),
                "",
            ]
        )
    return rows


def _pairs(found: Compared, words: Words) -> list[list[str]]:
    head = [words("both"), words("only the first"), words("only the second"), words("Jaccard")]
    rows = [["", *head, ""]]
    for one, other in combinations(found.rules, 2):
        counts = [words.number(n) for n in found.both(one, other)]
        jaccard = _share(found.comparison.overlap(one, other), words)
        rows.append([f"{one} · {other}", *counts, jaccard, ""])
    return rows


def _whole(found: Compared, words: Words) -> list[str]:
    alpha, agreed = found.agreement()
    lines = [
        words(
            "Covered by every rule: {all} · by at least one: {union} · by none: {none}",
            all=words.number(found.covered_by_all),
            union=words.number(found.comparison.union),
            none=words.number(found.comparison.part().cases),
        )
    ]
    if agreed is not None:
        share = words.percent(agreed)
        lines.append(
            words("The rules agree in {share} of all pairs; there’s no alpha.", share=share)
            if alpha is None
            else words(
                "The rules agree in {share} of all pairs; Krippendorff’s alpha is {alpha}.",
                share=share,
                alpha=words.number(alpha, 2),
            )
        )
    return [f"  {line}" for line in lines]


def _circular(found: Compared, words: Words) -> list[str]:
    said = N_(
        "“{name}” asks about the outcome itself, so how many of its cases are won says nothing."
    )
    names = [name for name, rule in found.rules.items() if is_circular(rule)]
    return [f"  ! {words(said, name=name)}" for name in names]


def _findings(found: Compared, words: Words) -> list[str]:
    blocks = []
    for name, rule in found.rules.items():
        lines = [f"{name}: {rule_sentence(rule, words)}"]
        for one in found.findings[name]:
            lines += [f"  ! {one.said(words)}", f"    {one.hint(words)}"]
        blocks.append("\n".join(lines))
    return blocks


def _share(share: float | None, words: Words) -> str:
    return "–" if share is None else words.percent(share)
