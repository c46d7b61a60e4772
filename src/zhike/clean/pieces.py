"""The search pieces of many texts at once: what `pinyin.search_pieces` says of each, in columns."""

import polars as pl

from zhike.clean.pinyin import LONGEST, READINGS, folded_character, usual_initials

_RUN = r"[㐀-鿿]+|[a-z0-9]+"
_HAN = r"^[㐀-鿿]"
_MIXED = r"[a-z][0-9]|[0-9][a-z]"


def stored_pieces(texts: pl.Series) -> pl.Series:
    """Return the pieces each text is found by, joined by blanks; an empty text has none."""
    rows = pl.DataFrame({"at": pl.int_range(len(texts), eager=True), "text": _folded(texts)})
    runs = _exploded(rows.select("at", run=pl.col("text").str.extract_all(_RUN)))
    mixed = runs.filter(pl.col("run").str.contains(_MIXED))
    parts = _exploded(mixed.with_columns(pl.col("run").str.extract_all(r"[a-z]+|[0-9]+")))
    said = pl.concat([_said(runs), _said(parts)])
    said = said.group_by("at").agg("pieces").with_columns(pl.col("pieces").list.join(" "))
    whole = rows.select("at").join(said, on="at", how="left", maintain_order="left")
    return whole["pieces"].fill_null("")


def _exploded(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.explode("run", empty_as_null=False).drop_nulls()


def _folded(texts: pl.Series) -> pl.Series:
    """Return the texts with every character in the form it is searched by."""
    texts = texts.cast(pl.String).fill_null("")
    forms = {
        character: form
        for character in set(texts.str.join("").item())
        if (form := folded_character(character)) != character
    }
    return texts.str.replace_many(list(forms), list(forms.values())) if forms else texts


def _said(runs: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces of runs; words that come again are taken apart once."""
    counted = pl.col("run").str.contains("[0-9]")
    numbers, words = runs.filter(counted), runs.filter(~counted)
    different = words.select("run").unique()
    han = pl.col("run").str.contains(_HAN)
    known = pl.concat([_of_han(different.filter(han)), _of_letters(different.filter(~han))])
    return pl.concat(
        [
            numbers.select("at", pieces=_beginnings(numbers["run"])),
            words.join(known, on="run").select("at", "pieces"),
        ]
    )


def _of_han(words: pl.DataFrame) -> pl.DataFrame:
    """Return the pieces of Chinese: neighbours of the characters and of their initials."""
    letters = {one: usual_initials().get(one, "") for one in set(words["run"].str.join("").item())}
    short = pl.col("run").str.replace_many(list(READINGS), list(READINGS.values()), leftmost=True)
    if letters:
        short = short.str.replace_many(list(letters), list(letters.values()))
    both = words.with_columns(short=short)
    return both.select("run", pieces=_joined(*_neighbours("run"), *_neighbours("short")))


def _of_letters(words: pl.DataFrame) -> pl.DataFrame:
    return words.select("run", pieces=_joined(*_neighbours("run")))


def _beginnings(numbers: pl.Series) -> pl.Expr:
    """Return the first character and every longer beginning of what holds a digit."""
    longest = numbers.str.len_chars().max()
    run, length = pl.col("run"), pl.col("run").str.len_chars()
    ends = range(1, min(longest if isinstance(longest, int) else 1, LONGEST) + 1)
    heads = [pl.when(length >= end).then(run.str.head(end)) for end in ends]
    return pl.concat_str(heads, separator=" ", ignore_nulls=True)


def _neighbours(name: str) -> list[pl.Expr]:
    """Return the first character and every two that stand together, from both starting points."""
    text = pl.col(name)
    pairs = [text.str.slice(start).str.extract_all("..").list.join(" ") for start in (0, 1)]
    return [text.str.head(1), *pairs]


def _joined(*pieces: pl.Expr) -> pl.Expr:
    filled = [pl.when(one != "").then(one) for one in pieces]
    return pl.concat_str(filled, separator=" ", ignore_nulls=True)
