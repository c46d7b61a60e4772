"""The rows that have problems go out as a workbook, are corrected, and come in again."""

import hashlib
from pathlib import Path

import openpyxl
import pytest
from checksum import book_checksum
from django.conf import settings
from records.conftest import AT
from records.handing import accept, counts, hand, keep_playbook

from zhike.jobs.run import run_now
from zhike.records.batch.files import clear_old_files, originals_for
from zhike.records.batch.models import Batch
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.home import Home
from zhike.records.interaction.models import Interaction
from zhike.records.mapping.changes import (
    drop_mapping,
    put_back_mapping,
    remember_mapping,
    rename_mapping,
)
from zhike.records.mapping.lookups import mappings_for
from zhike.records.portrait.timeline import timeline_of
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
People = dict[str, Viewer]
SHEET = (
    "编号,公司,联系电话,首次接触时间",
    "C1,甲公司,13800001111,2024-05-01",
    "C2,乙公司,1380000,2024-05-02",
    ",,13800003333,2024-05-03",
    "C4,丁公司,13800004444,2024-02-30",
)
TALKS = (
    "客户编号,跟进时间,互动方式,沟通内容摘要,跟进人",
    "C1,2024-05-01,电话会议,问价,王磊",
    "C1,2024-05-01,电话会议,问价,王磊",
    "C1,不详,电话会议,问价,王磊",
)


