"""Marks around the whole cell, as exports and copying leave them."""

from zhike.clean.wrapped import restored, unwrapped

ID = "S0-08.wrappers"
DOES = "去掉整格两边的引号、括号和标点"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    '="2022-03-04"': "2022-03-04",
    "【2022-03-04】": "2022-03-04",
}


def plainly(text: str) -> str:
    """Return the text alone."""
    return unwrapped(restored(text))
