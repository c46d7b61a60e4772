"""The report as PDF: A4, set by typst with the shipped font."""

from pathlib import Path

from zhike.report.assets import Assets
from zhike.report.document import Document
from zhike.report.setting import set_document


def write(document: Document, path: Path, assets: Assets) -> None:
    """Write the PDF."""
    path.write_bytes(set_document(document, assets, look="page", format="pdf"))
