"""Rules of equality: which customers are one, or are looked at, when some values agree (S3-09)."""

from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from zhike.playbook.entry import Entry, Yes

Value = Literal["统一社会信用代码", "客户名称", "联系电话", "邮箱", "联系人", "所在城市"]
Verdict = Literal["同一家", "待核对"]
VALUES: tuple[Value, ...] = get_args(Value)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
CODE: Value = "统一社会信用代码"
_TELLING = frozenset(VALUES[:4])  # one of these has to agree: two contacts called 王伟 say nothing


class SameRule(Entry):
    """When all of `equal` agree between two customers, they are one or are to be looked at."""

    name: str = Field(alias="名称", min_length=1)
    equal: tuple[Value, ...] = Field(alias="一致", min_length=1)
    verdict: Verdict = Field(alias="判为")
    retired: Yes = Field(False, alias="停用")

    @property
    def is_same(self) -> bool:
        """Say whether it makes two customers one, where nothing forbids that."""
        return self.verdict == "同一家"

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if not _TELLING & set(self.equal):
            raise ValueError(f"查重规则“{self.name}”至少要比{'、'.join(VALUES[:4])}中的一项")
        if self.is_same and len(set(self.equal)) < 2 and CODE not in self.equal:
            raise ValueError(
                f"查重规则“{self.name}”只比一项就判为同一家：兄弟公司常共用电话，重名也不少，"
                "请再加一项，或改判待核对"
            )
        return self


def _rule(name: str, equal: tuple[Value, ...], verdict: Verdict) -> SameRule:
    return SameRule.model_validate({"name": name, "equal": equal, "verdict": verdict})


BUILT_IN = (
    _rule("统一社会信用代码一致", (CODE,), "同一家"),
    _rule("名称和电话一致", ("客户名称", "联系电话"), "同一家"),
    _rule("客户名称一致", ("客户名称",), "待核对"),
    _rule("联系电话一致", ("联系电话",), "待核对"),
)
"""The rules every team begins with; they can be retired, not removed."""
