"""The follow-ups: how many a customer gets, on which days, by whom, and what was said."""

from datetime import date, timedelta
from random import Random

from zhike.sample import notes, people
from zhike.sample.days import Days, dice_for
from zhike.sample.rows import Firm, Talk

TALKS = 14_000
PROMISED_TODAY, PROMISED_LATE = 4, 2  # promises of the demo's consultant that wait
_FORGOTTEN = 16  # days after which nobody asks for a promise any more
_BY_DAYS = {within: step for step, within in notes.STEPS.items() if within}
_USUAL = {"成交": 10.6, "意向": 9.0, "潜在": 3.2, "流失": 7.0}


def invent_talks(firms: list[Firm], days: Days, seed: int) -> list[Talk]:
    """Return the follow-ups in order of their day."""
    dice = dice_for(seed, "talks")
    many = _shared_out(firms, dice)
    found = [
        _talk(one, on, days, dice)
        for one, number in zip(firms, many, strict=True)
        for on in _talk_days(one, number, days, dice)
    ]
    found.sort(key=lambda talk: (talk.on, talk.firm.id))
    _settle_promises([talk for talk in found if talk.on == talk.firm.last_talk], days, dice)
    return found


def _settle_promises(last: list[Talk], days: Days, dice: Random) -> None:
    """Leave few promises of the last days unkept, and of the demo's consultant just a few."""
    today, late = PROMISED_TODAY, PROMISED_LATE
    for talk in last:
        due = _due(talk)
        gap = (days.until - talk.on).days
        hers = talk.firm.owner == people.DEMO_CONSULTANT
        if hers and today and (gap + 1) in _BY_DAYS:
            talk.next_step, today = _BY_DAYS[gap + 1], today - 1
        elif hers and late and (gap - 2) in _BY_DAYS:
            talk.next_step, late = _BY_DAYS[gap - 2], late - 1
        elif due and 0 <= (days.until - due).days + 1 <= _FORGOTTEN:
            kept = 0.0 if hers else 0.6 if talk.firm.team == "大客户" else 0.2
            talk.next_step = talk.next_step if dice.random() < kept else ""


def _due(talk: Talk) -> date | None:
    within = notes.STEPS.get(talk.next_step)
    return None if within is None else talk.on + timedelta(days=within)


def _shared_out(firms: list[Firm], dice: Random) -> list[int]:
    """Return how many follow-ups each customer gets, one at least, the planned number in all."""
    weights = [_USUAL[one.customer_type] * dice.lognormvariate(0, 0.5) for one in firms]
    weights = [
        w * (1.6 if one.team == "大客户" else 1) for one, w in zip(firms, weights, strict=True)
    ]
    left, whole, found = TALKS - len(firms), sum(weights), []
    for weight in weights:
        share = round(left * weight / whole) if whole > 0 else 0
        found.append(1 + share)
        left, whole = left - share, whole - weight
    return found


def _talk_days(one: Firm, number: int, days: Days, dice: Random) -> list[date]:
    """Return the days of a customer's follow-ups, the planned last one among them."""
    last = one.last_talk or days.until
    start = min(max(one.first_on, days.whole.start), last)
    length = (last - start).days
    backs = (int(length * dice.random() ** 1.25) for _ in range(number - 1))
    return [last, *(last - timedelta(days=back) for back in backs)]


def _talk(one: Firm, on: date, days: Days, dice: Random) -> Talk:
    late = one.story.startswith("快递") and on >= days.courier_change and dice.random() < 0.7
    way = dice.choices(notes.WAYS, weights=notes.WAY_WEIGHTS)[0]
    feeling = notes.mood(dice, one.customer_type, is_late=late)
    return Talk(
        firm=one,
        on=on,
        way=way,
        summary=notes.note(dice, one.customer_type, way, contact=one.contact, is_late=late),
        feedback=feeling,
        words=notes.words_for(dice, feeling),
        by=_by(one, dice),
        next_step=notes.next_step(dice),
    )


def _by(one: Firm, dice: Random) -> str:
    roll = dice.random()
    if roll < 0.92:
        return one.owner
    if roll < 0.985:
        return dice.choice(people.advisers(one.team))
    return dice.choice(people.STRANGERS)