@pytest.fixture
def home(people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return a fresh home that errands use."""
    made = Home(tmp_path / "home").ensure()
    monkeypatch.setattr(settings, "HOME", made)
    keep_playbook()
    return made


def correct(viewer: Viewer, batch: int, cells: dict[str, str], to: Path) -> Path:
    """Ask for the error workbook and correct some of its cells; returns where it then is."""
    book = openpyxl.load_workbook(run_now("error_workbook", viewer, batch=batch)["path"])
    for cell, text in cells.items():
        book.worksheets[0][cell] = text
    book.save(to)
    return to


def test_the_workbook_marks_what_is_wrong(home: Home, people: People, tmp_path: Path) -> None:
    made = hand(people["管理员"], tmp_path / "五月.csv", *SHEET)
    answer = run_now("error_workbook", people["管理员"], batch=made["batch"])
    book = openpyxl.load_workbook(answer["path"])
    page = book["五月"]
    assert [cell.value for cell in page[1]] == [
        "知客·原行", "编号", "公司", "联系电话", "首次接触时间", "知客·问题",
    ]  # fmt: skip
    assert [row[0].value for row in page.iter_rows(min_row=2)] == [3, 4, 5]
    assert answer["rows"] == 3
    assert page["D2"].comment.text.strip() in page["F2"].value
    assert page["D2"].fill.fgColor.rgb == "FFFFF2CC"
    assert page["D2"].value == "1380000"
    assert page["D2"].number_format == "@"
    assert book["_知客更正"].sheet_state == "hidden"
    whole = run_now("error_workbook", people["管理员"], batch=made["batch"], all_rows=True)
    assert whole["rows"] == 4


def test_corrected_rows_come_in_and_the_rest_is_left_alone(
    home: Home, people: People, tmp_path: Path
) -> None:
    admin = people["管理员"]
    made = hand(admin, tmp_path / "五月.csv", *SHEET, mapping={"客户编号": "编号"})
    assert counts(made) == (3, 0, 0, 0, 1)
    accept(admin, made)
    cells = {"D2": "13800002222", "B3": "C3", "C3": "丙公司"}
    file = correct(admin, made["batch"], cells, tmp_path / "改好.xlsx")
    again = hand(admin, file)
    assert counts(again) == (1, 1, 1, 0, 0)
    assert Batch.objects.get(pk=again["batch"]).about["corrects"] == made["batch"]
    assert Batch.objects.get(pk=again["batch"]).files == ["改好.xlsx"]
    assert [(p["file"], p["row"], p["column"]) for p in again["problems"]] == [
        ("五月.csv", 5, "首次接触时间")
    ]
    once_more = run_now("propose_again", admin, batch=again["batch"], mending={
        "cells": [["五月.csv", "", 5, "首次接触时间", "2024-02-29"]]
    })  # fmt: skip
    assert counts(once_more) == (1, 2, 0, 0, 0)
    before = book_checksum()
    accept(admin, again)
    assert Contact.objects.get(customer__external_id="C2").phone == "13800002222"
    assert Customer.objects.get(external_id="C3").place == "五月.csv!4"
    run_now("undo_import", admin, batch=again["batch"])
    assert book_checksum() == before


def test_equal_rows_stay_as_many_as_they_are(home: Home, people: People, tmp_path: Path) -> None:
    admin = people["管理员"]
    accept(admin, hand(admin, tmp_path / "客户.csv", *SHEET[:2]))
    made = hand(admin, tmp_path / "跟进.csv", *TALKS)
    assert counts(made) == (2, 0, 0, 0, 1)
    accept(admin, made)
    file = correct(admin, made["batch"], {"C2": "2024-05-01"}, tmp_path / "改好.xlsx")
    again = hand(admin, file)
    assert counts(again) == (1, 0, 0, 0, 0)  # the third talk of the day, not the first again
    accept(admin, again)
    assert Interaction.objects.live().count() == 3


def test_another_installations_workbook_is_a_file_like_others(
    home: Home, people: People, tmp_path: Path
) -> None:
    admin = people["管理员"]
    made = hand(admin, tmp_path / "五月.csv", *SHEET)
    file = correct(admin, made["batch"], {}, tmp_path / "改好.xlsx")
    (home.path / "secret.key").unlink()
    home.secret_key()
    again = hand(admin, file)
    assert "corrects" not in Batch.objects.get(pk=again["batch"]).about


def test_somebody_elses_batch_is_not_opened_by_its_workbook(
    home: Home, people: People, tmp_path: Path
) -> None:
    made = hand(people["管理员"], tmp_path / "五月.csv", *SHEET)
    file = correct(people["管理员"], made["batch"], {}, tmp_path / "改好.xlsx")
    again = hand(people["周小雨"], file)
    assert "corrects" not in Batch.objects.get(pk=again["batch"]).about


def test_the_file_is_kept_with_its_digest_and_cleared_in_time(
    home: Home, people: People, tmp_path: Path
) -> None:
    admin = people["管理员"]
    upload = home.uploads / "abc" / "五月.csv"
    upload.parent.mkdir()
    made = hand(admin, upload, *SHEET)
    text = "\n".join(SHEET).encode()
    (one,) = originals_for(admin, made["batch"], home=home)
    assert (one.name, one.sha256) == ("五月.csv", hashlib.sha256(text).hexdigest())
    assert one.path.read_bytes() == text
    assert not upload.parent.exists()
    accept(admin, made)
    old = AT.replace(year=AT.year + 1)
    assert clear_old_files(home=home, at=AT) == 0
    Batch.objects.filter(pk=made["batch"]).update(at=AT)
    assert clear_old_files(home=home, at=old) == 1
    (one,) = originals_for(admin, made["batch"], home=home)
    assert (one.path, one.cleared) == (None, old.date().isoformat())


def test_columns_are_read_as_they_were_the_last_time(
    home: Home, people: People, tmp_path: Path
) -> None:
    wang = people["王磊"]
    heads = ("A,B,C", "C1,甲公司,老客户", "C2,乙公司,")
    said = {"客户编号": "A", "客户名称": "B", "备注": "C"}
    made = hand(wang, tmp_path / "五月.csv", *heads, kind="customers", mapping=said,
                mending={"writing": {"customers.remark": "补空"}})  # fmt: skip
    remember_mapping(wang, made["batch"], "月度名单", home=home, at=AT)
    run_now("accept_import", wang, batch=made["batch"])
    later = hand(
        people["李敏"], tmp_path / "六月.csv", "C,B,A", "新备注,甲公司,C1", "新备注,乙公司,C2"
    )
    assert counts(later) == (0, 1, 1, 0, 0)
    about = Batch.objects.get(pk=later["batch"]).about
    assert [one["name"] for one in about["saved"]] == ["月度名单"]
    with pytest.raises(Refused, match="看不出是什么表"):  # without it nobody knows these heads
        run_now("propose_again", people["李敏"], batch=later["batch"], saved=0)
    same = run_now(
        "propose_again", people["李敏"], batch=later["batch"], saved=about["saved"][0]["id"]
    )
    assert counts(same) == (0, 1, 1, 0, 0)
    other = hand(people["李敏"], tmp_path / "七月.csv", *SHEET)
    with pytest.raises(Refused, match="对不上"):
        run_now(
            "propose_again", people["李敏"], batch=other["batch"], saved=about["saved"][0]["id"]
        )


def test_a_saved_mapping_is_shared_renamed_and_dropped(
    home: Home, people: People, tmp_path: Path
) -> None:
    wang, li, zhou = people["王磊"], people["李敏"], people["周小雨"]
    made = hand(wang, tmp_path / "五月.csv", *SHEET)
    (one,) = remember_mapping(wang, made["batch"], " 月度名单 ", home=home, at=AT)
    assert [(row.name, row.mine) for row in mappings_for(li)] == [("月度名单", False)]  # one team
    assert mappings_for(zhou) == []
    assert mappings_for(people["管理员"])[0].mine
    with pytest.raises(Refused, match="别人存的"):
        rename_mapping(li, one, "改名", at=AT)
    with pytest.raises(Refused, match="起一个"):
        rename_mapping(wang, one, "", at=AT)
    assert rename_mapping(wang, one, "每月", at=AT) == "月度名单"
    kept = drop_mapping(wang, one, at=AT)
    assert mappings_for(wang) == []
    put_back_mapping(wang, kept, at=AT)
    assert [row.name for row in mappings_for(wang)] == ["每月"]


def test_a_talk_keeps_whose_it_was_and_when(home: Home, people: People, tmp_path: Path) -> None:
    admin = people["管理员"]
    accept(admin, hand(admin, tmp_path / "客户.csv", *SHEET[:2]))
    lines = (TALKS[0], TALKS[1].replace("王磊", "离职的小周"), "C1,2023-01-02,上门拜访,送样品,王磊")
    accept(admin, hand(admin, tmp_path / "跟进.csv", *lines))
    customer = Customer.objects.get(external_id="C1")
    talks = [event for event in timeline_of(customer) if event.kind == "跟进"]
    assert [(event.on.isoformat(), event.by) for event in talks] == [
        ("2024-05-01", "离职的小周"), ("2023-01-02", "王磊"),
    ]  # fmt: skip
    assert customer.first_contact_on.isoformat() == "2024-05-01"
    assert customer.last_follow_on.isoformat() == "2024-05-01"


def test_several_sheets_go_out_and_come_in_together(
    home: Home, people: People, tmp_path: Path
) -> None:
    admin = people["管理员"]
    book = openpyxl.Workbook()
    book.active.title = "客户"
    for line in (*SHEET[:3],):
        book.active.append(line.split(","))
    talks = book.create_sheet("跟进")
    for line in TALKS:
        talks.append(line.split(","))
    book.save(tmp_path / "合并.xlsx")
    made = hand(admin, tmp_path / "合并.xlsx")
    accept(admin, made)
    back = openpyxl.load_workbook(run_now("error_workbook", admin, batch=made["batch"])["path"])
    assert back.sheetnames == ["客户", "跟进", "_知客更正"]
    back["客户"]["D2"] = "13800002222"
    back["跟进"]["C2"] = "2024-05-01"
    back["跟进"].append([None, "C2", "2024-05-02", "电话会议", "新的一行", "王磊"])
    back.save(tmp_path / "改好.xlsx")
    again = hand(admin, tmp_path / "改好.xlsx")
    assert counts(again) == (2, 1, 0, 0, 0)
    accept(admin, again)
    assert Interaction.objects.live().count() == 4
    assert Contact.objects.get(customer__external_id="C2").phone == "13800002222"
