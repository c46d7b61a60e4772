"""A disk that is full, or may not be written to, told in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhike.words.problem import Refused

# Django, SQLite, PostgreSQL, Polars and DuckDB each say it in their own words.
_FULL = (
    "disk is full",
    "no space left",
    "os error 28",
    "file too large",
    "os error 27",
    "quota exceeded",
)
_CLOSED = ("readonly database", "read-only file system", "os error 30", "permission denied",
           "os error 13", "unable to open database file")  # fmt: skip
_BROKEN = ("disk i/o error", "input/output error", "os error 5)")


def told_of_disk(why: BaseException, *, home: Path) -> Refused | None:
    """Return the sentence for an error that comes from the disk, or None for any other error."""
    for error in _chain(why):
        said = str(error).lower()
        if any(word in said for word in _FULL):
            return Refused(
                f"磁盘空间不够，这次没有做完，写了一半的会完整退回。"
                f"请给 {home} 所在的磁盘腾出空间，再做一次。"
            )
        if any(word in said for word in _CLOSED):
            return _closed(error, home)
        if any(word in said for word in _BROKEN):
            return Refused(
                f"{home} 所在的磁盘读写出错，这次没有做完，写了一半的会完整退回。"
                "请检查磁盘和空间，再做一次。"
            )
    return None


@contextmanager
def telling_disk(home: Path) -> Iterator[None]:
    """Turn errors of the disk into their sentence; every other error passes."""
    try:
        yield
    except Exception as why:
        told = None if isinstance(why, Refused) else told_of_disk(why, home=home)
        if told is None:
            raise
        raise told from why


def _closed(error: BaseException, home: Path) -> Refused:
    """Say what may not be opened: the home, or a file somebody named."""
    named = str(getattr(error, "filename", "") or "")
    if named and not Path(named).is_relative_to(home):
        return Refused(f"打不开 {named}：没有权限，请检查文件权限。")
    return Refused(
        f"{home} 不能写入（只读或没有权限），什么也没有改动。"
        "请检查这个目录的权限，或用 ZHIKE_HOME 指定别的位置。"
    )


def _chain(why: BaseException | None) -> Iterator[BaseException]:
    while why is not None:
        yield why
        why = why.__cause__ or why.__context__
