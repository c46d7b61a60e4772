"""Read a formula: bounded, by a grammar that knows no code, with errors that say the place."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken
from lark.common import LexerConf
from lark.exceptions import VisitError
from lark.lexer import Lexer

from zhike.formula.lexing import tokens_of
from zhike.formula.tree import (
    ARITHMETIC,
    FUNCTIONS,
    Among,
    Call,
    Formula,
    FormulaRefused,
    Name,
    Node,
    Number,
    Operation,
    Sign,
    Text,
    Turned,
    is_condition,
)

LONGEST = 2000
MOST_OPERATORS = 200
DEEPEST = 50

_GRAMMAR = """
?start: either
?either: both | either OR both -> operation
?both: negated | both AND negated -> operation
?negated: compared | NOT negated -> opposite
?compared: sum
    | sum COMPARE sum -> operation
    | sum IN OPEN choice (COMMA choice)* CLOSE -> among
    | sum NOT_IN OPEN choice (COMMA choice)* CLOSE -> not_among
?choice: TEXT | NUMBER
?sum: product | sum PLUS product -> operation | sum MINUS product -> operation
?product: signed | product TIMES signed -> operation | product DIVIDE signed -> operation
?signed: atom | MINUS signed -> negative | PLUS signed -> same
?atom: NUMBER | TEXT
    | NAME -> name
    | WINDOW OPEN NAME CLOSE -> windowed
    | FUNCTION OPEN either (COMMA either)* CLOSE -> call
    | OPEN either CLOSE -> same
