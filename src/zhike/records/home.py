"""Where everything is kept on disk: the folder named by ZHIKE_HOME."""

import errno
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from zhike.words.problem import Refused

_FOLDERS = ("snapshot", "reports", "uploads", "batches", "static")

_SAID = {
    errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "只读",
    errno.ENOSPC: "磁盘满了", errno.EDQUOT: "配额用完了", errno.EFBIG: "文件太大",
    errno.ENOENT: "这里不能建目录", errno.ENOTDIR: "上级不是目录",
}  # fmt: skip


def said_why(why: OSError) -> str:
    """Say why the disk refused, in a few words."""
    return _SAID.get(why.errno or 0, why.strerror or str(why))


@dataclass(frozen=True, slots=True)
class Home:
    """One installation's folder; creates itself on first use."""

    path: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """Return the home named by ZHIKE_HOME, by default ~/.zhike."""
        return cls(Path(os.environ.get("ZHIKE_HOME") or "~/.zhike").expanduser().absolute())

    @property
    def database(self) -> Path:
        """Return the embedded database's file."""
        return self.path / "zhike.db"

    @property
    def snapshot(self) -> Path:
        """Return the folder of the analysis tables."""
        return self.path / "snapshot"

    @property
    def reports(self) -> Path:
        """Return the folder of made reports."""
        return self.path / "reports"

    @property
    def uploads(self) -> Path:
        """Return the folder where handed-over files wait for their intake."""
        return self.path / "uploads"

    @property
    def events(self) -> Path:
        """Return the folder of events that arrive as a stream."""
        return self.path / "events"

    def batch(self, batch_id: int) -> Path:
        """Return the folder beside one batch, where its raw cells are kept."""
        return self.path / "batches" / str(batch_id)

    def ensure(self) -> "Home":
        """Create the folders that are missing; refuse in one sentence where that can't be done."""
        for folder in (self.path, *(self.path / name for name in _FOLDERS)):
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as why:
                raise Refused(
                    f"不能在 {folder} 建立数据目录（{said_why(why)}）。"
                    "请检查权限和空间，或用 ZHIKE_HOME 指定别的位置。"
                ) from why
        return self

    def secret_key(self) -> str:
        """Return the installation's secret, made once and readable by its owner only."""
        self.ensure()
        file = self.path / "secret.key"
        try:
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return file.read_text("ascii").strip()
        except OSError as why:
            raise Refused(
                f"不能在 {self.path} 写下密钥（{said_why(why)}）。"
                "请检查权限和空间，或用 ZHIKE_HOME 指定别的位置。"
            ) from why
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(48))
        return file.read_text("ascii").strip()
