"""The rule editor: criteria over readable fields, groups inside groups, and no code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from workshop.terms.rules.entity import fields
from workshop.terms.rules.rule import OPS, Criterion, Group, Op, Rule
from workshop.terms.rules.sentence import OP_LABELS
from workshop.widgets.elements import button, classed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from workshop.crm.schema import Field
    from workshop.words import Words

MAX_NESTING = 2
LIST_OPS = (Op.ANY_OF, Op.NONE_OF)
NUMBER_OPS = (Op.AT_LEAST, Op.AT_MOST)
DAY_OPS = (Op.SINCE, Op.BEFORE)


class CriterionRow:
    """One criterion: field, operator, value, and a way to take it out."""

    def __init__(self, editor: RuleEditor, parent: GroupBox, criterion: Criterion) -> None:
        self.editor = editor
        self.parent = parent
        self.criterion = criterion
        self.widget = classed(w.HBox(), "ot-criterion")
        self._draw()

    def data(self) -> Criterion:
        """Return the criterion as it stands."""
        return self.criterion

    def set_field(self, name: str) -> None:
        """Ask another field; the operator starts at the field's first one."""
        self._change(first_criterion(self.editor.fields[name], self.editor.since))

    def set_op(self, op: Op) -> None:
        """Ask another question of the same field, keeping the value where it fits."""
        kinds = (LIST_OPS, NUMBER_OPS, DAY_OPS)
        keeps = any({op, self.criterion.op} <= set(same) for same in kinds)
        value = self.criterion.value if keeps else default_value(op, self.editor.since)
        self._change(Criterion(field=self.criterion.field, op=op, value=value))

    def set_value(self, value: list[str] | float | date | None) -> None:
        """Hold the field against another value; an emptied date field changes nothing."""
        if value is not None:
            self.criterion = self.criterion.model_copy(update={"value": value})
            self.editor.changed()

    def _change(self, criterion: Criterion) -> None:
        self.criterion = criterion
        self._draw()
        self.editor.changed()

    def _draw(self) -> None:
        remove = button("✕", "ot-quiet", "ot-small", tooltip=self.editor.words("Remove this"))
        remove.on_click(lambda _: self.parent.remove(self))
        value = self._value_widgets()
        self.widget.children = [self._field_box(), self._op_box(), *value, remove]

    def _field_box(self) -> w.Dropdown:
        words = self.editor.words
        options = [(words(field.label), name) for name, field in self.editor.fields.items()]
        box = w.Dropdown(options=options, value=self.criterion.field, description=words("Field"))
        box.observe(lambda change: self.set_field(change["new"]), "value")
        return classed(box, "ot-hidelabel")

    def _op_box(self) -> w.Dropdown:
        words = self.editor.words
        ops = OPS[self.editor.fields[self.criterion.field].kind]
        options = [(words(OP_LABELS[op]), op) for op in ops]
        box = w.Dropdown(options=options, value=self.criterion.op, description=words("Question"))
        box.observe(lambda change: self.set_op(change["new"]), "value")
        return classed(box, "ot-hidelabel", "ot-op")

    def _value_widgets(self) -> list[w.Widget]:
        op, value = self.criterion.op, self.criterion.value
        if op in LIST_OPS:
            return [self._chips(value if isinstance(value, list) else [])]
        if op in NUMBER_OPS:
            box = w.FloatText(value=value, step=1, description=self.editor.words("Value"))
        elif op in DAY_OPS:
            box = w.DatePicker(value=value, description=self.editor.words("Day"))
        else:
            return []
        box.observe(lambda change: self.set_value(change["new"]), "value")
        return [classed(box, "ot-hidelabel", "ot-value")]

    def _chips(self, chosen: list[str]) -> w.Box:
        field = self.editor.fields[self.criterion.field]
        known = [value for value, _ in field.choices] or self.editor.values(field.name)
        values = list(dict.fromkeys([*known, *chosen]))
        boxes = [
            w.Checkbox(
                value=value in chosen,
                description=self.editor.words(field.choice_label(value)),
                indent=False,
            )
            for value in values
        ]
        for box in boxes:
            picked = zip(values, boxes, strict=True)
            box.observe(self._picker(list(picked)), "value")
        return classed(w.Box(boxes), "ot-chips")

    def _picker(self, boxes: list[tuple[str, w.Checkbox]]) -> Callable[[Any], None]:
        return lambda _: self.set_value([value for value, box in boxes if box.value])


