"""Marks around the whole cell, as exports and copying leave them."""

from zhike.clean.forms import rewriting
from zhike.clean.wrapped import is_bare, restored, unwrapped

ID = "S3-07.wrappers"
DOES = "去掉整格两边的引号、括号和标点"
VERSION = 2
CONFIDENCE = 1.0
EXAMPLES = {
    '="13912345679"': "13912345679",
    '"0755-82995778"': "0755-82995778",
    "：13912345679": "13912345679",
    "【手机】13912345679": "13912345679",
    "[+86] 13912345679": "13912345679",
    "【021】69995778": "021-69995778",
    "=13912345679": "13912345679",
    "• 13912345679": "13912345679",
    "13912345679*": "13912345679",
    "13912345679<br>": "13912345679",
    '<a href="tel:13912345679">拨打</a>': "13912345679",
}

_unlinked = rewriting({r"^<A [^<>]*TEL:([0-9+-]+)[^<>]*>[^0-9]*$": r"\1"})
_unmarked = rewriting(
    {
        r"^[=*•●★☆√✓#>-] ?([0-9+(])": r"\1",
        r"([0-9])[*!.★☆√✓]+$": r"\1",  # a footnote
        r"^[【\[]\+?([^】\]0-9]{1,6})[】\]] ?": "",
        r"^[【\[〔{](\+86|0[0-9]{2,3})[】\]〕}] ?([0-9])": r"\1 \2",
    }
)


def plainly(text: str) -> str:
    """Return the number without the marks around it, or the one that a link calls."""
    alone = restored(text if is_bare(text) else _unlinked(text))
    return alone if is_bare(alone) else _unmarked(unwrapped(alone))
