"""A customers' workbook of 20 columns as people keep it: many spellings, gaps and masks."""

import csv
import random
from pathlib import Path

import xlsxwriter

HEADS = [
    *("客户编号", "客户名称", "联系人", "联系电话", "职务", "邮箱", "所属行业", "企业规模"),
    *("企业性质", "省份", "城市", "客户类型", "接触渠道", "首次接触时间", "最近跟进时间"),
    *("跟进人", "累计交易金额(万元)", "潜在价值评分(1-5分)", "需求描述", "备注"),
]
SEED = 20_240_501
# A city lies in its province, or every other row would be told that it does not.
PLACES = (("江苏省", "南京市"), ("上海", "上海市"), ("广东", "深圳"), ("四川省", "成都市"))


def make_workbook(path: Path, rows: int) -> Path:
    """Write the workbook, the same for the same number of rows."""
    luck = random.Random(SEED)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("客户")
        sheet.write_row(0, 0, HEADS)
        for at in range(1, rows + 1):
            sheet.write_row(at, 0, messy_row(at, luck))
    return path


def messy_row(at: int, luck: random.Random) -> list[object]:
    """Return one row as people type them: several spellings of dates, money and phones."""
    month, day = luck.randint(1, 12), luck.randint(1, 28)
    iso = f"2024-{month:02}-{day:02}"
    date = luck.choice((iso, f"2024/{month}/{day}", f"2024年{month}月{day}日"))
    mobile = f"1{luck.randint(30, 99)}{luck.randint(0, 99_999_999):08}"
    spaced = f"+86 {mobile[:3]}-{mobile[3:7]}-{mobile[7:]}"
    phone = luck.choice((mobile, spaced, f"{mobile[:3]}****{mobile[7:]}"))
    return [
        f"C{at:07}",
        f"{luck.choice('华兴盛泰恒')}{luck.choice('科达源信')}{at}（{luck.choice('京沪粤')}）有限公司",
        f"{luck.choice('王李张刘陈')}{luck.choice('伟芳娜敏静')}",
        phone,
        luck.choice(("经理", "总监", "采购", "")),
        f"a{at}@example.com",
        luck.choice(("软件和信息技术服务业", "制造业", "IT服务", "零售", "互联网-电商")),
        luck.choice(("100-500人", "中小企业", "大客户", "500-1000人", "")),
        luck.choice(("国企", "民营企业", "外资", "")),
        *luck.choice(PLACES),
        luck.choice(("潜在", "意向客户", "成交", "流失")),
        luck.choice(("行业展会推荐", "官网", "转介绍")),
        date,
        f"2025-{month:02}-{day:02}",
        luck.choice(("李明", "王芳", "*顾问")),
        luck.choice((luck.randint(0, 500), f"{luck.randint(1, 99)}.5万", "-")),
        luck.choice((1, 2, 3, 4, 5, "")),
        "提升团队协作效率，需支持多终端同步",
        luck.choice(("", "年度合作客户")),
    ]


def make_csv(path: Path, rows: int) -> Path:
    """Write the same rows as a CSV file, which is quicker to make."""
    luck = random.Random(SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADS)
        writer.writerows(messy_row(at, luck) for at in range(1, rows + 1))
    return path
