"""Invented 统一社会信用代码 whose check digit is right (GB 32100)."""

from random import Random

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, at, 31) for at in range(17))
_NOWHERE = "009900"  # an authority that does not exist, so that the code is nobody's


def credit_code(dice: Random) -> str:
    """Return a code of an authority that does not exist."""
    body = "91" + _NOWHERE + "MA" + "".join(dice.choice(_LETTERS) for _ in range(7))
    total = sum(
        _LETTERS.index(letter) * weight for letter, weight in zip(body, _WEIGHTS, strict=True)
    )
    return body + _LETTERS[(31 - total % 31) % 31]
