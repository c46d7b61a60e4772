"""Numbers that check themselves: 统一社会信用代码 (GB 32100) and 身份证号 (GB 11643)."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.cleaned import Cleaned, judged

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100 leaves out I, O, S, V and Z
_CREDIT_CODE = rf"^[1-9A-HJ-NPQRTUWXY][1-9]\d{{6}}[{_LETTERS}]{{10}}$"
_CREDIT_WEIGHTS = np.array([pow(3, at, 31) for at in range(17)], dtype=np.int64)
_ID_NUMBER = r"^[1-9]\d{5}(?:18|19|20)\d{9}[\dX]$"
_ID_WEIGHTS = np.array([pow(2, 17 - at, 11) for at in range(17)], dtype=np.int64)
_ID_CHECKS = np.frombuffer(b"10X98765432", np.uint8)
_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]"
_PLACES = np.array([_LETTERS.find(chr(code)) for code in range(256)], dtype=np.int64)
_DAMAGED = r"^\d+(?:\.\d+)?E\+?\d+$|^\d{15}0{3}$"
_MASKED = r"\*"

Letters = npt.NDArray[np.uint8]  # one row of 18 ASCII codes a number
Right = npt.NDArray[np.bool_]
Check = Callable[[Letters], Right]


def clean_credit_codes(column: pl.Series) -> Cleaned:
    """Return 统一社会信用代码 in capitals; a wrong check digit gives a reason (VAL-USCC)."""
    cells = _read(column)
    valid = _checked(cells["text"], _CREDIT_CODE, _credit_check)
    reason = (
        pl.when(pl.col("text").str.contains(r"^\d{15}$|^\d{13}$"))
        .then(_said("是旧的工商注册号，请填 18 位统一社会信用代码"))
        .when(pl.col("text").str.len_chars() != 18)
        .then(_length("统一社会信用代码"))
        .when(~pl.col("text").str.contains(_CREDIT_CODE))
        .then(_said("里有统一社会信用代码不用的字符，请核对（没有 I、O、S、V、Z）"))
        .otherwise(_said("的校验位不对，请核对统一社会信用代码"))
    )
    return _judged(cells, valid, reason, "VAL-USCC")


def clean_id_numbers(column: pl.Series) -> Cleaned:
    """Return 身份证号 whose province, birth date and check digit are right (VAL-ID)."""
    cells = _read(column)
    valid = _checked(cells["text"], _ID_NUMBER, _id_check) & _plausible(cells["text"])
    reason = (
        pl.when(pl.col("text").str.contains(r"^\d{15}$"))
        .then(_said("是旧的 15 位身份证号，请填 18 位"))
        .when(pl.col("text").str.len_chars() != 18)
        .then(_length("身份证号"))
        .otherwise(_said("不是有效的身份证号，请核对"))
    )
    return _judged(cells, valid, reason, "VAL-ID")


def is_credit_code(text: str) -> bool:
    """Say whether one text is a valid 统一社会信用代码."""
    return clean_credit_codes(pl.Series([text])).values.item() is not None


def is_id_number(text: str) -> bool:
    """Say whether one text is a valid 身份证号."""
    return clean_id_numbers(pl.Series([text])).values.item() is not None


def _read(column: pl.Series) -> pl.DataFrame:
    text = pl.col("text").str.to_uppercase().str.replace_all(r"[\s-]", "")
    return read_cells(column).with_columns(text.alias("text"))


def _judged(cells: pl.DataFrame, valid: pl.Series, reason: pl.Expr, rule: str) -> Cleaned:
    damaged = pl.col("text").str.contains(_DAMAGED)
    lost = _said("被存成了数字，末几位已丢失；请把这一列设成文本后重新填写")
    masked = pl.col("text").str.contains(_MASKED)
    said = (
        pl.when(pl.col("value").is_not_null() | pl.col("text").is_null())
        .then(None)
        .when(damaged)
        .then(lost)
        .when(masked)
        .then(_said("只有掩码，没有完整号码"))
        .otherwise(reason)
    )
    severity = pl.when(masked).then(pl.lit("warn"))
    read = cells.with_columns(value=pl.when(valid).then("text"))
    return judged(read.with_columns(reason=said, severity=severity), rule=rule)


def _plausible(text: pl.Series) -> pl.Series:
    birth = pl.col("text").str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    known = pl.col("text").str.contains(rf"^(?:{_PROVINCES})")
    return text.rename("text").to_frame().select(birth.is_not_null() & known).to_series()


def _checked(text: pl.Series, form: str, check: Check) -> pl.Series:
    """Say for each text of the given form whether its check digit is right; the rest are not."""
    fits = text.str.contains(form).fill_null(value=False)
    valid = np.zeros(len(text), dtype=bool)
    if fits.any():
        letters = np.frombuffer(text.filter(fits).str.join("").item().encode("ascii"), np.uint8)
        valid[fits.to_numpy()] = check(letters.reshape(-1, 18))
    return pl.Series("valid", valid)


def _credit_check(letters: Letters) -> Right:
    places = _PLACES[letters]
    right: Right = (31 - places[:, :17] @ _CREDIT_WEIGHTS % 31) % 31 == places[:, 17]
    return right


def _id_check(letters: Letters) -> Right:
    digits = letters[:, :17].astype(np.int64) - ord("0")
    right: Right = _ID_CHECKS[digits @ _ID_WEIGHTS % 11] == letters[:, 17]
    return right


def _length(what: str) -> pl.Expr:
    return pl.format(
        "“{}”有 {} 位，" + what + "应为 18 位", pl.col("raw"), pl.col("text").str.len_chars()
    )


def _said(what: str) -> pl.Expr:
    return pl.format("“{}”" + what, pl.col("raw"))
