"""Score models and tier schemes: factors, their points and weights, and the cut-offs."""

from pydantic import Field, model_validator

from zhike.playbook.bands import Band
from zhike.playbook.entry import Entry


class Factor(Entry):
    """One factor of a score: a formula over the customer, then points 0-100 by scale or in line.

    `满分于` gives points in proportion up to 100 at that value; `档` gives them by steps. The first
    of `附注` whose condition holds is said after the score, e.g. which of two sources was used.
    """

    name: str = Field(alias="名称", min_length=1)
    short: str = Field("", alias="简称")
    value: str = Field(alias="值", min_length=1)
    unit: str = Field("", alias="单位")
    weight: float = Field(alias="权重", gt=0, le=1)
    bands: tuple[Band, ...] = Field((), alias="档")
    full_at: float | None = Field(None, alias="满分于", gt=0)
    notes: tuple[Band, ...] = Field((), alias="附注")
    said: str = Field("", alias="说明")

    @model_validator(mode="after")
    def _one_scale(self) -> "Factor":
        if bool(self.bands) == (self.full_at is not None):
            raise ValueError(f"因子“{self.name}”要且只要写“档”或“满分于”")
        if any(band.points is None for band in self.bands):
            raise ValueError(f"因子“{self.name}”的每一档都要写“得分”")
        return self

    @property
    def label(self) -> str:
        """Return the short name used in explanation lines."""
        return self.short or self.name


class ScoreModel(Entry):
    """A weighted mean of factor points; missing factors are left out of both sums (methods §2.3).

    With less than `最少权重` of the weights present there is no score; with any missing it is 暂定.
    """

    name: str = Field(alias="名称", min_length=1)
    code: str = Field(alias="代号")
    version: str = Field(alias="版本")
    scheme: str = Field(alias="等级方案")
    factors: tuple[Factor, ...] = Field(alias="因子", min_length=1)
    least_weight: float = Field(0.5, alias="最少权重", gt=0, le=1)
    edge: float = Field(0.02, alias="临界", ge=0, lt=1)
    rule: str = Field("", alias="规则号")
    said: str = Field("", alias="说明")

    @model_validator(mode="after")
    def _weights_add_up(self) -> "ScoreModel":
        total = sum(factor.weight for factor in self.factors)
        if abs(total - 1) > 1e-9:
            raise ValueError(f"权重合计要等于 1，现在是 {total:g}")
        return self


class Scheme(Entry):
    """A named set of letters or words, so that a letter is never shown without its scheme."""

    name: str = Field(alias="名称", min_length=1)
    said: str = Field(alias="说明")
    rule: str = Field("", alias="规则号")
    bands: tuple[Band, ...] = Field(alias="档", min_length=1)

    def tier(self, score: float) -> str:
        """Return the tier of a rounded score; boundary values belong to the upper tier (S1-14)."""
        return next((band.word for band in self.bands if band.holds(score)), "")


class Rfm(Entry):
    """The window of the RFM analysis in months; 0 counts everything up to as_of (S2-15)."""

    months: int = Field(12, alias="近几个月", ge=0)


class Abc(Entry):
    """Where A and B end by cumulative share of the amount before a customer (S0-22)."""

    a_until: float = Field(0.7, alias="A止于", gt=0, lt=1)
    b_until: float = Field(0.9, alias="B止于", gt=0, le=1)
    months: int = Field(12, alias="近几个月", ge=0)


class Analyses(Entry):
    """Settings of the analyses that are not score models."""

    rfm: Rfm = Field(Rfm.model_validate({}), alias="RFM")
    abc: Abc = Field(Abc.model_validate({}), alias="ABC")
    least_group: int = Field(10, alias="最少组数", ge=1)
    significance: float = Field(0.05, alias="显著水平", gt=0, lt=1)
