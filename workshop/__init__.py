"""One Table: sales and marketing define their words, run them on data, and sign what they agree."""

__all__ = ["__version__", "open_act"]
__version__ = "0.1.0"


def open_act(key: str) -> object:
    """Return the act with this key, drawn as a widget; the one call a notebook makes.

    Where a package that it needs cannot be loaded, a notice says so in its place.

    Args:
        key: one of the keys in `workshop.acts.ACTS`, for example ``"shared_terms"``.
    """
    try:
        from workshop.notebook import open_act as open_  # noqa: PLC0415 - keeps the import light

        return open_(key)
    except ImportError as error:
        from workshop.packages import PlainNotice, unloadable  # noqa: PLC0415 - only needed here

        failure = unloadable(error)
        if failure is None:
            raise
        return PlainNotice(failure)
