"""Lay a report out and write it as files."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.records.customer.named import printed_names_for
from zhike.records.customer.scope import sight_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.report.changes import keep_report
from zhike.report.assets import load_assets
from zhike.report.document import Document
from zhike.report.files import write_files
from zhike.runs.reporting import make_document
from zhike.store.tables import tables_for
from zhike.words.period import Period
from zhike.words.problem import Refused
from zhike.words.stamp import Stamp

SAID = "制作报表"


def run(
    errand: Errand, *, name: str, period: str, formats: Sequence[str] = (), out: str = ""
) -> Answer:
    """Make a report of a period within the asker's rows; returns files, figures, conclusions."""
    if not errand.viewer.can("report"):
        raise Refused(_("您的角色不能制作报表，请找管理员。"))
    errand.tell(0, 2, "计算报表")
    document = document_for(errand, name=name, period=period)
    errand.tell(1, 2, "写出文件")
    folder = Path(out) if out else errand.home.reports / f"{errand.at:%Y%m%d-%H%M%S-%f}"
    files = write_files(document, folder, formats=formats, assets=load_assets())
    answer = {"files": [str(file) for file in files], **document.as_json()}
    answer["report"] = keep_report(
        name,
        period=period,
        stamp=document.stamp,
        answer=answer,
        by=errand.viewer.account_id,
        at=errand.at,
    )
    return answer


def document_for(errand: Errand, *, name: str, period: str, drawn: bool = True) -> Document:
    """Return a report laid out for the asker's rows; the page, Excel, PDF and picture share it."""
    span = Period.parse(period)
    manifest, sight, playbook = refreshed(errand), sight_for(errand.viewer), active_playbook()
    document = make_document(
        name,
        tables_for(sight, manifest),
        playbook=playbook,
        period=span,
        scope_said=sight.said,
        stamp=Stamp(min(span.last, errand.today), manifest.token, playbook.version),
        drawn=drawn,
    )
    return document.named(printed_names_for(errand.viewer, document.customer_ids))
