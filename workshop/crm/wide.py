"""Columns that stand side by side and are one field: one for each channel, or month."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Wide(BaseModel):
    """Columns that are one field, written side by side.

    Attributes:
        field: the canonical field that their cells hold.
        columns: of the export; each filled cell of them becomes a row.
        names: the canonical field that their headers hold, empty where the headers are not kept.
        confirmed: whether they are that field for sure, or a person has said so.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    columns: tuple[str, ...] = Field(min_length=1)
    names: str = ""
    confirmed: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """The canonical fields that they hold."""
        return (self.field, self.names) if self.names else (self.field,)

    @property
    def named(self) -> str:
        """The columns as a question names them."""
        return ", ".join(self.columns)
