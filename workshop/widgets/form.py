"""A question as a form at the keyboard; the phone draws the same declaration."""

from __future__ import annotations

from contextlib import suppress
from functools import singledispatch
from math import isfinite
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from workshop.room.state.consent import NONE, OBJECTION
from workshop.room.state.question import (
    Consent,
    Dots,
    Multiple,
    Number,
    Option,
    Question,
    Scale,
    ShortText,
    Single,
    Sort,
)
from workshop.room.state.result import CONSENT
from workshop.widgets.elements import Html, block, button, classed, paragraph, rows
from workshop.widgets.fields import choice, text_field
from workshop.words import both

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.words import Words

    Answer = dict[str, Any]
    Save = Callable[[Answer], None]


@singledispatch
def question_form(question: Question, answer: Answer, save: Save, words: Words) -> w.Widget:
    """Return a form for a question.

    Args:
        question: what is asked; every kind but cards, which lie in columns of their own.
        answer: what was answered so far, possibly unfinished; empty at first.
        save: gets every change, finished or not.
        words: the language.
    """
    raise NotImplementedError(type(question).__name__)


@question_form.register(Single)
def _(question: Single, answer: Answer, save: Save, words: Words) -> w.Widget:
    picked = answer.get("choice", "")
    return _drop_down(question, question.options, picked, lambda key: save({"choice": key}), words)


@question_form.register(Scale)
def _(question: Scale, answer: Answer, save: Save, words: Words) -> w.Widget:
    ends = {question.low: question.low_label, question.high: question.high_label}
    steps = range(question.low, question.high + 1)
    labels = [f"{n} – {ends[n][words.lang]}" if n in ends else str(n) for n in steps]
    options = [(words("Please choose …"), ""), *zip(labels, steps, strict=True)]
    return choice(
        question.prompt[words.lang],
        options,
        answer.get("value", ""),
        lambda value: save({} if value == "" else {"value": value}),
    )


@question_form.register(Number)
def _(question: Number, answer: Answer, save: Save, words: Words) -> w.Widget:
    # Not a number field: that one cannot be empty, and nobody guessed the 0 it would show.
    typed = f"{answer['value']:g}" if "value" in answer else ""
    label = f"{question.prompt[words.lang]} ({question.unit[words.lang]})"
    return text_field(label, typed, lambda text: save(_as_number(text)))


@question_form.register(ShortText)
def _(question: ShortText, answer: Answer, save: Save, words: Words) -> w.Widget:
    hint = question.hint[words.lang] if question.hint else ""
    return text_field(
        question.prompt[words.lang],
        answer.get("text", ""),
        lambda text: save({"text": text}),
        area=True,
        hint=hint,
    )


@question_form.register(Multiple)
def _(question: Multiple, answer: Answer, save: Save, words: Words) -> w.Widget:
    picked = set(answer.get("choices", []))
    boxes: list[w.Checkbox] = []

    def change(_: object) -> None:
        chosen = [o.key for o, box in zip(question.options, boxes, strict=True) if box.value]
        for box in boxes:
            box.disabled = not box.value and len(chosen) >= question.most
        save({"choices": chosen})

    ticks = []
    for option in question.options:
        label = option.label[words.lang]
        box = w.Checkbox(value=option.key in picked, description=label, indent=False)
        box.disabled = not box.value and len(picked) >= question.most
        box.observe(change, "value")
        boxes.append(box)
        note = block(Html("<p><small>{}</small></p>").format(_note(option, words)), "ot-muted")
        ticks.append(classed(w.VBox([box, note] if option.note else [box]), "ot-tick"))
    return rows(_prompt(question, words), *ticks)


@question_form.register(Sort)
def _(question: Sort, answer: Answer, save: Save, words: Words) -> w.Widget:
    done = dict(answer.get("sorted", {}))

    def sort(item: str, kind: str) -> None:
        done.pop(item, None)
        if kind:
            done[item] = kind
        save({"sorted": dict(done)})

    def line(item: Option) -> w.Widget:
        options = _options(question.classes, words)
        field = choice(
            item.label[words.lang],
            options,
            done.get(item.key, ""),
            lambda kind: sort(item.key, kind),
        )
        note = paragraph(_note(item, words), "ot-muted")
        return classed(w.VBox([field, note] if item.note else [field]), "ot-tick")

    return rows(_prompt(question, words), *(line(item) for item in question.items))


