"""The story of the sample, told line by line while it is made and when it is done."""

import time
from collections.abc import Callable
from typing import Any

from zhike.jobs.errand import Answer
from zhike.records.job.lookups import JobRow, job_row
from zhike.words.wording import count

PAUSE_S = 0.5


def tell_until_done(job_id: int, *, say: Callable[[str], None]) -> JobRow:
    """Say how the sample goes until the job is over; returns it."""
    said = ""
    while not (job := job_row(job_id)).is_over:
        about = job.said.split(" ")[0]
        if about == "读" and job.said != said:
            said = job.said
            say(f"{job.share:3d}% {said}")
        time.sleep(PAUSE_S)
    for line in story(job.result) if job.state == "完成" else [job.trouble]:
        say(line)
    return job


def story(answer: Answer) -> list[str]:
    """Return what was done as the lines the terminal tells."""
    rows: dict[str, int] = answer["rows"]
    customers = sum(f["rows"]["customers"] + f["rejected"] for f in answer["files"][:2])
    rejected = sum(f["rejected"] for f in answer["files"])
    found: dict[str, Any] = answer["analysis"]
    at_risk = found["tiers"].get("流失风险", {}).get("高")
    leaving = f" · 流失信号 {count(at_risk)} 家" if at_risk else ""
    told = "；".join(one["title"] for one in found["findings"][:3])
    return [
        f"读 {len(answer['files'])} 个文件：客户 {count(customers)} 行，"
        f"订单 {count(rows['orders'])} 笔，明细 {count(rows['order_lines'])} 行",
        f"跟进 {count(rows['interactions'])} 条，报价 {count(rows['quotes'])} 份，"
        f"问题 {count(rows['cases'])} 件，行为 {count(rows['events'])} 条",
        f"修正 {count(answer['corrected'])} 格 · 未入 {count(rejected)} 行"
        f" · 疑似重复 {answer['doubled']} 组",
        f"分析 {count(found['customers_count'])} 家客户{leaving} · 任务 {answer['tasks']} 个"
        f" · 待收表单 {answer['waiting']} 份",
        *([f"发现：{told}"] if told else []),
    ]
