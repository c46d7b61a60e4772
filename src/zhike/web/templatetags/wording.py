"""Numbers in templates, said as `words.wording` says them."""

from django import template

from zhike.records import said
from zhike.words import wording

register = template.Library()
register.filter("yuan", wording.yuan)
register.filter("wan", wording.wan)
register.filter("money", said.money)
register.filter("said", said.said)
register.filter("listed", said.listed)
register.filter("percent", wording.percent)
register.filter("count", wording.count)
