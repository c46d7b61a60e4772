"""What an example of a rule about invalid customers is."""

from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], str | None]
"""A row, what the playbook says, and the sentence that is expected (None: a real customer)."""
