"""The SQL that finds what may differ in the snapshot since a revision, for `Extract.touched_sql`.

A row is touched when it was written since, or was born in a batch accepted since: a snapshot made
while the batch was still being taken in left it out. A customer's rows are touched with it, since
they come and go with it.
"""

ACCEPTED = "SELECT id FROM batch WHERE accepted_rev > {token}"
TOUCHED_CUSTOMERS = (
    "SELECT id FROM customer WHERE rev > {token} "  # noqa: S608 - fixed names
    f"UNION SELECT id FROM customer WHERE born_batch_id IN ({ACCEPTED})"
)


def touched(table: str, *, key: str) -> str:
    """Return the ids of the touched rows of a table of kept rows, as a column named `key`."""
    rows = f"SELECT id AS {key} FROM {table}"  # noqa: S608 - fixed names
    return f"{rows} WHERE rev > {{token}} UNION {rows} WHERE born_batch_id IN ({ACCEPTED})"


def touched_child(table: str, *, key: str) -> str:
    """Return the ids of a table of customers' rows that are touched or whose customer is."""
    of_customers = f"SELECT id FROM {table} WHERE customer_id IN ({TOUCHED_CUSTOMERS})"  # noqa: S608
    return f"{touched(table, key=key)} UNION {of_customers}"


def customers_touched_by(table: str) -> str:
    """Return the customers of the touched rows of a table."""
    return f"SELECT customer_id FROM {table} WHERE id IN ({touched(table, key='id')})"  # noqa: S608


def touched_parent(table: str, *, parent: str, key: str = "id") -> str:
    """Return the ids of a table's rows whose other customer, named by `parent`, is touched."""
    rows = f"SELECT id AS {key} FROM {table}"  # noqa: S608 - fixed names
    return f"{rows} WHERE {parent} IN ({TOUCHED_CUSTOMERS})"
