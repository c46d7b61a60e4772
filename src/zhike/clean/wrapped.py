"""Marks that say nothing: around a whole cell, and what other programs leave inside it."""

import polars as pl

_PAIRS = (
    r"""^=?(?:"([^"]*)"|'([^']*)'|“([^”]*)”|【([^】]*)】|\[([^\]]*)\]"""
    r"""|#([^#]*)#|\*([^*]+)\*|‘([^’]*)’|「([^」]*)」|『([^』]*)』|《([^》]*)》|<([^>]*)>|\{([^}]*)\})$"""
)
_COUNT = 13
_STOP = r"^[:;、。•]+ ?|[;、。]+$"
_COMMA = r"^([^,]+),$"  # in 1,200, it groups digits wrongly
_TAG = "(?:br|p|b|i|u|a|em|strong|span|div|font|table|tbody|td|tr|th|li|ul|ol|o:p)"
_LEFT_BEHIND = rf"(?i)</?{_TAG}(?: [^<>]*)?/?>|_x000[0-9a-f]_|&(?:nbsp|ensp|emsp|thinsp);|\\[rnt]"
_ENTITIES = {
    "&amp;": "&", "&quot;": '"', "&#34;": '"', "&apos;": "'", "&#39;": "'", "&lt;": "<",
    "&gt;": ">", "&yen;": "¥", "&#165;": "¥", "&middot;": "·", "&#160;": " ",
}  # fmt: skip
_MARKED = r"[<&\\_]"


def restored(text: pl.Expr) -> pl.Expr:
    r"""Return text without what pages and XML left in it: <br>, &nbsp;, _x000D_, a written \n."""
    bare = text.str.replace_many(_ENTITIES, ascii_case_insensitive=True).str.replace_all(
        _LEFT_BEHIND, " "
    )
    plain = bare.str.replace_all(" {2,}", " ").str.strip_chars()
    return pl.when(text.str.contains(_MARKED)).then(plain).otherwise(text)


def unwrapped(text: pl.Expr) -> pl.Expr:
    """Return folded text without the marks around all of it, and without a stop at its ends."""
    inside = text.str.replace(_PAIRS, "".join(f"${at}" for at in range(1, _COUNT + 1)))
    return inside.str.replace_all(_STOP, "").str.replace(_COMMA, "$1").str.strip_chars()


STEPS = (restored, unwrapped)
