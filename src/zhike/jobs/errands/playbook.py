"""Show, check, export and switch the playbook."""

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.playbook.collecting import remarks
from zhike.playbook.load import check, dump, load_text
from zhike.playbook.reading import read_text
from zhike.records.playbook_version.changes import activate
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.problem import Refused

SAID = "手册"


def run(errand: Errand, *, action: str, text: str = "") -> Answer:
    """Do one of show, check, export, import; `said` are sentences for people.

    `check` finds what is wrong (`said`) and what only wants a look (`remarks`, S0-02).
    """
    if action == "check":
        found = check(text)
        return {"said": found, "remarks": [] if found else remarks(read_text(text))}
    if action == "import":
        return _import(errand, text)
    playbook = active_playbook()
    if action == "export":
        return {"text": dump(playbook), "said": []}
    return {
        "version": playbook.version,
        "said": [
            f"手册 {playbook.version}：{playbook.said}",
            f"字段 {sum(len(f) for f in playbook.field_entries.values())} 个，"
            f"指标 {len(playbook.metrics)} 个，标签 {len(playbook.tags)} 个，"
            f"评分模型 {len(playbook.score_models)} 个，计划 {len(playbook.plans)} 个",
        ],
    }


def _import(errand: Errand, text: str) -> Answer:
    if not errand.viewer.can("settings"):
        raise Refused(_("只有管理员可以更换手册。"))
    playbook = load_text(text)
    version = activate(
        dump(playbook), version=playbook.version, by=errand.viewer.account_id, at=errand.at,
        note="命令行导入",
    )  # fmt: skip
    return {"version": version, "said": [f"已启用手册 {version}，下次分析起按它计算。"]}
