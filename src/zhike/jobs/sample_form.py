"""The sample's public form: built, published, given out and filled in as people do it."""

from datetime import datetime, timedelta

from django.utils import timezone

from zhike.access.viewer import viewer_for
from zhike.collect.form.design import design_of
from zhike.records.account.lookups import people
from zhike.records.form.changes import add_link, count_shown, create_form, publish_form
from zhike.records.handin.changes import Handed, hand_in
from zhike.records.playbook_version.lookups import active_playbook
from zhike.sample.handed import BUILT, CONSENT, FORM, LINKS, OWNER, Visit, invent_visits
from zhike.sample.rows import Company
from zhike.words.viewer import Viewer


def put_form(company: Company) -> int:
    """Keep the form of the fair with what waits in it; returns how many wait."""
    owner = viewer_for(next(person.id for person in people() if person.name == OWNER))
    visits = invent_visits(company)
    built = _local(visits[0].at) - timedelta(days=BUILT)
    form_id = create_form(owner, design_of(FORM), at=built)
    version = publish_form(owner, form_id, playbook=active_playbook(), at=built)
    links = [_link(owner, form_id, *one, at=built) for one in LINKS]
    for visit in visits:
        _hand_in(visit, owner, form_id, version, links)
    return sum(not visit.spam for visit in visits)


def _link(
    owner: Viewer, form_id: int, channel: str, label: str, shown: int, *, at: datetime
) -> int:
    link_id = add_link(owner, form_id, channel=channel, label=label, at=at)
    for _time in range(shown):
        count_shown(link_id)
    return link_id


def _hand_in(visit: Visit, owner: Viewer, form_id: int, version: int, links: list[int]) -> None:
    at = _local(visit.at)
    handed = Handed(
        values=visit.values, answers=visit.answers,
        consent={"text": CONSENT, "at": at.isoformat()}, form_id=form_id, version=version,
        link_id=links[visit.link], channel=LINKS[visit.link][0], tells=owner.account_id,
        title=FORM["title"],
    )  # fmt: skip
    hand_in(handed, at=at, spam=visit.spam)


def _local(at: datetime) -> datetime:
    return timezone.make_aware(at)
