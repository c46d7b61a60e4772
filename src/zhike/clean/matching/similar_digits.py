"""Jaro's likeness of two numbers, as DuckDB reckons it."""


def jaro(one: str, other: str) -> float:
    """Return how alike two texts of digits are, from 0 to 1 (Jaro 1989)."""
    reach = max(max(len(one), len(other)) // 2 - 1, 0)
    taken = [False] * len(other)
    met = []
    for at, digit in enumerate(one):
        for there in range(max(at - reach, 0), min(at + reach + 1, len(other))):
            if not taken[there] and other[there] == digit:
                taken[there] = True
                met.append(digit)
                break
    if not met:
        return 0.0
    crossed = sum(a != b for a, b in zip(met, _taken(other, taken), strict=True)) // 2
    share = len(met)
    return (share / len(one) + share / len(other) + (share - crossed) / share) / 3


def _taken(text: str, taken: list[bool]) -> list[str]:
    return [digit for digit, was in zip(text, taken, strict=True) if was]
