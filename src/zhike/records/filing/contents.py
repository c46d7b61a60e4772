"""What a handed-over file really is, told by its content; its name alone is believed by nobody."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from zhike.words.problem import Refused

MOST_BYTES = 20 << 20
MOST_UNPACKED = 300 << 20
HEAD = 4_096
_OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_MACROS = ("vbaproject.bin",)
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def _office(folder: str) -> Callable[[Path], bool]:
    def is_it(file: Path) -> bool:
        try:
            with zipfile.ZipFile(file) as pack:
                members = pack.infolist()
        except (zipfile.BadZipFile, OSError, ValueError):
            return False
        names = [one.filename for one in members]
        whole = sum(one.file_size for one in members) <= MOST_UNPACKED
        plain = not any(name.lower().endswith(_MACROS) for name in names)
        known = "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
        return whole and plain and known

    return is_it


def _begins(*starts: bytes) -> Callable[[Path], bool]:
    def is_it(file: Path) -> bool:
        with file.open("rb") as opened:
            return opened.read(HEAD).startswith(starts)

    return is_it


def _is_text(file: Path) -> bool:
    data = file.read_bytes()
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return any(_decodes(data, encoding) for encoding in _ENCODINGS)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


_IS: dict[str, Callable[[Path], bool]] = {
    "pdf": _begins(b"%PDF-"),
    **{suffix: _office(folder) for suffix, folder in _OFFICE.items()},
    "jpg": _begins(b"\xff\xd8\xff"),
    "png": _begins(b"\x89PNG\r\n\x1a\n"),
    "txt": _is_text,
    "csv": _is_text,
}
KINDS = tuple(_IS)
"""The kinds of file that are kept: no archive, whose inside nobody sees, and nothing that runs."""
_SAME = {"jpeg": "jpg", "jpe": "jpg"}


def kind_of(file: Path, name: str) -> str:
    """Return the kind of a file, its name and its content agreeing; refuses it otherwise."""
    suffix = Path(name).suffix.lower().lstrip(".")
    suffix = _SAME.get(suffix, suffix)
    if suffix not in _IS:
        raise Refused(
            _("%(name)s 的类型不能存：可以存 %(kinds)s。压缩包请解开再传，旧版文档请另存为新格式。")
            % {"name": name, "kinds": _("、").join(KINDS)}
        )
    size = file.stat().st_size
    if size == 0:
        raise Refused(_("%(name)s 是空文件，没有存。") % {"name": name})
    if size > MOST_BYTES:
        raise Refused(
            _("%(name)s 有 %(size)s MB，附件最大 %(most)s MB；请压缩或分开再传。")
            % {"name": name, "size": f"{size / (1 << 20):.1f}", "most": MOST_BYTES >> 20}
        )
    if not _IS[suffix](file):
        raise Refused(
            _("%(name)s 的内容不是 %(kind)s（改过后缀，或文件坏了、带宏），没有存。")
            % {"name": name, "kind": suffix}
        )
    return suffix
