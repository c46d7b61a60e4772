"""Tag rules: a family of tags with the one definition everybody can read."""

from pydantic import Field, model_validator

from zhike.playbook.bands import Band
from zhike.playbook.entry import Entry, Yes


class Top(Entry):
    """The first customers by a number: a share of all who have one above 0, rounded up."""

    word: str = Field(alias="叫", min_length=1)
    share: float = Field(alias="占比", gt=0, le=1)


class TagRule(Entry):
    """How a family of tags is given, in one of four ways.

    `来自` uses the word that stands in a customer attribute; `值` with `档` puts a number on a
    scale, with `前` the customers in order of it; `当` with `标签` gives one tag to whom the
    condition holds. `也认手工` also takes the tag of the same name that somebody set by hand.
    """

    family: str = Field(alias="族", min_length=1)
    said: str = Field(alias="说明", min_length=1)
    rule: str = Field("", alias="规则号")
    owner: str = Field("", alias="负责")
    attribute: str = Field("", alias="来自")
    value: str = Field("", alias="值")
    unit: str = Field("", alias="单位")
    bands: tuple[Band, ...] = Field((), alias="档")
    tops: tuple[Top, ...] = Field((), alias="前")
    tag: str = Field("", alias="标签")
    when: str = Field("", alias="当")
    by_hand: Yes = Field(False, alias="也认手工")

    @model_validator(mode="after")
    def _one_way(self) -> "TagRule":
        scaled, ranked = bool(self.value and self.bands), bool(self.value and self.tops)
        ways = (bool(self.attribute), scaled, ranked, bool(self.tag and self.when))
        if sum(ways) != 1:
            raise ValueError("标签规则要且只要写一种：“来自”、“值”加“档”或“前”、或“当”加“标签”")
        if [top.share for top in self.tops] != sorted({top.share for top in self.tops}):
            raise ValueError("“前”的各段占比要从小到大")
        return self

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the tags this rule can give, empty when they come from an attribute."""
        words = [self.tag, *(band.word for band in self.bands), *(top.word for top in self.tops)]
        return tuple(dict.fromkeys(word for word in words if word))
