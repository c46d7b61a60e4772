"""For whom a field is asked: organisations and persons, chains and consumers (S1-28, S4-25)."""

from zhike.words.field import FieldSpec

ORGANISATION, PERSON = "organisation", "person"
CHAIN, CONSUMER = "供应链", "终端消费者"
RELATION = "关系类型"
"""The own field that says whether a customer is one of the supply chain or buys for itself."""


def fits(spec: FieldSpec, kind: str, relation: str = "") -> bool:
    """Say whether a field is for customers of this kind and relation; unsaid fits everybody.

    A customer whose relation nobody said is a ToB customer when an organisation, else a ToC one.
    """
    if not spec.audience:
        return True
    if spec.audience in (ORGANISATION, PERSON):
        return spec.audience == (kind or ORGANISATION)
    chain = relation == CHAIN or (not relation and (kind or ORGANISATION) == ORGANISATION)
    return spec.audience == ("tob" if chain else "toc")
