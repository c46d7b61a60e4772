"""Change between two periods (环比, 同比), empty where there is nothing to compare with."""

from zhike.reckon.shares import Number, exact


def relative_change(now: Number | None, before: Number | None) -> float | None:
    """Return (now − before) ÷ before, e.g. 880,000 after 1,000,000 → −0.12 (S3-40).

    None where either is missing, and where the earlier value is zero or below: a change relative
    to nothing, or to a net refund, has no meaning.
    """
    if now is None or before is None or before <= 0:
        return None
    return float((exact(now) - exact(before)) / exact(before))


def point_change(now: Number | None, before: Number | None) -> float | None:
    """Return now − before for two shares, in 百分点 as a share: 45% after 40% → 0.05 (S3-33)."""
    if now is None or before is None:
        return None
    return float(exact(now) - exact(before))
