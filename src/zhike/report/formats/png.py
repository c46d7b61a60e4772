"""The report as one long picture of 750 px, readable in a chat on a phone."""

from pathlib import Path

from zhike.report.assets import Assets
from zhike.report.document import Document
from zhike.report.setting import set_document


def write(document: Document, path: Path, assets: Assets) -> None:
    """Write the picture."""
    path.write_bytes(set_document(document, assets, look="long", format="png"))
