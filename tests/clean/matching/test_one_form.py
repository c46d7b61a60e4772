"""One customer gets the forms and keys that it has among many."""

from clean.matching.invented import invented, typed_of

from zhike.clean.matching.forms import comparable
from zhike.clean.matching.one_form import form_of
from zhike.clean.matching.typed import Typed


def test_every_form_is_that_of_the_column() -> None:
    rows = invented(1_500, seed=7)
    forms = {row["id"]: row for row in comparable(rows).iter_rows(named=True)}
    for at, typed in typed_of(rows).items():
        told = form_of(typed)
        assert told == {name: forms[at][name] for name in told}


def test_phones_and_people_of_one_customer() -> None:
    phones = ["13911112222", "021-69995778-801"]
    told = form_of(Typed("华兴有限公司", phones=phones, contacts=["王经理", "张建国"]))
    assert told["masks"] == ["1392222"]
    assert told["switchboard"] == "021-69995778"
    assert (told["contact"], told["surname"]) == ("张建国", "王")
    masked = form_of(Typed("华兴有限公司", phones=["139****2222"]))
    assert (masked["mobiles"], masked["masks"]) == (None, ["1392222"])
    assert form_of(Typed())["core"] is None
