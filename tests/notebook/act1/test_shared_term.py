"""One word of act 1, walked by buttons and phones, on every entity, and as its entry shows it."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from support.acts.acting import (
    CONTACTS,
    DEALS,
    HOSTILE,
    OWN_WORD,
    alone,
    charter,
    chosen,
    cover_both,
    decisions,
    defined,
    other_data,
)
from support.acts.screen import choose, esc, field, press, text
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.notebook.act1.shared_term import SharedTerm, entry_card
from workshop.notebook.act5.charter import CharterActivity
from workshop.policy import REVIEW_DAYS
from workshop.story.act1.definitions import agreed_term
from workshop.story.decisions.text import term_numbers
from workshop.story.decisions.types import AgreedTerm, TermNumbers
from workshop.story.frame.covering import cover_quietly
from workshop.story.frame.few_phones import BOTH, EACH, ONE
from workshop.story.solo.objection import objection_of
from workshop.story.solo.persona import PERSONAS
from workshop.terms.outcome.comparison import tally
from workshop.terms.rules.compile import rule_sql
from workshop.terms.rules.definition import Definition
from workshop.terms.rules.entity import ENTITIES
from workshop.terms.rules.rule import Rule
from workshop.terms.rules.sentence import rule_sentence
from workshop.terms.rules.template import TEMPLATES, ticked_rule
from workshop.terms.rules.term import TERMS, own_term
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.story.context import Stage
    from workshop.terms.rules.term import Term

TICKED = {"sales": ["need", "budget"], "marketing": ["form", "webinar"]}
TICKS, MATCH, SENTENCE, CASES = (
    f"terms.lead.{part}" for part in ("ticks", "match", "sentence", "cases")
)
RULES = {"contacts": "can_buy", "campaigns": "responses", "deals": "opportunity_bant"}
OBJECTIONS = [f"Messen fehlen {HOSTILE}", "Zu eng"]


def write(act: SharedTerm, place: int, sentence: str, template: str) -> None:
    """Fill in one side's panel as people do."""
    words = act.words
    field(act.widget, act.term.begins(words), place).value = sentence
    choose(act.widget, words("Where to start?"), words(TEMPLATES[template].label), place)


def revealed(stage: Stage) -> SharedTerm:
    """Return Lead after both sides wrote and uncovered."""
    act = SharedTerm(stage)
    write(act, 0, f"wir anrufen {HOSTILE}", "can_buy")
    write(act, 1, "jemand Interesse zeigt", "showed_interest")
    for _ in range(2):
        press(act.widget, stage.words("We’re done"))
    press(act.widget, stage.words("Reveal") + " →")
    return act


def consent(act: SharedTerm, sentence: str) -> None:
    """Write the agreed sentence, note an objection, record."""
    words = act.words
    field(act.widget, act.term.begins(words)).value = sentence
    choose(
        act.widget,
        words("Does anyone have a reasoned objection?"),
        words("An objection, and we’ll write it down"),
    )
    label = words("The objection, verbatim")
    field(act.widget, label).value = f"Messen fehlen {HOSTILE}"
    press(act.widget, words("Record it"))


def test_nothing_is_revealed_before_both_sides_are_done(stage: Stage) -> None:
    """Nobody sees the other's answer before all are in; what is done is covered."""
    act = SharedTerm(stage)
    write(act, 0, "nur am Montag", "can_buy")
    press(act.widget, stage.words("We’re done"))
    press(act.widget, stage.words("Reveal") + " →")

    assert act.beat is Beat.THINK
    assert stage.words("Not everyone is done yet.") in text(act.widget)
    assert "nur am Montag" not in text(act.widget)


def test_a_side_without_a_criterion_is_not_done(stage: Stage) -> None:
    """A definition is a sentence and a rule; one alone is refused with a hint."""
    act = SharedTerm(stage)
    field(act.widget, act.term.begins(stage.words), 0).value = "irgendwie gut"
    press(act.widget, stage.words("We’re done"))
    missing = stage.words("The sentence or the first criterion is still missing here.")

    assert missing in text(act.widget)


