"""Charters as documents: small, usual, full, and with somebody's text in every field."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from workshop.charter.document import (
    ActionEntry,
    AgreementEntry,
    CampaignEntry,
    ChangeEntry,
    Charter,
    DutyEntry,
    ExperimentEntry,
    KpiEntry,
    PromiseEntry,
    RemarkEntry,
    RitualEntry,
    Signatures,
    Since,
    TermEntry,
)
from workshop.side import SIDES, side_name
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.words import Lang

HOSTILE = [
    '#eval("1") #include("x") @ref $x$ \\u{41} // no comment',
    "=cmd|' /C calc'!A0",
    "zero\x00 bell\x07 half\ud83d turned\u202e",
    "W" * 300,
    "https://evil.example/login",
    "www.evil.example and HTTP://EVIL.EXAMPLE and anna@evil.example",
    "1. one",
    "+ one",
    "- [ ] one",
    "> quoted",
    "===",
    "---",
    "| a | b |\n|---|---|\n| c | d |",
    "[x]: javascript:alert(1)",
    "\\[x](y)",
    "100 $ and 200 $",
    "```\n# no code\n<img src=x onerror=alert(1)>\n```",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[here](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "# no heading\n## none\n- none",
    "`code` *bold* _it_ | cell | ~~x~~",
    "</blockquote></main><h1>Ha</h1>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; <http://evil.example>",
]
"""What people may write, and what would run, or break a file, were it not taken as text."""
KEPT_AS_IT_IS = {"lang", "version", "side", "played", "kind"}
"""Fields that hold no text of anybody's."""
SAID: dict[str, dict[Lang, str]] = {
    "customer": {
        "de": "Wer bei uns anfragt, bekommt noch am selben Tag eine Antwort von jemandem, der weiß,"
        " worum es geht – und muss nichts zweimal erzählen.",
        "en": "Whoever asks us hears back the same day from someone who knows what it’s about – "
        "and never has to tell their story twice.",
    },
    "term": {
        "de": "Ein Kontakt ist ein Lead, wenn Bedarf, Ansprechperson und Zeitraum bekannt sind und "
        "sich in den letzten 30 Tagen jemand von selbst gemeldet hat.",
        "en": "A contact is a lead when need, contact and timing are known and someone has been in "
        "touch of their own accord within the last 30 days.",
    },
    "promise": {
        "de": "Innerhalb von 8 Arbeitsstunden nach der Übergabe meldet sich eine von uns "
        "persönlich beim Lead und sagt euch noch am selben Tag, was daraus wurde.",
        "en": "One of us contacts the lead personally within 8 business hours of the hand-over and "
        "tells you the same day what came of it.",
    },
    "line": {
        "de": "Wir halten Ihre IT am Laufen, und wenn sie steht, geht bei uns jemand ans Telefon.",
        "en": "We keep your IT running, and if it stops, someone here picks up the phone.",
    },
    "try": {
        "de": "Jeden Dienstag hören zwei aus dem Marketing bei fünf Gesprächen des Vertriebs mit",
        "en": "Every Tuesday two of marketing listen in on five calls of inside sales",
    },
    "goal": {
        "de": "Kampagnen beginnen mit der Frage, die Kundinnen und Kunden am Telefon stellen",
        "en": "campaigns begin with the question that customers ask on the phone",
    },
    "ritual": {"de": "Montagsblick", "en": "Monday look"},
    "kpi": {"de": "Angenommene Übergaben", "en": "Accepted hand-overs"},
}


