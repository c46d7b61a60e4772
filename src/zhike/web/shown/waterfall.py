"""Why two customers may be one, as bars that start where strangers stand and end at the sum."""

from typing import Any

from django.utils.translation import gettext as _

from zhike.records.match.found import Pair
from zhike.web.shown.merge import sure_said

WIDTH = 100.0
_LEAST_BAR = 0.6  # so that a small weight can still be seen


def waterfall(pair: Pair) -> dict[str, Any]:
    """Return the bars of a pair: each from where the one before ended, in parts of 100.

    `zero` is where both answers are equally likely; right of it the two are rather one.
    """
    steps = [(_("任意两家"), pair.start_bits), *((one.said, one.weight) for one in pair.evidence)]
    ends = [0.0]
    for _said, bits in steps:
        ends.append(ends[-1] + bits)
    low, high = min(ends), max(ends)
    scale = WIDTH / ((high - low) or 1.0)
    place = [(end - low) * scale for end in ends]
    return {
        "zero": round(-low * scale, 2),
        "bars": [
            _bar(said, bits, place[at], place[at + 1]) for at, (said, bits) in enumerate(steps)
        ],
        "total": bits_said(pair.weight),
        "sure": sure_said(pair.probability),
        "veto": pair.veto,
        "relation": pair.relation,
        "rules": pair.rules,
    }


def _bar(said: str, bits: float, start: float, end: float) -> dict[str, Any]:
    left, right = sorted((start, end))
    return {
        "said": said,
        "bits": bits_said(bits),
        "against": bits < 0,
        "x": round(min(left, WIDTH - _LEAST_BAR), 2),
        "width": round(max(right - left, _LEAST_BAR), 2),
    }


def bits_said(bits: float) -> str:
    """Return a weight with its sign: +21.3, −21.7."""
    return f"{bits:+.1f}".replace("-", "−")