def test_the_reveal_shows_both_sides_on_the_same_data(stage: Stage) -> None:
    """Sentences, counts, intervals, circles, cases in between; typed markup stays text."""
    act = revealed(stage)
    shown, words = text(act.widget), stage.words
    counts = [tally(stage.crm, TEMPLATES[t].rule)[0].cases for t in ("can_buy", "showed_interest")]

    assert act.beat is Beat.REVEAL
    assert f"wir anrufen {esc(HOSTILE)}" in shown
    assert "jemand Interesse zeigt" in shown
    assert all(words.number(count) in shown for count in counts)
    assert "n = " in shown
    assert shown.count("<svg") >= 2
    assert "ot-edge-sales" in shown
    assert "<img" not in shown


def test_the_fate_of_a_case_is_told_only_on_request(stage: Stage) -> None:
    """People judge the facts known at that time; the end comes afterwards."""
    act = revealed(stage)
    before = text(act.widget)
    press(act.widget, stage.words("What became of them?"))
    fates = {stage.words("Later: won"), stage.words("Later: not won")}

    assert not any(fate in before for fate in fates)
    assert any(fate in text(act.widget) for fate in fates)


def test_the_decision_is_complete_and_shown_as_text(stage: Stage) -> None:
    """Sentence, rule, SQL, numbers and objections are recorded at the moment of the decision."""
    act = defined(stage)
    act.table.proposal.keep(rule=TEMPLATES["can_buy"].rule.data(), free=True)
    act.enter(Beat.DECIDE)
    consent(act, f"Bedarf da ist {HOSTILE}")
    entry, shown = decisions(stage).term("lead"), text(act.widget)

    assert act.beat is Beat.RECORDED
    assert entry is not None
    assert TEMPLATES["can_buy"].rule == entry.rule
    assert (f"Messen fehlen {HOSTILE}",) == entry.objections
    assert "need_known" in shown
    assert f"Bedarf da ist {esc(HOSTILE)}" in shown
    assert f"<li>Messen fehlen {esc(HOSTILE)}</li>" in shown
    assert "<img" not in shown


@pytest.mark.parametrize(
    ("sentence", "rule", "missing"),
    [
        ("", TEMPLATES["can_buy"].rule, "The agreed rule has no sentence yet."),
        ("Bedarf", Rule(), "The agreed rule has no criterion yet."),
    ],
)
def test_half_a_proposal_is_not_recorded(
    stage: Stage, sentence: str, rule: Rule, missing: str
) -> None:
    """Words without a rule, or a rule without words, is no agreement."""
    act = defined(stage)
    act.table.proposal.keep(rule=rule.data(), free=True)
    act.enter(Beat.DECIDE)
    consent(act, sentence)

    assert stage.words(missing) in text(act.widget)
    assert stage.room.state.decision("terms.lead") is None


def test_no_decision_without_asking_for_objections(stage: Stage) -> None:
    """Consent is asked for, not assumed."""
    act = defined(stage)
    act.enter(Beat.DECIDE)
    field(act.widget, act.term.begins(stage.words)).value = "Bedarf da ist"
    press(act.widget, stage.words("Record it"))

    assert stage.words("Nobody has asked for objections yet.") in text(act.widget)
    assert stage.room.state.decision("terms.lead") is None


@pytest.mark.parametrize(
    ("key", "entity", "templates"),
    [
        ("opportunity", "deals", ("opportunity_bant", "opportunity_need")),
        ("campaign", "campaigns", ("campaign_strict", "campaign_wide")),
        ("success", "campaigns", ("won_deal", "responses")),
        ("own1", "deals", ("opportunity_bant", "opportunity_met")),
    ],
)
def test_words_about_deals_and_campaigns_go_the_whole_way(
    make_stage: Callable[..., Stage], key: str, entity: str, templates: tuple[str, str]
) -> None:
    """Think, reveal, talk, decide, recorded, charter: every beat can be drawn on the sample."""
    stage = make_stage("de" if key in ("campaign", "own1") else "en")
    chosen(stage, key, OWN_WORD if key == "own1" else key, entity)
    act = defined(stage, key, *templates)
    shown = [text(act.widget)]
    for beat in (Beat.REVEAL, Beat.TALK, Beat.DECIDE):
        act.enter(beat)
        shown.append(text(act.widget))
    consent(act, "so ist es")
    shown += [text(act.widget), text(CharterActivity(stage).widget)]
    entry = decisions(stage).term(key)

    assert entry is not None
    assert entity == entry.rule.entity
    assert esc(term_numbers(entry, stage.words)) in shown[-1]
    assert not any('role="alert"' in one for one in shown)


