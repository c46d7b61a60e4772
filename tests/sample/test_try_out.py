"""The files to try are the printed tables and the second quarter, cell for cell."""

from pathlib import Path

from zhike.sample.try_out import write_try_out

EXAMPLES = Path(__file__).parent.parent / "examples"
FROM = {"seed_q2-客户.csv": "seed_q2/customers.csv", "seed_q2-订单.csv": "seed_q2/orders.csv"}


def test_they_are_what_the_tests_read(tmp_path: Path):
    written = write_try_out(tmp_path / "try")
    names = [file.name for file in written]
    tables = ["T0.csv", "T1-1.csv", "T1-2.csv", "T3-1.csv"]
    assert sorted(names) == sorted([*tables, *FROM, "示例脏表.csv"])
    for file in written:
        example = EXAMPLES / FROM.get(file.name, file.name)
        if example.exists():
            assert file.read_bytes() == example.read_bytes()
