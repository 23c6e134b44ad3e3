"""Columns of an export that are read together: one is written as a text, several as a list."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer


def _listed(names: object) -> object:
    return (names,) if isinstance(names, str) else names


def _single(names: tuple[str, ...]) -> str | list[str]:
    return names[0] if len(names) == 1 else list(names)


Columns = Annotated[tuple[str, ...], BeforeValidator(_listed), PlainSerializer(_single)]