@pytest.mark.parametrize("entity", ["contacts", "campaigns"])
def test_a_word_with_braces_and_markup_is_text_everywhere(stage: Stage, entity: str) -> None:
    """Nothing the group typed runs, is filled in, or gets lost; the charter is safe in both."""
    chosen(stage, "own1", OWN_WORD, entity)
    templates = {"contacts": ("can_buy", "form"), "campaigns": ("campaign_wide", "responses")}
    act = defined(stage, "own1", *templates[entity])
    shown = []
    for beat in (Beat.THINK, Beat.REVEAL, Beat.TALK, Beat.DECIDE):
        act.enter(beat)
        shown.append(text(act.widget))
    consent(act, "so ist es")
    shown += [text(act.widget), text(CharterActivity(stage).widget)]
    labels = act.term.begins(stage.words)  # a field's label is text, not HTML
    seen = [one.replace(labels, "") for one in shown]

    assert not any("<b>{" in one for one in seen)
    assert all(OWN_WORD in unescape(seen[place]) for place in (0, 1, 2, 4, 5))
    assert not any("&amp;lt;" in one for one in seen)
    assert not any('role="alert"' in one for one in shown)


def test_a_word_of_ones_own_is_named_in_findings_about_others(stage: Stage) -> None:
    """What is as good as another word is told by its name, and not by its place in the list."""
    chosen(stage, "own1", OWN_WORD, "contacts")
    own = defined(stage, "own1", "can_buy", "can_buy")
    own.table.proposal.keep(sentence="x", rule=TEMPLATES["can_buy"].rule.data(), free=True)
    own._record([])
    lead = SharedTerm(stage)
    said = [one.said(stage.words) for one in lead.table.lint(TEMPLATES["can_buy"].rule)]

    assert any(OWN_WORD in one for one in said)
    assert not any("own1" in one for one in said)


@pytest.mark.parametrize(
    ("key", "entity", "tables"),
    [
        ("lead", "contacts", {"deals": DEALS}),
        ("lead", "contacts", {"contacts": CONTACTS}),
        ("opportunity", "deals", {"contacts": CONTACTS}),
        ("campaign", "campaigns", {"contacts": CONTACTS, "deals": DEALS}),
    ],
)
@pytest.mark.parametrize("solo", [False, True])
def test_data_that_cannot_tell_says_what_is_missing(
    german: Stage, tmp_path: Path, key: str, entity: str, tables: dict[str, str], *, solo: bool
) -> None:
    """No crash and no empty picture: one clear sentence, with the columns that are missing."""
    other_data(german, tmp_path / "export", **tables)
    chosen(german, key, key, entity)
    if solo:
        alone(german)
    shown = text(SharedTerm(german, key=f"terms.{key}").widget)
    fact = "This data can’t show what becomes of a contact, a deal or a campaign."

    assert german.words(fact) in shown
    assert german.words("Missing: {columns}", columns="").strip() in shown
    assert german.words("Something went wrong here. It’s our fault, not yours.") not in shown


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """Every contribution and decision is redrawn from the room alone."""
    act = defined(make_stage())
    act.enter(Beat.DECIDE)
    consent(act, "Bedarf da ist")
    again = SharedTerm(make_stage())

    assert Beat.RECORDED is again.beat
    assert text(act.widget) == text(again.widget)


def test_half_written_definitions_survive(make_stage: Callable[..., Stage]) -> None:
    """What is typed is stored without a button."""
    write(SharedTerm(make_stage()), 0, "halb fert", "can_buy")
    again = SharedTerm(make_stage())

    assert "halb fert" == field(again.widget, again.term.begins(again.words), 0).value
    assert TEMPLATES["can_buy"].rule == again.table.definition("sales").rule


def hall(stage: Stage, **sides: int) -> SharedTerm:
    """Return Lead after so many phones of each side ticked what their side ticks."""
    act = SharedTerm(stage)
    seats = [side for side, people in sides.items() for _ in range(people)]
    sit(stage, *seats)
    for n, side in enumerate(seats):
        stage.room.say(TICKS, side, {"choices": TICKED[side]}, f"phone-{n}")
        stage.room.say(MATCH, side, {"choice": "any"}, f"phone-{n}")
    return act


