"""Messages that reach `words` by a name and were never marked: they have no German.

Read from the source of one module: what a name was given there, in its function or around it, as
an argument or by default, and what stands in the tuples and dictionaries it is taken from. What
comes from another module or from a record is not followed.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from support.source.catalogue import KEYWORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMS = {"words": 1, "_words": 1, "both": 1, "plural": 2, "Words": 1}
"""Calls that say a message, and how many arguments are one; `Words` is ``Words("de")(…)``."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)
SAME = ("sorted", "reversed", "list", "tuple", "set", "dict", "frozenset", "MappingProxyType")
"""Calls whose result holds what their first argument holds."""
EACH, KEPT = "each", "kept"
"""Steps into a container: what a loop over it gives, and what a subscript does."""
DEEPEST = 6
"""Steps that are followed; what is given a part of itself has no end of them."""
Path = tuple[str | int, ...]


class Given(NamedTuple):
    """What a name is given: the part of an expression that a path leads to."""

    value: ast.expr
    path: Path = ()


Names = dict[str, list[Given]]


def unmarked(source: str) -> list[str]:
    """Return what a module says without having marked it, each with its line."""
    found = _Module(ast.parse(source)).unmarked()
    return [f"{line}: {text}" for line, text in sorted(set(found))]


class _Module:
    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree

    def unmarked(self) -> list[tuple[int, str]]:
        return [
            (text.lineno, str(text.value))
            for scope, names in self._scopes(self._tree, ())
            for form, said in _said(scope)
            for text in self._texts(Given(said), names, frozenset())
            # A literal that is said on the spot is marked by that.
            if text is not said or form not in KEYWORDS
        ]

    def _scopes(
        self, node: ast.AST, around: tuple[Names, ...]
    ) -> Iterator[tuple[ast.AST, tuple[Names, ...]]]:
        """Yield this and all functions in it, each with the names it knows, the nearest last."""
        names = (*around, self._names(node))
        yield node, names
        for one in _own(node):
            if isinstance(one, (*FUNCTIONS, ast.ClassDef)):
                # A class's own names are not known in its methods.
                yield from self._scopes(one, around if isinstance(node, ast.ClassDef) else names)

    def _names(self, scope: ast.AST) -> Names:
        """Return what the names of a scope are given in it, and its arguments by its calls."""
        found = [item for node in _own(scope) for item in _bound(node)]
        if isinstance(scope, FUNCTIONS):
            found += _by_default(scope.args)
        if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            found += self._by_call(scope.name, scope.args)
        return _together(found)

    def _by_call(self, name: str, named: ast.arguments) -> Iterator[tuple[str, list[Given]]]:
        places = [one.arg for one in (*named.posonlyargs, *named.args)]
        known = [*places, *(one.arg for one in named.kwonlyargs)]
        places = places[1:] if places[:1] in (["self"], ["cls"]) else places
        for call in self._calls[name]:
            yield from (
                (place, [Given(one)]) for place, one in zip(places, call.args, strict=False)
            )
            yield from ((k.arg, [Given(k.value)]) for k in call.keywords if k.arg in known)

    @cached_property
    def _calls(self) -> dict[str, list[ast.Call]]:
        found = defaultdict(list)
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call):
                found[_name_of(node.func)].append(node)
        return found

    @cached_property
    def _attributes(self) -> Names:
        """What classes and their methods give to attributes, whichever class it is."""
        nodes = [*ast.walk(self._tree)]
        named = [_bound(one) for c in nodes if isinstance(c, ast.ClassDef) for one in _own(c)]
        own = [_bound(node, own=True) for node in nodes]
        return _together(item for items in (*named, *own) for item in items)

    def _texts(
        self, given: Given, scopes: tuple[Names, ...], seen: frozenset[Given]
    ) -> Iterator[ast.Constant]:
        """Yield the texts that may stand where this is given."""
        if given in seen or len(given.path) > DEEPEST:
            return
        value, path = given
        if isinstance(value, ast.Constant):
            if not path and isinstance(value.value, str) and _has_words(value.value):
                yield value
            return
        named: list[Given] = []
        if isinstance(value, ast.Name):
            named = next((names[value.id] for names in scopes[::-1] if value.id in names), [])
        elif isinstance(value, ast.Attribute) and _is_own(value):
            named = self._attributes.get(value.attr, [])
        steps = [Given(one.value, (*one.path, *path)) for one in named]
        for one in (*steps, *_inside(given)):
            yield from self._texts(one, scopes, seen | {given})


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in a scope itself; of functions and classes in it only that they do."""
    for child in ast.iter_child_nodes(scope):
        yield child
        if not isinstance(child, (*FUNCTIONS, ast.ClassDef)):
            yield from _own(child)


def _said(scope: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield what a scope says as a message, with the call that says it."""
    for node in _own(scope):
        if isinstance(node, ast.Call):
            made = isinstance(node.func, ast.Call)
            name = _name_of(node.func.func if isinstance(node.func, ast.Call) else node.func)
            if made is (name == "Words"):
                yield from ((name, said) for said in node.args[: FORMS.get(name, 0)])


