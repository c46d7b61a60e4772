"""Names of people: the full name, or the surname where only 王经理 is known."""

import polars as pl

DOUBLE = "欧阳|司马|诸葛|上官|司徒|东方|独孤|南宫|夏侯|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|端木"
_TITLE = (
    "总经理|副总|经理|先生|女士|小姐|太太|主任|老师|工程师|总监|部长|科长|处长|厂长|店长|"
    "董事长|老板|院长|校长|主管|会计|总|工|董|姐|哥"
)
TITLED = rf"^(?:老|小)?({DOUBLE}|\p{{Han}})(?:{_TITLE})$"
BEHIND = rf"(?:{_TITLE})$"


def person_parts(folded: pl.Series) -> pl.DataFrame:
    """Return `person` and `surname` of folded names; 王经理 has only a surname.

    A title behind a full name (张建国经理) is left out, as are brackets and blanks between
    Chinese characters.
    """
    bare = pl.first().str.replace_all(r"\([^)]*\)|[*#·.]", "").str.strip_chars()
    squeezed = bare.str.replace_all(r"(\p{Han})\s+", "$1")
    frame = folded.to_frame().select(text=squeezed)
    titled = pl.col("text").str.extract(TITLED)
    short = pl.col("text").str.replace(BEHIND, "")
    full = pl.when(short.str.len_chars() >= 2).then(short).otherwise("text")
    first = pl.col("text").str.extract(rf"^({DOUBLE}|\p{{Han}})")
    return frame.select(
        person=pl.when(titled.is_null() & (full.str.len_chars() >= 2)).then(full),
        surname=pl.coalesce(titled, first),
    )