def test_ten_phones_need_no_keyboard(stage: Stage) -> None:
    """Five of each side are enough to go on; nobody presses that a side is done."""
    act = hall(stage, sales=5, marketing=5)
    stage.room.say(SENTENCE, "both", {"text": f"sie {HOSTILE}"}, "phone-0")
    press(act.widget, stage.words("Reveal") + " →")
    shown = text(act.widget)

    assert act.beat is Beat.REVEAL
    assert {side: ticked_rule(keys, "any") for side, keys in TICKED.items()} == act.table.rules()
    assert 2 == shown.count(stage.words("What most of you ticked"))
    assert f"<li>sie {esc(HOSTILE)}</li>" in shown


def test_phones_sort_the_cases_in_between(german: Stage) -> None:
    """The hall judges the very cases that lie on the projector."""
    act = hall(german, sales=5, marketing=5)
    act.enter(Beat.TALK)
    asked = german.room.state.questions[CASES]

    assert asked.is_open
    assert 0 < len(asked.question.items) <= 6
    assert all(item.key in text(act.widget) for item in asked.question.items)


TOO_FEW = "Too few answers from phones to show a side on its own."


@pytest.mark.parametrize(
    ("sales", "marketing", "counts", "hint"),
    [
        (5, 4, {"Marketing": 4}, BOTH),
        (3, 8, {"Sales": 3}, BOTH),
        (3, 4, {"Sales": 3, "Marketing": 4}, EACH),
        (5, 0, {"Marketing": 0}, ONE),
    ],
)
def test_who_cannot_be_shown_is_waited_for_at_the_keyboard(
    stage: Stage, sales: int, marketing: int, counts: dict[str, int], hint: str
) -> None:
    """Four people are no group, and with them subtracted five are none either; both write.

    Named is who has too few, with how many of how many, and why the others write as well.
    """
    act, words = hall(stage, sales=sales, marketing=marketing), stage.words
    press(act.widget, words("Reveal") + " →")
    waiting = act.complaint()
    assert waiting is not None
    told = ", ".join(f"{words(side)} {n}" for side, n in counts.items())

    assert act.beat is Beat.THINK
    assert act.table.definition("sales").rule.is_empty
    assert (TOO_FEW, hint) == (waiting.fact, waiting.hint)
    assert words("{counts}; needed on each side: {least}", counts=told, least=5) in " ".join(
        waiting.lines(words)
    )
    assert esc(words(hint, **waiting.values)) in text(act.widget)


def test_phones_that_agree_on_nothing_are_not_called_too_few(stage: Stage) -> None:
    """Ten answered, and no criterion has half a side behind it: that is what is said."""
    act = hall(stage, sales=5, marketing=5)
    for n, tick in enumerate(("need", "budget", "decides", "soon", "form")):
        for place in (n, n + 5):
            side = "sales" if place == n else "marketing"
            stage.room.say(TICKS, side, {"choices": [tick]}, f"phone-{place}")
    waiting = act.complaint()

    assert waiting is not None
    assert "The phones don’t add up to a rule." == waiting.fact


def test_once_one_side_is_done_the_other_is_named(stage: Stage) -> None:
    """Who still has to press is said by name, then."""
    act = hall(stage, sales=5, marketing=4)
    cover_quietly(act, "marketing")
    waiting = act.complaint()

    assert waiting is not None
    assert (ONE, stage.words("Sales")) == (waiting.hint, waiting.values["open"])


def test_phones_do_not_overwrite_what_a_side_wrote(german: Stage) -> None:
    """What a side began at the keyboard is its word, however its phones ticked."""
    act = hall(german, sales=5, marketing=5)
    act.table.write("sales", sentence="wir anrufen", rule=TEMPLATES["can_buy"].rule.data())
    act.enter(Beat.REVEAL)

    assert TEMPLATES["can_buy"].rule == act.table.definition("sales").rule
    assert ticked_rule(TICKED["marketing"], "any") == act.table.definition("marketing").rule


