"""Numbers that check themselves: 统一社会信用代码 (GB 32100), 身份证号 (GB 11643), 组织机构代码."""

from collections.abc import Callable
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from zhike.clean.cleaned import Cleaned, judged
from zhike.clean.code_cells import code_cells

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100 leaves out I, O, S, V and Z
# Who registers and what: 91 an enterprise, 52 a 民办非企业单位, N2 a village's collective.
_REGISTERED = "1[1239]|[248][19]|3[1-59]|5[12349]|[67][129]|9[1239]|A[19]|N[1239]|Y1"
_CREDIT_CODE = rf"^(?:{_REGISTERED})[0-9]{{6}}[{_LETTERS}]{{10}}$"
_CREDIT_WEIGHTS = np.array([pow(3, at, 31) for at in range(17)], dtype=np.int64)
_ORGANISATION_CODE = r"^[0-9A-Z]{8}[0-9X]$"
_ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2], dtype=np.int64)
_ORGANISATION_CHECKS = np.frombuffer(b"0123456789X0", np.uint8)
_ID_NUMBER = r"^[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9X]$"
_ID_WEIGHTS = np.array([pow(2, 17 - at, 11) for at in range(17)], dtype=np.int64)
_ID_CHECKS = np.frombuffer(b"10X98765432", np.uint8)
_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]"  # and 9 for foreigners who stay
_PLACES = np.array([_LETTERS.find(chr(code)) for code in range(256)], dtype=np.int64)
_DAMAGED = r"^[0-9]+(?:\.[0-9]+)?E\+?[0-9]+$|^[0-9]{15}0{3}$"
_MADE_UP = ("123456789", "123456789012345678", "987654321")
_ONE_DIGIT = "^(?:0+|1+|2+|3+|4+|5+|6+|7+|8+|9+)$"
_MASKED = r"\*"

Letters = npt.NDArray[np.uint8]  # one row of 18 ASCII codes a number
Right = npt.NDArray[np.bool_]
Check = Callable[[Letters], Right]


def clean_credit_codes(column: pl.Series) -> Cleaned:
    """Return 统一社会信用代码 in capitals; a wrong check digit gives a reason (VAL-USCC)."""
    cells = code_cells(column)
    valid = _checked(cells["text"], _CREDIT_CODE, _credit_check)
    reason = (
        pl.when(pl.col("text").str.contains(r"^[0-9]{15}$|^[0-9]{13}$"))
        .then(_said("是旧的工商注册号，请填 18 位统一社会信用代码"))
        .when(pl.col("text").str.len_chars() != 18)
        .then(_length("统一社会信用代码"))
        .when(~pl.col("text").str.contains(rf"^(?:{_REGISTERED})"))
        .then(_said("的前两位不是登记管理部门和机构类别，请核对统一社会信用代码"))
        .when(~pl.col("text").str.contains(_CREDIT_CODE))
        .then(_said("里有统一社会信用代码不用的字符，请核对（没有 I、O、S、V、Z）"))
        .otherwise(_said("的校验位不对，请核对统一社会信用代码"))
    )
    return _judged(cells, valid, reason, "VAL-USCC")


def clean_id_numbers(column: pl.Series, *, as_of: date | None = None) -> Cleaned:
    """Return 身份证号 whose province, birth date and check digit are right (VAL-ID).

    Nobody is born after `as_of`, where it is given.
    """
    cells = code_cells(column)
    valid = _checked(cells["text"], _ID_NUMBER, _id_check) & _plausible(cells["text"], as_of)
    reason = (
        pl.when(pl.col("text").str.contains(r"^[0-9]{15}$"))
        .then(_said("是旧的 15 位身份证号，请填 18 位"))
        .when(pl.col("text").str.len_chars() != 18)
        .then(_length("身份证号"))
        .otherwise(_said("不是有效的身份证号，请核对"))
    )
    return _judged(cells, valid, reason, "VAL-ID")


def clean_organisation_codes(column: pl.Series) -> Cleaned:
    """Return 组织机构代码 of nine characters without the hyphen (GB 11714)."""
    cells = code_cells(column)
    valid = _checked(cells["text"], _ORGANISATION_CODE, _organisation_check, length=9)
    reason = (
        pl.when(pl.col("text").str.len_chars() != 9)
        .then(_length("组织机构代码", 9))
        .otherwise(_said("的校验位不对，请核对组织机构代码"))
    )
    return _judged(cells, valid, reason, "VAL-ORG")


def is_credit_code(text: str) -> bool:
    """Say whether one text is a valid 统一社会信用代码."""
    return clean_credit_codes(pl.Series([text])).values.item() is not None


def is_id_number(text: str) -> bool:
    """Say whether one text is a valid 身份证号."""
    return clean_id_numbers(pl.Series([text])).values.item() is not None


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
    made_up = pl.col("text").is_in(_MADE_UP) | pl.col("text").str.contains(_ONE_DIGIT)
    read = cells.with_columns(value=pl.when(pl.lit(valid) & ~made_up).then("text"))
    return judged(read.with_columns(reason=said, severity=severity), rule=rule)


def _plausible(text: pl.Series, as_of: date | None) -> pl.Series:
    birth = pl.col("text").str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    known = pl.col("text").str.contains(rf"^9?(?:{_PROVINCES})")
    born = birth.is_not_null() if as_of is None else birth <= as_of
    return text.rename("text").to_frame().select((born & known).fill_null(value=False)).to_series()


def _checked(text: pl.Series, form: str, check: Check, *, length: int = 18) -> pl.Series:
    """Say for each text of the given form whether its check digit is right; the rest are not."""
    fits = text.str.contains(form).fill_null(value=False)
    valid = np.zeros(len(text), dtype=bool)
    if fits.any():
        letters = np.frombuffer(text.filter(fits).str.join("").item().encode("ascii"), np.uint8)
        valid[fits.to_numpy()] = check(letters.reshape(-1, length))
    return pl.Series("valid", valid)


def _credit_check(letters: Letters) -> Right:
    places = _PLACES[letters]
    right: Right = (31 - places[:, :17] @ _CREDIT_WEIGHTS % 31) % 31 == places[:, 17]
    return right


def _id_check(letters: Letters) -> Right:
    digits = letters[:, :17].astype(np.int64) - ord("0")
    right: Right = _ID_CHECKS[digits @ _ID_WEIGHTS % 11] == letters[:, 17]
    return right


def _organisation_check(letters: Letters) -> Right:
    body = letters[:, :8].astype(np.int64)
    places = np.where(body > ord("9"), body - ord("A") + 10, body - ord("0"))
    checks = _ORGANISATION_CHECKS[11 - places @ _ORGANISATION_WEIGHTS % 11]
    right: Right = checks == letters[:, 8]
    return right


def _length(what: str, places: int = 18) -> pl.Expr:
    return pl.format(
        "“{}”有 {} 位，" + what + f"应为 {places} 位", pl.col("raw"), pl.col("text").str.len_chars()
    )


def _said(what: str) -> pl.Expr:
    return pl.format("“{}”" + what, pl.col("raw"))
