"""Files that can't be read, or only with care: one sentence, and nothing kept."""

import threading
import time
from pathlib import Path

import pytest
from bad_input.broken import REFUSED, wide
from bad_input.told import check
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from web.small_book import client_of, said

from zhike.jobs.run import carry_out, run_now
from zhike.records.batch.lookups import problems_of, proposal_of
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
ON_DISK = ("missing file",)  # nobody can drop what is not there
MB = 1_000_000


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_and_nothing_is_kept(book: dict[str, Viewer], tmp_path, case) -> None:
    path = REFUSED[case](tmp_path)
    with pytest.raises(Refused) as why:
        run_now("import_files", book["管理员"], paths=[str(path)], asked={})
    check(case, str(why.value))
    assert "\n" not in str(why.value)
    assert not Batch.objects.exists()
    assert not Customer.objects.exists()


@pytest.mark.parametrize("case", [case for case in REFUSED if case not in ON_DISK])
def test_the_page_says_the_same_sentence(book: dict[str, Viewer], tmp_path, case) -> None:
    path, client = REFUSED[case](tmp_path), client_of(book["管理员"])
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post("/collect/files/", {"file": upload})
    if answer.status_code == 302:
        carry_out(int(answer["Location"].split("/")[2]), stopping=threading.Event())
        answer = client.get(answer["Location"])
    check(case, said(answer))
    assert not Batch.objects.exists()


def taken(viewer: Viewer, path: Path) -> tuple[dict[str, int], str]:
    """Take a file in; return its counts and every sentence of its problems."""
    answer = run_now("import_files", viewer, paths=[str(path)], asked={})
    return answer, "\n".join(line["message"] for line in answer["problems"])


def test_three_hundred_columns_are_read_and_the_unknown_ones_counted(book, tmp_path) -> None:
    path = wide(300, "三百列.csv")(tmp_path)
    answer, problems = taken(book["管理员"], path)
    check("300 columns", problems)
    assert answer["new"] == 1
    client = client_of(book["管理员"])
    batch = run_now("propose_import", book["管理员"], paths=[str(path)])["batch"]
    page = client.get(f"/collect/{batch}/problems/")
    assert page.status_code == 200
    check("300 columns", said(page))


def test_a_lost_letter_is_counted(book, tmp_path) -> None:
    text = "客户编号,客户名称\nK1,甲州精密机械有限公司\n".encode()
    broken = text[:-5] + text[-4:]  # one byte of a letter is gone
    (tmp_path / "缺字.csv").write_bytes(broken)
    answer, problems = taken(book["管理员"], tmp_path / "缺字.csv")
    check("lost letters", problems)
    assert answer["new"] == 1


def test_sixty_megabytes_of_mixed_encodings(book: dict[str, Viewer], tmp_path) -> None:
    path, words = tmp_path / "混着.csv", "这家客户的备注写得很长很长，" * 20
    written = rows = 0
    with path.open("wb") as file:
        file.write("客户编号,客户名称,备注\n".encode())
        while written < 60 * MB:
            line = f"K{rows:06d},第{rows}号精密机械有限公司,{words}\n"
            written += file.write(line.encode("gb18030" if rows // 50 % 2 else "utf-8"))
            rows += 1
    start = time.perf_counter()
    batch = run_now("propose_import", book["管理员"], paths=[str(path)])["batch"]
    assert time.perf_counter() - start < 60
    problems = problems_of(book["管理员"], batch, home=settings.HOME)
    check("mixed encodings", "\n".join(problems["message"]))
    row = Batch.objects.get(pk=batch)
    assert (row.fates["new"], row.fates["rejected"]) == (rows, 0)
    kept = proposal_of(book["管理员"], batch, home=settings.HOME).part("customers")
    assert kept is not None
    assert kept.rows["name"].to_list() == [f"第{at}号精密机械有限公司" for at in range(rows)]
