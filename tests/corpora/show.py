"""Print how right the cleaners are; of corpora named, the failing cases of the seen half too."""

import sys
from collections.abc import Iterator, Sequence

from corpora.answers import ANSWERS
from corpora.scoring import RIGHT, half, rows_of, scored


def told(names: Sequence[str]) -> Iterator[str]:
    """Give the counts of each corpus, and what failed of the half that may be looked at."""
    for name in names or ANSWERS:
        rows = rows_of(name)
        given = ANSWERS[name](rows)
        counts = scored(rows, [one for one, _ in given])
        yield f"{name}: " + "; ".join(f"{side} {said}" for side, said in counts.items())
        for row, (one, said) in zip(rows, given, strict=True) if names else ():
            if one != RIGHT and half(row) == "seen":
                yield f"  {one}: {list(row.values())} <- {said}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in told(sys.argv[1:]))