def test_an_adopted_rule_follows_the_phones_until_somebody_edits_it(german: Stage) -> None:
    """Back and forth takes what more phones say, but nothing over a rule of the keyboard's."""
    act = hall(german, sales=5, marketing=5)

    def back_and_forth(tick: str, *, phones: int) -> Rule:
        act.enter(Beat.THINK)
        for n in range(phones):
            german.room.say(TICKS, "sales", {"choices": [tick]}, f"late-{tick}-{n}")
        act.enter(Beat.REVEAL)
        return act.table.definition("sales").rule

    act.enter(Beat.REVEAL)
    first, anew = act.table.definition("sales").rule, back_and_forth("form", phones=6)
    act.table.write("sales", sentence="wir anrufen", rule=TEMPLATES["can_buy"].rule.data())

    assert [ticked_rule(keys, "any") for keys in (TICKED["sales"], ["form"])] == [first, anew]
    assert TEMPLATES["can_buy"].rule == back_and_forth("webinar", phones=12)


@pytest.mark.parametrize("key", TERMS)
def test_a_persona_has_a_rule_for_every_word(german: Stage, key: str) -> None:
    """Whoever learns alone can choose any word; both personas' rules are about it and differ."""
    act = SharedTerm(german, key=f"terms.{key}")
    chosen(german, key, key, TERMS[key].entity)
    rules = [act._persona_rule(persona) for persona in PERSONAS.values()]

    assert [TERMS[key].entity] * 2 == [rule.entity for rule in rules]
    assert rules[0] != rules[1]


def test_a_persona_asks_only_for_what_the_data_has(german: Stage, tmp_path: Path) -> None:
    """Where nobody recorded a need, Vera takes another rule, and the reveal can be drawn."""
    contacts = "contact_id,created_at,score\nC1,2026-01-01,50\nC2,2026-01-02,10\n"
    deals = "deal_id,contact_id,status,created_at,closed_at\nD1,C1,won,2026-01-05,2026-02-01\n"
    other_data(german, tmp_path / "export", contacts=contacts, deals=deals)
    alone(german, "marketing")
    act = SharedTerm(german)
    act.table.write("marketing", sentence="warm", rule=TEMPLATES["score"].rule.data())
    cover_both(act)
    act.enter(Beat.REVEAL)

    assert not act.table.definition("sales").rule.is_empty
    assert 'role="alert"' not in text(act.widget)


def test_a_persona_answers_with_numbers_or_says_it_can_live_with_it(stage: Stage) -> None:
    """Vera objects to a wide net, and not to a narrow one; before the reveal she is silent."""
    alone(stage, "marketing")
    vera, words, said = PERSONAS["sales"], stage.words, []
    for template in ("showed_interest", "bant"):
        act = SharedTerm(stage)
        act.enter(Beat.THINK)
        silent = stage.words("{name} says", name=vera.name) not in text(act.widget)
        act.table.write("marketing", sentence="x", rule=TEMPLATES[template].rule.data())
        cover_both(act)
        act.enter(Beat.REVEAL)
        said.append((silent, text(act.widget)))
    wide, own = TEMPLATES["showed_interest"].rule, TEMPLATES[vera.templates["lead"]].rule
    weighed = objection_of(vera, stage.crm, TERMS["lead"], wide, own)
    objection = weighed.text(vera, words) if weighed else ""
    calm = esc(words("I could live with that. Good enough for now."))

    assert objection
    assert [True, True] == [silent for silent, _ in said]
    assert [True, False] == [esc(objection) in shown for _, shown in said]
    assert [False, True] == [calm in shown for _, shown in said]


def proposing(stage: Stage, template: str) -> SharedTerm:
    """Return Lead at its decision, by somebody from sales who is alone and proposes this rule."""
    alone(stage, "sales")
    act = SharedTerm(stage)
    act.table.write("sales", sentence="Bedarf da ist", rule=TEMPLATES["can_buy"].rule.data())
    cover_both(act)
    act.enter(Beat.DECIDE)
    act.table.proposal.keep(
        sentence="Bedarf da ist", rule=TEMPLATES[template].rule.data(), free=True
    )
    act.redraw()
    return act


def consented(act: SharedTerm) -> AgreedTerm:
    """Say that nobody objects, record it, and return what was recorded."""
    words = act.words
    no_objection = words("No objection: good enough for now, safe enough to try")
    choose(act.widget, words("Does anyone have a reasoned objection?"), no_objection)
    press(act.widget, words("Record it"))
    decided = decisions(act.stage).term(act.term.key)
    assert decided
    return decided


