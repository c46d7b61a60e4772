"""`zhike template`, `export`, `channels` and `undo --call`, as they are typed."""

import json
from pathlib import Path

import fastexcel
import pytest
from click.testing import CliRunner, Result
from records.conftest import people as people
from web.small_book import open_book

from zhike.cli.entry import zhike
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(people: dict[str, Viewer], tmp_path: Path) -> Path:
    """Return a folder to write into, beside a book of three customers."""
    open_book(people["管理员"], tmp_path)
    return tmp_path


def typed(*words: str) -> Result:
    """Type a command."""
    return CliRunner().invoke(zhike, list(words))


def test_a_template_is_written_into_a_folder(book: Path) -> None:
    told = typed("template", "T1-2", "--out", str(book))
    assert told.exit_code == 0, told.output
    (file,) = book.glob("T1-2*.xlsx")
    assert f"已写出 {file}" in told.output
    heads = fastexcel.read_excel(file).load_sheet(0, header_row=None).to_polars()
    assert "互动ID" in str(heads.rows())
    several = json.loads(typed("template", "--out", str(book), "--json").output)
    assert len(fastexcel.read_excel(several["file"]).sheet_names) >= 4
    lost = typed("template", "T9", "--out", str(book))
    assert (lost.exit_code != 0, "T9" in str(lost.output) + str(lost.exception)) == (True, True)


def test_an_export_follows_the_file_it_is_given(book: Path) -> None:
    file = book / "客户.csv.out" / "全部.csv"
    told = typed("export", "T0", "--out", str(file))
    assert told.output.strip() == f"T0 客户信息收集与动态跟踪表：3 行，已写出 {file}"
    text = file.read_text("utf-8-sig")
    assert ("138****1111" in text, "13800001111" in text) == (True, False)
    whole = json.loads(typed("export", "客户", "--out", str(book), "--full", "--json").output)
    assert (whole["rows"], Path(whole["file"]).suffix) == (3, ".xlsx")
    mine = typed("export", "T0", "--as", "u2", "--out", str(book))  # a consultant may not
    assert (mine.exit_code != 0, "导出" in str(mine.output) + str(mine.exception)) == (True, True)


def test_undo_wants_a_batch_or_a_call(book: Path) -> None:
    assert "请写批次号" in typed("undo").output
    lost = typed("undo", "--call", "999999")
    assert "没有第 999999 次" in str(lost.output) + str(lost.exception)
