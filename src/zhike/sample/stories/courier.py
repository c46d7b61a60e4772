"""Finding 2: since the courier changed, parcels come late, and who complains twice buys half."""

# 万 of the last twelve months, orders of the half year before and of the last.
LARGE = (
    (235, 14, 7), (150, 12, 6), (120, 11, 6), (95, 10, 5), (85, 9, 5), (75, 9, 5), (65, 8, 4),
    (55, 8, 4), (45, 7, 4), (40, 7, 4), (30, 6, 3), (25, 6, 3), (18, 6, 3), (12, 5, 3),
)  # fmt: skip
SMALL = (
    *((6.2 - 0.25 * at, 5, 2) for at in range(4)),
    *((4.6 - 0.2 * at, 5 if at < 6 else 4, 2 if at < 10 else 3) for at in range(16)),
)
TOPIC = "物流时效"
RECENT, FORMER, OLDER = 96, 11, 27  # complaints of the topic
PER_BUYER = (3, 2)  # how many such complaints each of the buyers makes, in turn
SINGLE = 11  # who complained once
SILENT = 9  # of the large ones, not followed for thirty days


def is_told(story: str) -> bool:
    """Say whether a customer belongs to this finding."""
    return story.startswith("快递")
