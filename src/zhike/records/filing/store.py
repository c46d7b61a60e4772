"""Where attached files lie: under the home by their content, one copy each."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from zhike.records.home import Home, said_why
from zhike.words.problem import Refused

FOLDER = "attachments"
MOST_OF_HOME = 20 << 30  # bytes of all attachments together
LEFT_FREE = 200 << 20  # bytes the disk keeps for the book itself


def place_of(home: Home, sha256: str) -> Path:
    """Return where a content lies."""
    return home.path / FOLDER / sha256[:2] / sha256


def take_in(home: Home, chunks: Iterable[bytes], *, most: int) -> Path:
    """Write a file aside, for looking at it; stops past `most` bytes. `settle` or `drop` it."""
    aside = home.path / FOLDER / "aside"
    file = aside / secrets.token_hex(12)
    with _put_back(file, home):
        aside.mkdir(parents=True, exist_ok=True, mode=0o700)
        if shutil.disk_usage(aside).free < LEFT_FREE:
            raise Refused(
                _("磁盘快满了，附件没有存；请给 %(path)s 所在的磁盘腾出空间再传。")
                % {"path": home.path}
            )
        with file.open("xb") as kept:
            for chunk in chunks:
                kept.write(chunk)
                if kept.tell() > most:
                    break
    return file


@contextmanager
def _put_back(aside: Path, home: Home) -> Iterator[None]:
    """Drop the file written aside and say why, where the disk refuses."""
    try:
        yield
    except OSError as why:
        drop(aside)
        raise Refused(
            _("附件存不下来（%(why)s），请检查 %(path)s 的空间。")
            % {"why": said_why(why), "path": home.path}
        ) from why


def drop(aside: Path) -> None:
    """Forget a file that was written aside."""
    aside.unlink(missing_ok=True)


def settle(home: Home, aside: Path) -> str:
    """Move a file to the place of its content; returns its sha256."""
    with aside.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    place = place_of(home, sha256)
    with _put_back(aside, home):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if place.exists():
            drop(aside)
        else:
            os.chmod(aside, 0o600)
            aside.replace(place)
    return sha256