class GroupBox:
    """A group of criteria of which all or any must hold."""

    def __init__(
        self, editor: RuleEditor, parent: GroupBox | None, group: Group, depth: int = 1
    ) -> None:
        self.editor = editor
        self.parent = parent
        self.match: Any = group.match
        self.depth = depth
        self.parts: list[CriterionRow | GroupBox] = [self._part(part) for part in group.criteria]
        self.widget = classed(w.VBox(), "ot-group", f"ot-depth-{depth}")
        self._draw()

    def data(self) -> Group:
        """Return the group as it stands."""
        return Group(match=self.match, criteria=[part.data() for part in self.parts])

    def add_criterion(self) -> None:
        """Add a criterion on the first field."""
        self._add(CriterionRow(self.editor, self, self.editor.first()))

    def add_group(self) -> None:
        """Add a group of the other kind: all inside any, any inside all."""
        other: Any = "any" if self.match == "all" else "all"
        group = Group(match=other, criteria=[self.editor.first()])
        self._add(GroupBox(self.editor, self, group, self.depth + 1))

    def remove(self, part: CriterionRow | GroupBox) -> None:
        """Take a criterion or a group out."""
        self.parts.remove(part)
        self._draw()
        self.editor.changed()

    def set_match(self, match: str) -> None:
        """Ask for all, or for any of the criteria."""
        self.match = match
        self.editor.changed()

    def _part(self, part: Criterion | Group) -> CriterionRow | GroupBox:
        if isinstance(part, Group):
            return GroupBox(self.editor, self, part, self.depth + 1)
        return CriterionRow(self.editor, self, part)

    def _add(self, part: CriterionRow | GroupBox) -> None:
        self.parts.append(part)
        self._draw()
        self.editor.changed()

    def _draw(self) -> None:
        body = classed(w.VBox([part.widget for part in self.parts]), "ot-group-body")
        self.widget.children = [self._match_box(), body, self._buttons()]

    def _match_box(self) -> w.Dropdown:
        words = self.editor.words
        options = [
            (words("All of these must apply"), "all"),
            (words("One of these is enough"), "any"),
        ]
        box = w.Dropdown(options=options, value=self.match, description=words("How"))
        box.observe(lambda change: self.set_match(change["new"]), "value")
        return classed(box, "ot-hidelabel", "ot-match")

    def _buttons(self) -> w.HBox:
        words = self.editor.words
        more = button(words("+ Criterion"), "ot-quiet")
        more.on_click(lambda _: self.add_criterion())
        buttons = [more]
        if self.depth < MAX_NESTING:
            group = button(words("+ Group"), "ot-quiet")
            group.on_click(lambda _: self.add_group())
            buttons.append(group)
        if self.parent is not None:
            parent, out = self.parent, button(words("Remove this group"), "ot-quiet")
            out.on_click(lambda _: parent.remove(self))
            buttons.append(out)
        return w.HBox(buttons)


class RuleEditor:
    """Edits one rule.

    Args:
        rule: what it shows at first.
        save: gets the whole rule after each change.
        words: the language.
        present: columns the data has; fields beyond them are not offered.
        values: gives the values a field without a list of choices has in the data.
        since: the day a new date criterion starts with.
    """

    def __init__(
        self,
        rule: Rule,
        save: Callable[[Rule], None],
        words: Words,
        *,
        present: Collection[str],
        values: Callable[[str], list[str]],
        since: date,
    ) -> None:
        self.words = words
        self.values = values
        self.since = since
        self.entity = rule.entity
        asked = set(rule.field_names())
        self.fields: dict[str, Field] = {
            name: field
            for name, field in fields(rule.entity).items()
            if name in present or name in asked
        }
        self._save = save
        self.root = GroupBox(self, None, rule.where)
        self.widget = classed(w.VBox([self.root.widget]), "ot-editor")

    @property
    def rule(self) -> Rule:
        """The rule as it stands."""
        return Rule(entity=self.entity, where=self.root.data())

    def first(self) -> Criterion:
        """Return the criterion that a new row shows."""
        return first_criterion(next(iter(self.fields.values())), self.since)

    def changed(self) -> None:
        """Hand the rule on."""
        self._save(self.rule)

    def load(self, rule: Rule) -> None:
        """Show another rule, for example a template."""
        self.root = GroupBox(self, None, rule.where)
        self.widget.children = [self.root.widget]
        self.changed()


def default_value(op: Op, since: date) -> list[str] | float | date | None:
    """Return the value a new criterion starts with; `since` is the first day to offer."""
    if op in LIST_OPS:
        return []
    if op in NUMBER_OPS:
        return 1.0
    return since if op in DAY_OPS else None


def first_criterion(field: Field, since: date) -> Criterion:
    """Return the first question one would ask of a field; `since` is the first day to offer."""
    op = OPS[field.kind][0]
    return Criterion(field=field.name, op=op, value=default_value(op, since))
