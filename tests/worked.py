"""The worked examples of the source documents, read from their file."""

import json
from pathlib import Path
from typing import Any

CASES = json.loads((Path(__file__).parent / "worked_examples.json").read_text("utf-8"))["cases"]


def cases(*rules: str) -> list[dict[str, Any]]:
    """Return the cases of the given rules, all kinds, in the file's order."""
    return [case for case in CASES if case["rule"] in rules]
