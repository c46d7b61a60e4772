"""Whatever bytes a file holds, reading it ends in rows or in one clear sentence.

`ZHIKE_FUZZ=20000` looks longer than the suite has time for.
"""

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from runs.taking import EXAMPLES, book

from zhike.collect.encodings import decoded
from zhike.playbook.load import load_builtin
from zhike.runs.intake import propose
from zhike.runs.understanding import read_files
from zhike.words.problem import Refused

PLAYBOOK = load_builtin("default")
WORKBOOKS = tuple(sorted(EXAMPLES.glob("*.xlsx")))
TEXTS = (*sorted(EXAMPLES.glob("T*.csv")), *sorted(EXAMPLES.glob("kinds/*.csv")))
TIMES = int(os.environ.get("ZHIKE_FUZZ", "12"))
often = settings(
    max_examples=TIMES,
    deadline=None,
    derandomize="ZHIKE_FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SCRAPS = (
    *('"', "'", ",", "\t", ";", "\n", "\r", "\x00", "\ufeff", "\u202e", "\ufb01", "𠮷", "９９"),
    *("=cmd|' /C calc'!A0", "2024-02-30", "1e400", "-0", "#REF!", "NaN", "合计", "x" * 5000),
)


def ends_well(path: Path) -> None:
    """Assert that a file becomes a proposal or is refused in one sentence that names it."""
    try:
        sheets = read_files([path], playbook=PLAYBOOK)
        proposal = propose(sheets, playbook=PLAYBOOK, kept=book())
    except Refused as why:
        said = str(why)
        assert said
        assert "\n" not in said
        assert "Error" not in said
        assert len(said) < 400
    else:
        handed = sum(proposal.fates.values())
        assert handed == sum(sheet.frame.height for sheet in sheets if sheet.frame.height)


@st.composite
def broken_bytes(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return the bytes with some flipped, cut out, doubled or cut off."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        match draw(st.sampled_from(("flip", "cut", "double", "end"))):
            case "flip":
                data[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "cut":
                del data[at : at + draw(st.integers(1, 64))]
            case "double":
                data[at:at] = data[at : at + draw(st.integers(1, 64))]
            case _:
                del data[at:]
    return bytes(data)


@st.composite
def scribbled(draw: st.DrawFn, whole: str) -> str:
    """Return the text with scraps written into it."""
    text = whole
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        scrap = draw(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=8)))
        text = text[:at] + scrap + text[at + draw(st.integers(0, 12)) :]
    return text


@st.composite
def scribbled_workbook(draw: st.DrawFn, path: Path) -> bytes:
    """Return the workbook with one of its parts scribbled on, packed again as a sound archive."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    changed = draw(scribbled(parts[name].decode("utf-8", "replace")))
    parts[name] = changed.encode("utf-8", "surrogatepass")
    packed_again = io.BytesIO()
    with zipfile.ZipFile(packed_again, "w", zipfile.ZIP_DEFLATED) as packing:
        for each, body in parts.items():
            packing.writestr(each, body)
    return packed_again.getvalue()


@often
@given(data=st.data())
def test_a_workbook_with_broken_bytes(tmp_path: Path, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(WORKBOOKS))
    file = tmp_path / "坏了.xlsx"
    file.write_bytes(data.draw(broken_bytes(source.read_bytes())))
    ends_well(file)


@often
@given(data=st.data())
def test_a_workbook_whose_parts_say_odd_things(tmp_path: Path, data: st.DataObject) -> None:
    file = tmp_path / "怪.xlsx"
    file.write_bytes(data.draw(scribbled_workbook(data.draw(st.sampled_from(WORKBOOKS)))))
    ends_well(file)


@often
@given(
    data=st.data(), encoding=st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"))
)
def test_a_text_table_with_scraps_in_it(tmp_path: Path, data: st.DataObject, encoding: str) -> None:
    text = decoded(data.draw(st.sampled_from(TEXTS)).read_bytes()).text
    file = tmp_path / "乱.csv"
    file.write_bytes(data.draw(scribbled(text)).encode(encoding, "replace"))
    ends_well(file)


@often
@given(data=st.data())
def test_a_text_table_with_broken_bytes(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(TEXTS)).read_bytes()
    file = tmp_path / "碎.csv"
    file.write_bytes(data.draw(broken_bytes(whole)))
    ends_well(file)


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".csv", ".ods", ".txt"])
@settings(often, max_examples=max(TIMES // 4, 10))
@given(noise=st.binary(max_size=600))
def test_noise_under_any_ending(tmp_path: Path, ending: str, noise: bytes) -> None:
    file = tmp_path / f"噪音{ending}"
    file.write_bytes(noise)
    ends_well(file)