def charter(
    lang: Lang = "de", terms: int = 2, promises: int = 4, kpis: int = 3, **counts: int
) -> Charter:
    """Return a signed charter with so many entries of everything, in long sentences.

    Args:
        lang: its language.
        terms: how many.
        promises: how many, in turns from either side.
        kpis: how many.
        **counts: of ``experiments`` (2), ``rituals`` (2), ``actions`` (0), ``others`` (2),
            ``differences`` (2).
    """
    said, words = {name: text[lang] for name, text in SAID.items()}, Words(lang)
    number = {"experiments": 2, "rituals": 2, "actions": 0, "others": 2, "differences": 2} | counts
    roles = {"sales": {"de": "Leitung Innendienst", "en": "Head of inside sales"}[lang]}
    roles["marketing"] = {"de": "Leitung Kampagnen", "en": "Head of campaigns"}[lang]
    day = {"de": "30. November 2026", "en": "30 November 2026"}[lang]
    later = {"de": "11. Januar 2027", "en": "11 January 2027"}[lang]
    term = TermEntry(
        "Lead",
        said["term"],
        said["term"],
        "SELECT *\nFROM contacts\nWHERE need_known",
        "1.204 / 5.310",
        (f"1: {said['goal']}",),
        day,
        later,
    )
    kpi = KpiEntry(
        said["kpi"],
        "x ÷ y",
        "47 %",
        "n = 240",
        (said["goal"],),
        "60 %",
        roles["sales"],
        roles["marketing"],
    )
    tried = ExperimentEntry(
        said["try"],
        said["goal"],
        said["kpi"],
        "0",
        "5",
        roles["sales"],
        roles["marketing"],
        later,
        said["goal"],
        said["goal"],
    )
    ritual = RitualEntry(
        said["ritual"],
        words("every week"),
        "15 min",
        ("a", "b", "c"),
        roles["marketing"],
        roles["sales"],
        f"{later}, 09:00",
        said["goal"],
    )
    given = [
        PromiseEntry(
            side_name(side, words),
            said["promise"],
            f"31 % (n = 240). {said['goal']}",
            side,
            "31 % (n = 240)",
        )
        for side in SIDES
    ]
    return Charter(
        lang=lang,
        data="Wackelkontakt & Töchter",
        version=2,
        team="Team Nord",
        customer=said["customer"],
        customer_objections=(said["goal"],),
        rules=(said["goal"],) * 4,
        rule_objections=(said["goal"],),
        terms=tuple(
            replace(term, label=label) for label in ("Lead", "MQL", "SQL", "Kampagne")[:terms]
        ),
        agreement=AgreementEntry("α = 0,21", "α = 0,63", said["goal"], "9/12"),
        promises=tuple(given[n % 2] for n in range(promises)),
        promise_objections=(said["goal"],),
        kpis=(kpi,) * kpis,
        kpi_objections=(said["goal"],),
        experiments=(tried,) * number["experiments"],
        experiment_objections=(said["goal"],),
        rituals=(ritual,) * number["rituals"],
        ritual_objections=(said["goal"],),
        actions=(ActionEntry(said["try"], roles["sales"], later, said["goal"]),)
        * number["actions"],
        line=said["line"],
        line_objections=(said["goal"],),
        duties=(
            DutyEntry(said["kpi"], side_name("sales", words), said["ritual"], "41 % (n = 5.310)"),
        ),
        duty_objections=(said["goal"],),
        differences=(said["goal"],) * number["differences"],
        difference_objections=(said["goal"],),
        campaign=CampaignEntry(
            said["goal"], said["line"], roles["sales"], later, later, f"7,8 h: {said['goal']}"
        ),
        campaign_objections=(said["goal"],),
        signatures=Signatures(
            **roles,
            day=day,
            others=(f"Innendienst ({side_name('sales', words)})",) * number["others"],
            sponsor=said["goal"],
            witnesses=tuple(f"{roles[s]} ({side_name(s, words)})" for s in SIDES),
            reunion=later,
        ),
        remarks=(RemarkEntry(side_name("sales", words), said["goal"]),),
        since=Since(
            1,
            (
                ChangeEntry("changed", words("Our terms"), said["term"], said["goal"]),
                ChangeEntry("new", words("Our rituals"), said["ritual"], ""),
                ChangeEntry("gone", words("Our promises"), "", said["promise"]),
            ),
        ),
    )


def small(lang: Lang = "de") -> Charter:
    """Return what 45 minutes may bring: a term and an action, nothing signed."""
    full = charter(lang, 1, 0, 0, experiments=0, rituals=0, actions=1)
    begun = replace(full, signatures=None, version=0, team="", since=None, customer="")
    return replace(begun, line="", duties=(), differences=(), campaign=None)


def largest(lang: Lang = "de") -> Charter:
    """Return as much as a charter is meant to hold."""
    return charter(lang, 4, 8, 5, experiments=3, rituals=4, others=8, differences=3)


def everywhere(text: str) -> Charter:
    """Return a charter in which every text is this one."""
    written: Charter = _written(charter(actions=1), text)
    return written


def _written(thing: Any, text: str) -> Any:
    if isinstance(thing, str):
        return text
    if isinstance(thing, tuple):
        return tuple(_written(one, text) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        names = [one.name for one in fields(thing) if one.name not in KEPT_AS_IT_IS]
        return replace(thing, **{name: _written(getattr(thing, name), text) for name in names})
    return thing
