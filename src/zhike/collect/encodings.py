"""The text of a file's bytes: one encoding where one fits, else the fitting one line by line."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOK_AT = 64 * 1024
_TELLING = 500  # bytes of an older encoding from which on Big5 is told from GB18030
_LOST = "\N{REPLACEMENT CHARACTER}"
_FIRST_OF_THREE = "\N{SAMARITAN LETTER ALAF}"  # U+0800: from here on, UTF-8 takes three bytes

# A whole line with two letters of three bytes: of an older encoding hardly ever, by chance.
_ASCII, _LETTER = rb"[\x01-\x09\x0b-\x7f]", rb"[\xe2-\xef][\x80-\xbf]{2}"
_UTF8_LINE = re.compile(
    rb"(?m)^%b*%b%b*%b(?:%b|%b)*$" % (_ASCII, _LETTER, _ASCII, _LETTER, _ASCII, _LETTER)
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read by, how many letters were lost, and by line if mixed.

    `mixed` is (lines in UTF-8, lines in the older encoding), or None where one encoding was used.
    """

    text: str
    encoding: str
    lost: int = 0
    mixed: tuple[int, int] | None = None


def decoded(data: bytes) -> Decoded:
    """Return the text: by mark, else strict UTF-8, else what fits strictly, else line by line."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return Decoded(text, encoding, text.count(_LOST))
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        encoding = _likely(data)
    if _UTF8_LINE.search(data) and not encoding.startswith("utf-16"):
        return _line_by_line(data)
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return _line_by_line(data)


def _likely(data: bytes) -> str:
    """Return the encoding that fits the beginning best, GB18030 when nothing does."""
    start = data[:_LOOK_AT]
    whole_lines = start[: start.rfind(b"\n") + 1] or start
    known = ["gb18030", "big5", *(["utf_16"] if b"\x00" in start else [])]
    best = from_bytes(whole_lines, cp_isolation=known).best()
    return best.encoding.replace("_", "-") if best else "gb18030"


def _line_by_line(data: bytes) -> Decoded:
    """Return text of lines in two encodings; in neither does a line break occur in a letter."""
    lines = data.split(b"\n")
    foreign = [at for at, line in enumerate(lines) if not _is_utf8(line)]
    sample = b"\n".join(lines[at] for at in foreign[:2000])
    older = _likely(sample) if len(sample) > _TELLING else "gb18030"
    texts = {at: lines[at].decode(older, errors="replace") for at in foreign}
    text = "\n".join(
        texts[at] if at in texts else line.decode(errors="replace") for at, line in enumerate(lines)
    )
    modern = sum(not line.isascii() for line in lines) - len(foreign)
    mixed = (modern, len(foreign)) if modern and foreign else None
    return Decoded(text, older if foreign else "utf-8", text.count(_LOST), mixed)


def _is_utf8(line: bytes) -> bool:
    """Say whether a line is UTF-8, perhaps with a letter damaged; two-byte letters prove nothing.

    联通 in GB18030 happens to be valid UTF-8, of two bytes a letter.
    """
    try:
        return max(line.decode(), default="") >= _FIRST_OF_THREE or line.isascii()
    except UnicodeDecodeError:
        text = line.decode(errors="replace")
    lost = text.count(_LOST)
    sure = len(text) - len(text.encode("ascii", errors="ignore")) - lost
    return sure > lost  # of a line in an older encoding, most letters would be lost