def _name_of(called: ast.expr) -> str:
    return str(getattr(called, "attr", getattr(called, "id", "")))


def _by_default(named: ast.arguments) -> Iterator[tuple[str, list[Given]]]:
    """Yield all arguments, which hide what has their name further out, with their defaults."""
    plain = [*named.posonlyargs, *named.args]
    yield from ((one.arg, []) for one in (*plain, *named.kwonlyargs))
    usual = [
        *zip(plain[::-1], named.defaults[::-1], strict=False),
        *zip(named.kwonlyargs, named.kw_defaults, strict=True),
    ]
    yield from ((one.arg, [Given(value)]) for one, value in usual if value)


def _bound(node: ast.AST, *, own: bool = False) -> list[tuple[str, list[Given]]]:
    """Return what a statement gives to which names, or to which attributes of ``self``."""
    if isinstance(node, ast.Assign):
        pairs = [(target, Given(node.value)) for target in node.targets]
    elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and node.value:
        pairs = [(node.target, Given(node.value))]
    elif isinstance(node, LOOPS):
        pairs = [(node.target, Given(node.iter, (EACH,)))]
    else:
        return []
    return [item for target, given in pairs for item in _targets(target, given, own=own)]


def _targets(target: ast.expr, given: Given, *, own: bool) -> Iterator[tuple[str, list[Given]]]:
    if isinstance(target, ast.Tuple | ast.List):
        for place, one in enumerate(target.elts):
            yield from _targets(one, Given(given.value, (*given.path, place)), own=own)
    elif own and isinstance(target, ast.Attribute) and _is_own(target):
        yield target.attr, [given]
    elif not own and isinstance(target, ast.Name):
        yield target.id, [given]


def _inside(given: Given) -> Iterator[Given]:
    """Yield the parts of an expression that a path leads to, a step further."""
    value, path = given
    match value:
        case ast.IfExp():
            yield from (Given(one, path) for one in (value.body, value.orelse))
        case ast.BoolOp():
            yield from (Given(one, path) for one in value.values)
        case ast.BinOp(op=ast.Add() | ast.BitOr()):
            yield from (Given(one, path) for one in (value.left, value.right))
        case ast.NamedExpr():
            yield Given(value.value, path)
        case ast.Subscript():
            yield Given(value.value, (KEPT, *path))
        case ast.Call():
            yield from _called(value, path)
        case _ if path:
            yield from (Given(one, path[1:]) for one in _step(value, path[0]))


def _step(value: ast.expr, step: str | int) -> list[ast.expr]:
    """Return what one step into a container may lead to."""
    match value:
        case ast.Tuple() | ast.List() | ast.Set():
            return [one for place, one in enumerate(value.elts) if step in (EACH, KEPT, place)]
        case ast.Dict():
            return [*filter(None, value.keys)] if step == EACH else value.values
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            return [value.elt]
        case ast.DictComp():
            return [value.key if step == EACH else value.value]
    return []


def _called(call: ast.Call, path: Path) -> Iterator[Given]:
    """Yield what a call takes its result from, for the few that only pass things on."""
    match call.func, path:
        case ast.Attribute(value=whole, attr="get" | "pop"), _:
            yield Given(whole, (KEPT, *path))
            yield from (Given(one, path) for one in call.args[1:])
        case ast.Attribute(value=whole, attr="values"), (_, *rest):
            yield Given(whole, (KEPT, *rest))
        case ast.Attribute(value=whole, attr="items"), (_, int(place), *rest):
            yield Given(whole, (KEPT if place else EACH, *rest))
        case ast.Name(id="enumerate"), (_, 1, *rest):
            yield Given(call.args[0], (EACH, *rest))
        case ast.Name(id="zip"), (_, int(place), *rest) if place < len(call.args):
            yield Given(call.args[place], (EACH, *rest))
        case ast.Name(id=name), _ if name in SAME and call.args:
            yield Given(call.args[0], path)


def _is_own(value: ast.Attribute) -> bool:
    return isinstance(value.value, ast.Name) and value.value.id in ("self", "cls")


def _has_words(text: str) -> bool:
    """Return whether a text says something by itself, beside what fills its places."""
    return any(sign.isalpha() for sign in re.sub(r"\{.*?\}", "", text))


def _together(items: Iterable[tuple[str, list[Given]]]) -> Names:
    found: Names = {}
    for name, given in items:
        found.setdefault(name, []).extend(given)
    return found
