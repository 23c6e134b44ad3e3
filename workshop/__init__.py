"""One Table: sales and marketing define their words, run them on data, and sign what they agree."""

__all__ = ["__version__", "open_act"]
__version__ = "0.1.0"


def open_act(key: str) -> object:
    """Return the act with this key, drawn as a widget; the one call a notebook makes.

    Args:
        key: one of the keys in `workshop.acts.ACTS`, for example ``"shared_terms"``.
    """
    from workshop.activities import open_act as open_  # noqa: PLC0415 - keeps the import light

    return open_(key)
