"""Cut a formula into its pieces: folded signs, numbers, quoted and plain names, keywords."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import NoReturn

from lark import Token

from zhike.formula.tree import FUNCTIONS, FormulaRefused, Number, Text, Window

_FOLD = str.maketrans(
    {
        "×": "*", "·": "*", "∗": "*", "÷": "/", "∕": "/", "−": "-", "–": "-", "—": "-",
        "≥": "≥", "≤": "≤", "≠": "≠", "、": ",", "【": "[", "】": "]",
    }
)  # fmt: skip
_QUOTES = {'"': '"', "“": "”", "「": "」", "'": "'", "‘": "’", "＂": "＂"}
_SIGNS = {
    "+": "PLUS", "-": "MINUS", "*": "TIMES", "/": "DIVIDE", "(": "OPEN", ")": "CLOSE", ",": "COMMA",
    "==": "=", "=": "=", "!=": "≠", "<>": "≠", "≠": "≠", "<=": "≤", "≤": "≤", ">=": "≥", "≥": "≥",
    "<": "<", ">": ">",
}  # fmt: skip
_KEYWORDS = {
    "且": "AND", "并且": "AND", "and": "AND", "或": "OR", "或者": "OR", "or": "OR",
    "非": "NOT", "not": "NOT", "属于": "IN", "in": "IN", "不属于": "NOT_IN",
}  # fmt: skip
_GLUED = ("并且", "或者", "不属于", "且", "或", "属于")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(万|亿)?元?")
_WINDOW = re.compile(r"近(\d{1,4})(个月|月|天|日|年)|上期")
_RUN = re.compile(r"[\w.]+")
_SCALE = {"万": 1e4, "亿": 1e8, None: 1.0}
_LARGEST = 1e15


def tokens_of(text: str, names: Collection[str]) -> Iterator[Token]:
    """Yield the tokens of a formula; names that are known are found first, longest first.

    Token values are nodes for numbers and texts, Windows, or plain strings. Raises FormulaRefused.
    """
    yield from _Pieces(text, names).tokens()


def _folded(text: str) -> str:
    """Return the text with width and signs folded, one character for each (so places stay)."""
    folded = (unicodedata.normalize("NFKC", char) for char in text)
    one = "".join(new if len(new) == 1 else old for old, new in zip(text, folded, strict=True))
    return one.translate(_FOLD)


class _Pieces:
    """The walk along one text."""

    def __init__(self, text: str, names: Collection[str]) -> None:
        self.text, self.folded, self.at = text, _folded(text), 0
        self.names = {_folded(name): name for name in names}
        odd = (name for name in self.names if not _RUN.fullmatch(name))
        self.odd = sorted(odd, key=len, reverse=True)

    def tokens(self) -> Iterator[Token]:
        while self.at < len(self.text):
            if self.text[self.at].isspace():
                self.at += 1
            elif self.text[self.at] in _QUOTES:
                yield self._quoted()
            elif self.folded[self.at] == "[":
                yield self._bracketed()
            else:
                yield self._odd_name() or self._sign() or self._run()

    def _token(self, kind: str, value: object, length: int) -> Token:
        piece = self.text[self.at : self.at + length]
        token = Token(kind, piece, start_pos=self.at, end_pos=self.at + length)
        token.value = value
        self.at += length
        return token

    def _quoted(self) -> Token:
        close = _QUOTES[self.text[self.at]]
        end = self.text.find(close, self.at + 1)
        if end < 0:
            self._refuse("引号没有合上", self.at)
        return self._token("TEXT", Text(self.text[self.at + 1 : end]), end + 1 - self.at)

    def _bracketed(self) -> Token:
        end = self.folded.find("]", self.at)
        if end < 0:
            self._refuse("方括号没有合上", self.at)
        inside = self.text[self.at + 1 : end].strip()
        name = self.names.get(_folded(inside), inside)
        return self._token("NAME", name, end + 1 - self.at)

    def _odd_name(self) -> Token | None:
        for name in self.odd:
            if self.folded.startswith(name, self.at):
                return self._token("NAME", self.names[name], len(name))
        return None

    def _sign(self) -> Token | None:
        for length in (2, 1):
            piece = self.folded[self.at : self.at + length]
            if len(piece) == length and piece in _SIGNS:
                kind = _SIGNS[piece]
                if len(kind) == 1:
                    return self._token("COMPARE", kind, length)
                return self._token(kind, piece, length)
        return None

    def _run(self) -> Token:
        found = _RUN.match(self.folded, self.at)
        if not found:
            self._refuse(self._why_not(self.folded[self.at]), self.at)
        run = found[0]
        if run in self.names:
            return self._token("NAME", self.names[run], len(run))
        return self._keyword(run) or self._called(run) or self._number(run) or self._name(run)

    def _keyword(self, run: str) -> Token | None:
        if run.lower() in _KEYWORDS:
            return self._token(_KEYWORDS[run.lower()], run, len(run))
        for word in _GLUED:
            if run.startswith(word) and len(run) > len(word):
                return self._token(_KEYWORDS[word], word, len(word))
        if run.startswith("非") and run[1:] in self.names:
            return self._token("NOT", "非", 1)
        return None

    def _called(self, run: str) -> Token | None:
        if not self.folded[self.at + len(run) :].lstrip().startswith("("):
            return None
        if found := _WINDOW.fullmatch(run):
            return self._token("WINDOW", _window(found), len(run))
        return self._token("FUNCTION", run, len(run)) if run in FUNCTIONS else None

    def _number(self, run: str) -> Token | None:
        found = _NUMBER.match(run)
        rest = run[found.end() :] if found else run
        if not found or (rest and not rest.startswith(_GLUED)):
            return None
        value = float(found[1]) * _SCALE[found[2]]
        if value > _LARGEST:
            self._refuse(f"数字“{found[0]}”太大", self.at)
        text = found[1] + (found[2] or "")
        percent = re.match(r"\s*%", self.folded[self.at + found.end() :])
        if percent and not rest:
            length = found.end() + percent.end()
            return self._token("NUMBER", Number(value / 100, f"{text}%"), length)
        return self._token("NUMBER", Number(value, text), found.end())

    def _name(self, run: str) -> Token:
        for word in _GLUED:
            left = run.partition(word)[0]
            if left != run and (left in self.names or not self.names):
                return self._token("NAME", self.names.get(left, left), len(left))
        return self._token("NAME", self.text[self.at : self.at + len(run)], len(run))

    @staticmethod
    def _why_not(char: str) -> str:
        if char == "%":
            return "％ 只能写在数字后面"
        return f"不认识符号“{char}”"

    def _refuse(self, said: str, position: int) -> NoReturn:
        raise FormulaRefused(f"公式第 {position + 1} 个字：{said}", position=position)


def _window(found: re.Match[str]) -> Window:
    if found[0] == "上期":
        return Window(1, "上期")
    count, unit = int(found[1]), found[2]
    if unit in ("天", "日"):
        return Window(count, "天")
    return Window(count * (12 if unit == "年" else 1), "个月")
