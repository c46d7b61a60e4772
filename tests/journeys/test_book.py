"""The same from a notebook: `import zhike.book as zk`."""

import json

from journeys.homes import House
from journeys.test_quarter import SEED

SCRIPT = """
import json
import zhike.book as zk
me = zk.open_book()
seen = zk.propose(me, {file!r})
found = zk.measure(me, "转化率", by=["区域"], period="2024Q2")
print(json.dumps([seen["same"], found["total"]["转化率"], len(found["rows"])]))
"""


def test_a_notebook_asks_what_the_command_asks(new_house) -> None:
    house: House = new_house()
    house.jsons(*(["import", str(SEED / file)] for file in ("customers.csv", "orders.csv")))
    said = house.answer(SCRIPT.format(file=str(SEED / "customers.csv")))
    assert json.loads(said) == [120, 0.375, 4]
