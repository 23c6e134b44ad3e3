"""Several files that belong together, written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def lay_down(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, made if it is not there, and return them.

    Everything is written beside the older files before any of them is replaced, so that these
    survive a full disk.

    Args:
        folder: where to.
        contents: name, or place below the folder, to bytes.

    Raises:
        OSError: if they cannot be written; the older ones are then still there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drafts = {folder / f"{name}.draft": content for name, content in contents.items()}
    try:
        for draft, content in drafts.items():
            draft.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(content)
        return [draft.replace(draft.with_suffix("")) for draft in drafts]
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
