"""Marks around a whole cell that say nothing: ="…" of exports, quotes, brackets, a stop."""

import polars as pl

_PAIRS = r"""^=?(?:"([^"]*)"|'([^']*)'|“([^”]*)”|【([^】]*)】|\[([^\]]*)\])$"""
_STOP = r"^[:;、。]+\s?|[;、。]+$"
_COMMA = r"^([^,]+),$"  # in 1,200, it groups digits wrongly


def unwrapped(text: pl.Expr) -> pl.Expr:
    """Return folded text without the marks around all of it, and without a stop at its ends."""
    parts = text.str.extract_groups(_PAIRS).struct
    inside = pl.coalesce(*(parts.field(str(at)) for at in range(1, 6)), text)
    return inside.str.replace_all(_STOP, "").str.replace(_COMMA, "$1").str.strip_chars()
