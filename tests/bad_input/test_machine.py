"""A full disk, a home that may only be read, a file that may not: one line, and nothing lost."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_input import small_disk
from bad_input.told import check, is_told
from kept_tables import EMBEDDED, lay_tables

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"
ONE = "客户编号,客户名称\nC1,甲公司\n"


def environment(home: Path | None = None) -> dict[str, str]:
    """Return the environment of a command on an embedded database."""
    paths = os.pathsep.join(map(str, (SOURCE, HERE.parent)))
    mine = {"ZHIKE_HOME": str(home or ""), "DATABASE_URL": "", "PYTHONPATH": paths}
    return {**os.environ, **mine, "PYTHONDONTWRITEBYTECODE": "1"}


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lay_tables(tmp_path_factory, tmp_path / EMBEDDED)
    command = ["unshare", "-rm", sys.executable, str(HERE / "small_disk.py"), str(tmp_path)]
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["first"][0] == 0
    code, error, ended = said["worker"]
    assert code == 0, error
    assert ended.startswith("完成") or is_told("full disk", ended), ended
    for what in ("fuller", "full"):
        code, out, error = said[what]
        assert (code, out) == (1, ""), what
        check("full disk", error)
        assert error.count("\n") == 1  # one line, no traceback
    code, out, error = said["after"]
    assert code == 0
    check("after the full disk", error)
    assert "新增 0 · 更新 0 · 相同 1" in out  # what was there before stayed
    assert f"新增 {small_disk.ROWS:,} · 更新 0 · 相同 0" in said["book"][1]  # of the rest, nothing
    assert f"新增 {small_disk.ROWS:,} · 更新 0 · 相同 0" in said["again"][1]


@pytest.fixture
def common(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with an empty book, whose permissions are given back afterwards."""
    (tmp_path / "home").mkdir()
    lay_tables(tmp_path_factory, tmp_path / "home" / EMBEDDED)
    yield tmp_path
    subprocess.run(["chmod", "-R", "u+rwX", str(tmp_path)], check=True)


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody whom permissions bind: the root gives up overriding them."""
    bound = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    return subprocess.run(
        [*(bound if os.geteuid() == 0 else []), sys.executable, "-m", "zhike.cli", *arguments],
        env=environment(home), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def given(folder: Path) -> str:
    """Write a file of one customer and return its path."""
    (folder / "一家.csv").write_text(ONE, "utf-8")
    return str(folder / "一家.csv")


def refused(done: subprocess.CompletedProcess[str], case: str) -> None:
    """Fail unless a command ended with this case's sentence and nothing else."""
    check(case, done.stderr)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_a_home_that_may_only_be_read_changes_nothing(common: Path) -> None:
    home, file = common / "home", given(common)
    assert run(home, "import", file).returncode == 0
    before = (home / "zhike.db").read_bytes()
    subprocess.run(["chmod", "-R", "a-w", str(home)], check=True)
    for arguments in (["import", file], ["import", "--check", file], ["completeness"], ["serve"]):
        refused(run(home, *arguments), "read-only home")
    assert (home / "zhike.db").read_bytes() == before


def test_a_home_that_cannot_be_made(common: Path) -> None:
    file, common = given(common), common / "locked"
    common.mkdir(mode=0o555)
    refused(run(common / "home", "import", file), "no home to be made")
    refused(run(Path("/proc/zhike"), "import", file), "no home to be made")


def test_a_file_that_may_not_be_read(common: Path) -> None:
    file = given(common)
    Path(file).chmod(0)
    refused(run(common / "home", "import", file), "file that may not be read")