def test_a_personas_open_objection_is_recorded(stage: Stage) -> None:
    """Who consents over it finds it in the decision and in the charter, in both languages."""
    act = proposing(stage, "bant")
    shown, entry = text(act.widget), consented(act)
    assert entry.played
    assert entry.played.objection
    told = {lang: entry.played.objection.text(PERSONAS["marketing"], Words(lang)) for lang in LANGS}

    assert ((), "Malte") == (entry.objections, entry.played.name)
    assert esc(told[stage.words.lang]) in shown
    assert (
        stage.words("If you put the rule on record like this, the objection goes with it.") in shown
    )
    assert esc(told[stage.words.lang]) in text(act.widget)
    for lang in LANGS:
        (objection,) = charter(stage, Words(lang)).terms[0].objections
        played = Words(lang)("{objection} ({name}, played by the kit)", objection="", name="Malte")
        assert told[lang] + played == objection
    assert "(Malte, vom Kit gespielt)" in charter(stage, Words("de")).terms[0].objections[0]


def test_a_persona_has_nothing_against_its_own_rule(stage: Stage) -> None:
    """Neither on the screen nor in what is recorded."""
    act = proposing(stage, PERSONAS["marketing"].templates["lead"])
    shown, entry = text(act.widget), consented(act)

    assert esc(stage.words("I could live with that. Good enough for now.")) in shown
    assert entry.played
    assert entry.played.objection is None
    assert () == charter(stage, stage.words).terms[0].objections


def test_where_people_sit_on_both_sides_nobody_is_played(german: Stage) -> None:
    """What a group decides holds no persona."""
    act = defined(german)
    act.enter(Beat.DECIDE)
    act.table.proposal.keep(sentence="x", rule=TEMPLATES["bant"].rule.data(), free=True)
    act.redraw()

    assert consented(act).played is None


def entry(stage: Stage, term: Term) -> AgreedTerm:
    """Return what is recorded about a word."""
    rule = TEMPLATES[RULES[term.entity]].rule
    return agreed_term(stage, term, Definition(f"  so {HOSTILE}\n", rule), OBJECTIONS)


@pytest.mark.parametrize("key", ["lead", "opportunity", "success"])
def test_an_entry_is_what_was_agreed(german: Stage, key: str) -> None:
    """Sentence, rule, numbers as numbers, objections, the day and the day of the review."""
    rule = TEMPLATES[RULES[TERMS[key].entity]].rule
    covered, total = tally(german.crm, rule)
    day = date(2026, 11, 23)

    assert AgreedTerm(
        term=key,
        sentence=f"so {HOSTILE}",
        rule=rule,
        numbers=TermNumbers(covered=covered, total=total, as_of=german.crm.as_of),
        objections=tuple(OBJECTIONS),
        decided_on=day,
        review_on=day + timedelta(days=REVIEW_DAYS),
    ) == entry(german, TERMS[key])


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_card_shows_all_of_it_as_text(stage: Stage, entity: Any) -> None:
    """What people typed is text on the wall, in each language and for each kind of word."""
    found, words = entry(stage, own_term("own1", OWN_WORD, entity)), stage.words
    shown = entry_card(found, 3, words)
    assert found.decided_on
    version = words(
        "Version {n}, decided on {day}; up for review on {review}.",
        n=3,
        day=words.date(found.decided_on),
        review=words.date(found.review_on),
    )

    assert f"<h3>{esc(OWN_WORD)}</h3>" in shown
    assert f"{esc(OWN_WORD)}“" in shown or f"{esc(OWN_WORD)}”" in shown
    assert f" so {esc(HOSTILE)}</blockquote>" in shown
    assert esc(rule_sentence(found.rule, words)) in shown
    assert esc(term_numbers(found, words)) in shown
    assert version in shown
    assert f"<pre>{esc(rule_sql(found.rule))}</pre>" in shown
    assert "<img" not in shown


def test_without_objections_nobody_reads_of_any(stage: Stage) -> None:
    """A heading over nothing looks as if something was deleted."""
    found = entry(stage, TERMS["lead"]).model_copy(update={"objections": ()})

    assert stage.words("Objections") not in entry_card(found, 1, stage.words)
