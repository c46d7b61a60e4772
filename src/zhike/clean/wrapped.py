"""Marks that say nothing: around a whole cell, and what other programs leave inside it."""

import re

_AROUND = (
    '"([^"]*)"', "'([^']*)'", "“([^”]*)”", "【([^】]*)】", r"\[([^\]]*)\]", "#([^#]*)#",
    r"\*([^*]+)\*", "‘([^’]*)’", "「([^」]*)」", "『([^』]*)』", "《([^》]*)》", "<([^>]*)>",
    r"\{([^}]*)\}",
)  # fmt: skip
_PAIRS = re.compile(rf"^=?(?:{'|'.join(_AROUND)})$")
_STOPS = re.compile(r"^[:;、。•]+ ?|[;、。]+$")
_LAST = ";、。,.*!★☆√✓"
_COMMA = re.compile(r"^([^,]+),$")  # in 1,200, it groups digits wrongly
_TAG = "(?:br|p|b|i|u|a|em|strong|span|div|font|table|tbody|td|tr|th|li|ul|ol|o:p)"
_LEFT_BEHIND = re.compile(
    rf"</?{_TAG}(?: [^<>]*)?/?>|_x000[0-9a-f]_|&(?:nbsp|ensp|emsp|thinsp);|\\[rnt]", re.IGNORECASE
)
_ENTITIES = {
    "&amp;": "&", "&quot;": '"', "&#34;": '"', "&apos;": "'", "&#39;": "'", "&lt;": "<",
    "&gt;": ">", "&yen;": "¥", "&#165;": "¥", "&middot;": "·", "&#160;": " ",
}  # fmt: skip
_ENTITY = re.compile("|".join(_ENTITIES), re.IGNORECASE | re.ASCII)
_MARKED = re.compile(r"[<&\\_]")
_BLANKS = re.compile(" {2,}")


def restored(text: str) -> str:
    r"""Return text without what pages and XML left in it: <br>, &nbsp;, _x000D_, a written \n."""
    if not _MARKED.search(text):
        return text
    bare = _ENTITY.sub(lambda found: _ENTITIES[found[0].lower()], text)
    return _BLANKS.sub(" ", _LEFT_BEHIND.sub(" ", bare)).strip()


def unwrapped(text: str) -> str:
    """Return folded text without the marks around all of it, and without a stop at its ends."""
    if is_bare(text):
        return text
    around = _PAIRS.match(text)
    inside = around[around.lastindex or 0] if around else text
    return _COMMA.sub(r"\1", _STOPS.sub("", inside)).strip()


def is_bare(text: str) -> bool:
    """Say whether a text begins with a letter or a figure and ends without a stop or a mark."""
    return text[:1].isalnum() and text[-1:] not in _LAST
