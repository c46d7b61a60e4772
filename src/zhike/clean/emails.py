"""E-mail addresses in one form."""

import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.cleaned import Cleaned, clean_rest, judged

_ADDRESS = r"^[A-Za-z0-9._%+'&-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$"
_PLAIN = r"^[A-Za-z0-9]+(?:[._%+-][A-Za-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}$"
_DOTS = r"^\.|\.\.|\.@"


def clean_emails(column: pl.Series) -> Cleaned:
    """Return addresses with their domain in small letters; masked ones are kept with a warning."""
    if column.dtype != pl.String:
        return _clean_emails(column)
    plain = pl.when(pl.first().str.contains(_PLAIN)).then(pl.first())
    return clean_rest(column, column.to_frame().select(plain).to_series(), _clean_emails)


def _clean_emails(column: pl.Series) -> Cleaned:
    plain = pl.col("text").str.replace(r"(?i)^(?:mailto|e-?mail|邮箱) ?: ?", "")
    cells = read_cells(column).with_columns(plain.str.replace_all(r" ", "").alias("text"))
    masked = pl.col("text").str.contains(r"\*.*@")
    valid = pl.col("text").str.contains(_ADDRESS) & ~pl.col("text").str.contains(_DOTS)
    name, domain = (pl.col("text").str.extract(form) for form in (r"^(.*@)", r"@(.*)$"))
    written = pl.when(masked).then("text").when(valid).then(name + domain.str.to_lowercase())
    reason = (
        pl.when(masked)
        .then(pl.format("邮箱“{}”只有掩码；已有的完整邮箱不会被它覆盖", pl.col("raw")))
        .when(pl.col("text").is_not_null() & ~valid)
        .then(pl.format("邮箱“{}”看不懂，请写成 name@company.com", pl.col("raw")))
    )
    return judged(cells.with_columns(value=written, reason=reason), rule="S3-07")
