"""The SQL condition that leaves out tombstones and batches still being taken in."""


def settled(alias: str) -> str:
    """Return the condition for a table alias; the same words run on SQLite and PostgreSQL."""
    pending = "SELECT id FROM batch WHERE state = '接收中'"
    return (
        f"{alias}.gone_at IS NULL AND "
        f"({alias}.born_batch_id IS NULL OR {alias}.born_batch_id NOT IN ({pending}))"
    )
