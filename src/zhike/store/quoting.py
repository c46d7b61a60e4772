"""Names as SQL writes them; known without loading an engine."""


def quoted(name: str) -> str:
    """Return a name as an SQL identifier that can't end early."""
    return '"' + name.replace('"', '""') + '"'