@question_form.register(Dots)
def _(question: Dots, answer: Answer, save: Save, words: Words) -> w.Widget:
    dots = {option.key: answer.get("dots", {}).get(option.key, 0) for option in question.options}
    left = block(Html())
    lines = [_DotLine(option, question.per_option, words) for option in question.options]

    def draw() -> None:
        rest = question.each - sum(dots.values())
        left.value = Html("<p>{}</p>").format(words.plural("{n} dot left", "{n} dots left", rest))
        for line in lines:
            line.draw(dots[line.key], can_add=rest > 0)

    def turn(key: str, step: int) -> None:
        dots[key] += step
        draw()
        save({"dots": {name: n for name, n in dots.items() if n}})

    for line in lines:
        line.listen(turn)
    draw()
    return rows(_prompt(question, words), left, *(line.widget for line in lines))


@question_form.register(Consent)
def _(question: Consent, answer: Answer, save: Save, words: Words) -> w.Widget:
    said = {"answer": "", "reason": ""} | answer
    reason = text_field(
        words("What harm do you see?"), said["reason"], lambda text: keep(reason=text), area=True
    )

    def keep(**part: str) -> None:
        said.update(part)
        reason.layout.display = "" if said["answer"] == OBJECTION else "none"
        save({"answer": NONE} if said["answer"] == NONE else dict(said))

    options = tuple(Option(key=k, label=both(v)) for k, v in CONSENT.items())
    field = _drop_down(question, options, said["answer"], lambda key: keep(answer=key), words)
    reason.layout.display = "" if said["answer"] == OBJECTION else "none"
    quote = block(Html("<blockquote>{}</blockquote>").format(question.proposal[words.lang]))
    return rows(quote, field, reason)


class _DotLine:
    """One option with its dots; its buttons stay where they are, and so does the focus."""

    def __init__(self, option: Option, most: int, words: Words) -> None:
        self.key = option.key
        self._most = most
        label = option.label[words.lang]
        self.less = button("−", "ot-quiet", "ot-small", tooltip=words("One dot fewer"))
        self.more = button("+", "ot-quiet", "ot-small", tooltip=words("One dot more"))
        self._mark = block(Html(), "ot-dots")
        text = paragraph(label)
        self.widget = classed(w.HBox([text, self.less, self._mark, self.more]), "ot-sticky")

    def listen(self, turn: Callable[[str, int], None]) -> None:
        self.less.on_click(lambda _: turn(self.key, -1))
        self.more.on_click(lambda _: turn(self.key, 1))

    def draw(self, n: int, *, can_add: bool) -> None:
        dots = "●" * n + "○" * (self._most - n)
        self._mark.value = Html("<p aria-label='{}'>{}</p>").format(n, dots)
        self.less.disabled = not n
        self.more.disabled = n >= self._most or not can_add


def _as_number(text: str) -> Answer:
    """Return what was typed as an answer: a number, nothing, or the text that is none."""
    typed = text.strip()
    with suppress(ValueError):
        if isfinite(number := float(typed.replace(",", "."))):
            return {"value": number}
    return {"value": typed} if typed else {}


def _prompt(question: Question, words: Words) -> w.Widget:
    return block(Html("<p><b>{}</b></p>").format(question.prompt[words.lang]))


def _note(option: Option, words: Words) -> str:
    return option.note[words.lang] if option.note else ""


def _options(options: tuple[Option, ...], words: Words) -> list[tuple[str, Any]]:
    named = [(option.label[words.lang], option.key) for option in options]
    return [(words("Please choose …"), ""), *named]


def _drop_down(
    question: Question,
    options: tuple[Option, ...],
    picked: str,
    save: Callable[[str], None],
    words: Words,
) -> w.Widget:
    return choice(question.prompt[words.lang], _options(options, words), picked, save)
