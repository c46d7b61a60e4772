# ruff: noqa: F811 - `book` is a fixture
"""Files of a record: known by content, kept once, seen only with the record, put back by undo."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from records.conftest import AT
from records.test_batch import People
from records.test_entry import book, entered  # noqa: F401 - a fixture

from zhike.records.customer.scope import MayNot, NotYours
from zhike.records.filing import store
from zhike.records.filing.changes import attach, detach, plain_name, put_back
from zhike.records.filing.forgetting import forget_gone
from zhike.records.filing.lookups import attachments_of, file_of, files_of_customer
from zhike.records.home import Home
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.unmerging import unmerge
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n..."
JPG = b"\xff\xd8\xff\xe0" + b"0" * 50


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home for the files."""
    return Home(tmp_path / "home").ensure()


def keep(viewer: Viewer, home: Home, customer: int, name: str, body: bytes) -> int:
    """Attach one file to a customer."""
    return attach(viewer, "customers", customer, name=name, chunks=[body], home=home, at=AT)


def office(*names: str) -> bytes:
    """Return a workbook's shell with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name in ("[Content_Types].xml", *names):
            pack.writestr(name, "<x/>")
    return out.getvalue()


def test_a_file_is_kept_once_and_handed_out_to_who_sees_the_record(
    book: dict[str, int],
    people: People,
    home: Home,
) -> None:
    wang, customer = people["王磊"], book["甲公司"]
    first = keep(wang, home, customer, "合同 扫描.PDF", PDF)
    second = keep(wang, home, customer, "再来一份.pdf", PDF)
    files = [p for p in (home.path / store.FOLDER).rglob("*") if p.is_file()]
    assert len(files) == 1
    assert files[0].read_bytes() == PDF
    path, name = file_of(wang, first, home=home)
    assert (path, name) == (files[0], "合同 扫描.PDF")
    assert [row.id for row in files_of_customer(wang, customer)] == [second, first]
    with pytest.raises(NotYours):
        file_of(people["周小雨"], first, home=home)
    with pytest.raises(NotYours):
        keep(people["周小雨"], home, customer, "偷.pdf", PDF)
    assert files_of_customer(people["周小雨"], customer) == []
    path.unlink()
    with pytest.raises(Refused, match="从备份恢复"):
        file_of(wang, first, home=home)


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("木马.pdf", b"MZ\x90\x00", "内容不是 pdf"),
        ("照片.jpg", PDF, "内容不是 jpg"),
        ("表.xlsx", office("word/document.xml"), "内容不是 xlsx"),
        ("宏.docx", office("word/document.xml", "word/vbaProject.bin"), "带宏"),
        ("程序.txt", b"\x00\x01\x02", "内容不是 txt"),
        ("一包.zip", office("a.txt"), "类型不能存"),
        ("页面.svg", b"<svg/>", "类型不能存"),
        ("空.pdf", b"", "空文件"),
        ("没有后缀", PDF, "类型不能存"),
    ],
)
def test_what_a_file_is_decides_not_its_name(
    book: dict[str, int],
    people: People,
    home: Home,
    name: str,
    body: bytes,
    why: str,
) -> None:
    with pytest.raises(Refused, match=why):
        keep(people["王磊"], home, book["甲公司"], name, body)
    assert not [p for p in (home.path / store.FOLDER).rglob("*") if p.is_file()]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("方案.docx", office("word/document.xml")),
        ("现场.JPEG", JPG),
        ("说明.txt", "你好".encode("gbk")),
    ],
)
def test_kinds_that_are_kept(
    book: dict[str, int],
    people: People,
    home: Home,
    name: str,
    body: bytes,
) -> None:
    keep(people["王磊"], home, book["甲公司"], name, body)
    (row,) = files_of_customer(people["王磊"], book["甲公司"])
    assert (row.name, row.size) == (name, len(body))


def test_large_ones_and_a_full_disk_are_one_sentence(
    book: dict[str, int],
    people: People,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wang, customer = people["王磊"], book["甲公司"]
    with pytest.raises(Refused, match="附件最大 20 MB"):
        attach(
            wang, "customers", customer, name="大.pdf",
            chunks=[PDF, *([bytes(1 << 20)] * 21)], home=home, at=AT,
        )  # fmt: skip
    monkeypatch.setattr(store, "LEFT_FREE", 1 << 62)
    with pytest.raises(Refused, match="磁盘快满了"):
        keep(wang, home, customer, "小.pdf", PDF)
    monkeypatch.setattr(store, "LEFT_FREE", 0)
    monkeypatch.setattr(store, "MOST_OF_HOME", 5)
    keep(wang, home, customer, "小.pdf", PDF)
    with pytest.raises(Refused, match="上限"):
        keep(wang, home, customer, "又一个.jpg", JPG)


def test_taken_off_and_put_back(book: dict[str, int], people: People, home: Home) -> None:
    wang, customer = people["王磊"], book["甲公司"]
    case = entered(wang, "cases", customer).id
    file = attach(wang, "cases", case, name="a.jpg", chunks=[JPG], home=home, at=AT)
    assert [row.noun for row in files_of_customer(wang, customer)] == ["cases"]
    assert len(attachments_of(wang, "cases", case)) == 1
    detach(wang, file, at=AT + timedelta(minutes=1))
    assert files_of_customer(wang, customer) == []
    with pytest.raises(NotYours):
        file_of(wang, file, home=home)
    put_back(wang, file, at=AT + timedelta(minutes=2))
    assert file_of(wang, file, home=home)[1] == "a.jpg"
    with pytest.raises(Refused, match="不能带附件"):
        attach(wang, "orders", 1, name="a.jpg", chunks=[JPG], home=home, at=AT)


def test_what_was_taken_off_is_erased_after_a_month(
    book: dict[str, int], people: People, home: Home
) -> None:
    wang, customer = people["王磊"], book["甲公司"]
    first = keep(wang, home, customer, "甲.pdf", PDF)
    second = keep(wang, home, customer, "乙.pdf", PDF)
    path, _ = file_of(wang, first, home=home)
    detach(wang, first, at=AT)
    assert forget_gone(home, at=AT + timedelta(days=29)) == 0
    assert forget_gone(home, at=AT + timedelta(days=31)) == 0  # the other one still has it
    assert path.is_file()
    detach(wang, second, at=AT)
    assert forget_gone(home, at=AT + timedelta(days=31)) == 1
    assert not path.exists()


def test_files_move_with_a_merge_and_come_back(
    book: dict[str, int],
    people: People,
    home: Home,
) -> None:
    admin = people["管理员"]
    keep(admin, home, book["乙商贸"], "乙.pdf", PDF)
    merge = merge_customers(admin, book["甲公司"], [book["乙商贸"]], at=AT)
    assert [row.name for row in files_of_customer(admin, book["甲公司"])] == ["乙.pdf"]
    (row,) = files_of_customer(admin, book["甲公司"])
    assert file_of(admin, row.id, home=home)[1] == "乙.pdf"
    unmerge(admin, merge, at=AT)
    assert files_of_customer(admin, book["甲公司"]) == []


def test_only_who_may_write_attaches(book: dict[str, int], people: People, home: Home) -> None:
    looking = replace(people["王磊"], may=frozenset({"report"}))
    with pytest.raises(MayNot):
        keep(looking, home, book["甲公司"], "a.pdf", PDF)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\x\\合同.pdf", "合同.pdf"),
        ("a\u202egnp.jpg", "agnp.jpg"),
        ("..", "文件"),
        ("长" * 300 + ".pdf", "长" * 117 + ".pdf"),
    ],
)
def test_names_are_plain(given: str, kept: str) -> None:
    assert plain_name(given) == kept