%declare OR AND NOT COMPARE IN NOT_IN OPEN CLOSE COMMA PLUS MINUS TIMES DIVIDE
%declare NUMBER TEXT NAME WINDOW FUNCTION
"""
COMPARING = tuple("=＝<＜>＞≥≤≠!")
_OPERATORS = ("PLUS", "MINUS", "TIMES", "DIVIDE", "COMPARE", "AND", "OR", "NOT", "IN", "NOT_IN")
_SIGN_OF: dict[str, Sign] = {
    "PLUS": "+", "MINUS": "−", "TIMES": "×", "DIVIDE": "÷", "AND": "且", "OR": "或",
}  # fmt: skip


def parse(text: str, names: Collection[str] = (), *, titled: bool = False) -> Formula:
    """Return the formula a text says; `names` are the names it may use (none: any name).

    With `titled`, a leading `转化率 =` is the title, not a comparison. Raises FormulaRefused with
    the place and the nearest names when it can't be read or names something unknown.
    """
    if len(text) > LONGEST:
        raise FormulaRefused(f"公式有 {len(text)} 个字，最多 {LONGEST} 个", position=LONGEST)
    tokens = list(tokens_of(text, names))
    title, tokens = _title(tokens) if titled else ("", tokens)
    _check_bounds(tokens)
    try:
        root = _parser().parse(cast(Any, tokens))
    except UnexpectedInput as why:
        raise _refusal(why, text) from None
    except VisitError as why:
        raise why.orig_exc from None
    formula = Formula(text, _grown([root])[0], title)
    if names:
        _check_names(formula, names)
    return formula


def _title(tokens: list[Token]) -> tuple[str, list[Token]]:
    if len(tokens) > 2 and tokens[0].type == "NAME" and tokens[1].value == "=":
        return str(tokens[0].value), tokens[2:]
    return "", tokens


def _check_bounds(tokens: list[Token]) -> None:
    if not tokens:
        raise FormulaRefused("公式是空的")
    operators = depth = 0
    for token in tokens:
        operators += token.type in _OPERATORS
        depth += {"OPEN": 1, "CLOSE": -1}.get(token.type, 0)
        if operators > MOST_OPERATORS:
            _refuse_at(token, f"运算太多，最多 {MOST_OPERATORS} 个")
        if depth > DEEPEST:
            _refuse_at(token, f"括号套得太深，最多 {DEEPEST} 层")


def _refuse_at(token: Token, said: str) -> None:
    position = token.start_pos or 0
    raise FormulaRefused(f"公式第 {position + 1} 个字：{said}", position=position)


def _check_names(formula: Formula, names: Collection[str]) -> None:
    for leaf in formula.leaves:
        if leaf.name not in names:
            raise unknown_name(leaf, names)


def unknown_name(leaf: Name, names: Collection[str]) -> FormulaRefused:
    """Return the refusal of a name nobody knows, with the nearest known ones."""
    nearest = tuple(get_close_matches(leaf.name, names, n=3, cutoff=0.5))
    said = f"公式第 {leaf.position + 1} 个字：不认识“{leaf.name}”"
    return FormulaRefused(said, position=leaf.position, nearest=nearest)


def _refusal(why: UnexpectedInput, text: str) -> FormulaRefused:
    token = why.token if isinstance(why, UnexpectedToken) else None
    if token is None or token.type == "$END":
        return FormulaRefused("公式没有写完", position=len(text))
    position = token.start_pos or 0
    piece = text[position : token.end_pos]
    said = f"公式第 {position + 1} 个字：这里不能写“{piece}”"
    return FormulaRefused(f"{said}{_hint(text, position)}", position=position)


def _hint(text: str, position: int) -> str:
    before = text[:position].rstrip()
    if before.endswith("*") and text[position : position + 1] == "*":
        return "，不支持乘方"
    if text[position : position + 1] in COMPARING:
        return "，比较不能连写，请用 且 分开"
    if before and (before[-1].isalnum() or before[-1] in ")）%％]”\"'"):
        return "，前面少了运算符（+ − × ÷ 且 或）"
    return ""


class _Given(Lexer):
    """The lexer of a parser that is handed tokens instead of text."""

    def __init__(self, lexer_conf: LexerConf) -> None:
        """Take no settings: the tokens are made elsewhere."""

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:  # noqa: ARG002
        """Hand the tokens on."""
        yield from lexer_state


class _Grown(Transformer[Token, Node]):
    """Builds the tree while the parser reads, so that no deep text can exhaust the stack."""

    def operation(self, parts: list[Any]) -> Node:
        left, token, right = _grown(parts)
        sign = cast(Sign, token.value) if token.type == "COMPARE" else _SIGN_OF[token.type]
        _check_sides(token, sign, (left, right))
        return Operation(sign, left, right)

    def opposite(self, parts: list[Any]) -> Node:
        _check_sides(parts[0], "且", (parts[1],))
        return Turned("非", _grown(parts)[1])

    def negative(self, parts: list[Any]) -> Node:
        of = _grown(parts)[1]
        _check_sides(parts[0], "−", (of,))
        return Turned("−", of)

    def same(self, parts: list[Any]) -> Node:
        return cast(Node, _grown(parts)[1])

    def name(self, parts: list[Any]) -> Node:
        return Name(str(parts[0].value), None, parts[0].start_pos)

    def windowed(self, parts: list[Any]) -> Node:
        window, _, name, _ = parts
        return Name(str(name.value), window.value, name.start_pos)

    def among(self, parts: list[Any]) -> Node:
        nodes = _grown(parts)
        return Among(nodes[0], tuple(n for n in nodes[2:] if isinstance(n, Text | Number)))

    def not_among(self, parts: list[Any]) -> Node:
        return Turned("非", self.among(parts))

    def call(self, parts: list[Any]) -> Node:
        token, _, *rest = parts
        nodes = [node for node in _grown(rest) if not isinstance(node, Token)]
        least, most = FUNCTIONS[token.value]
        if not least <= len(nodes) <= most:
            wanted = f"{least}" if least == most else f"{least} 到 {most}"
            _refuse_at(token, f"{token.value} 要 {wanted} 项，现在是 {len(nodes)} 项")
        return Call(str(token.value), tuple(nodes))


def _grown(parts: list[Any]) -> list[Any]:
    """Return the parts with number and text tokens replaced by their nodes."""
    kinds = ("NUMBER", "TEXT")
    return [p.value if isinstance(p, Token) and p.type in kinds else p for p in parts]


def _check_sides(token: Token, sign: Sign, sides: tuple[Node, ...]) -> None:
    """Refuse what no value could mend: 且 between numbers, + between texts or conditions."""
    wants_condition = sign in ("且", "或")
    for side in sides:
        if not wants_condition and is_condition(side):
            _refuse_at(token, f"“{token}”两边要是数，不能是条件，请用 且 或 连接条件")
        if wants_condition and not (is_condition(side) or isinstance(side, Name)):
            _refuse_at(token, f"“{token}”两边都要是条件")
        if sign in ARITHMETIC and isinstance(side, Text):
            _refuse_at(token, f"“{token}”两边要是数，不能是文字")


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(
        _GRAMMAR, parser="lalr", lexer=_Given, transformer=_Grown(), maybe_placeholders=False
    )
