"""A disk of a few megabytes that can be filled up: a tmpfs of this test's own.

Run as `unshare -rm python small_disk.py FOLDER`, so that no rights are needed and nothing of it is
seen outside. Prints what the commands said as JSON.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

SIZE_MB, LEFT_KB = 48, 3000
ROWS = 20_000
FIRST = "客户编号,客户名称\nC1,甲公司\n"


def main(folder: Path) -> None:
    """Fill the disk while rows go in, make room, and go on."""
    home, small, large = folder / "home", folder / "少.csv", folder / "多.csv"
    small.write_text(FIRST, "utf-8")
    remark = "备注很长" * 20
    lines = (f"K{at:06d},第{at}号公司,{remark}{at}" for at in range(ROWS))
    large.write_text("\n".join(["客户编号,客户名称,备注", *lines]), "utf-8")
    home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(home)]
    subprocess.run(mount, check=True)
    said = {"first": run(home, "import", str(small))}
    fill(home)
    said["full"] = run(home, "import", str(large))
    (home / "fill").unlink()
    said["after"] = run(home, "import", str(small))
    said["book"] = run(home, "import", "--check", str(large))
    said["again"] = run(home, "import", str(large))
    sys.stdout.write(json.dumps(said, ensure_ascii=False))


def fill(home: Path) -> None:
    """Take all room but a little."""
    left = os.statvfs(home)
    room = left.f_bavail * left.f_frsize - LEFT_KB * 1024
    (home / "fill").write_bytes(bytes(room))


def run(home: Path, *arguments: str) -> list[object]:
    """Run a command; return its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "zhike.cli", *arguments],
        env={**os.environ, "ZHIKE_HOME": str(home / "zhike"), "DATABASE_URL": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [done.returncode, done.stdout, done.stderr]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
