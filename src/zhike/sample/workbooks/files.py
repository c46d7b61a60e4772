"""All files of the invented company, in the order they are brought in."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from zhike.sample.days import dice_for
from zhike.sample.rows import Company
from zhike.sample.workbooks import customers, deals, earlier, market, support
from zhike.sample.workbooks.page import write_book


def write_files(company: Company, folder: Path, *, seed: int = 1) -> Iterator[Path]:
    """Write the workbooks into a folder and yield each when it is there, in import order."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = dice_for(seed, "sheets")
    spent: dict[int, float] = defaultdict(float)
    for line in company.lines:
        spent[line.order.firm.id] += line.amount
    yield write_book(folder / earlier.NAME, [earlier.fair(company)])
    yield write_book(folder / "客户资料总表.xlsx", customers.pages(company, spent, dice))
    yield write_book(folder / "客户补录.xlsx", [customers.supplement(company, dice)])
    yield write_book(folder / "跟进记录.xlsx", deals.talks(company, dice))
    yield deals.write_lines(company, folder / "销售订单明细.csv", dice)
    trade = (deals.quotes, deals.contracts, deals.payments, deals.rivals)
    yield write_book(folder / "报价合同回款.xlsx", [make(company, dice) for make in trade])
    asked = [support.cases(company, dice), support.demands(company, dice)]
    yield write_book(folder / "售后与需求.xlsx", asked)
    sheets = [*support.events(company, dice), support.products()]
    more = [market.rivals(), market.referrals(company, dice), market.costs(company, dice)]
    more.append(market.activities(company, dice))
    yield write_book(folder / "市场与产品.xlsx", [*sheets, *more])
