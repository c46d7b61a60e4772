"""Numbers in templates, said as `words.wording` says them."""

from django import template

from zhike.words import wording

register = template.Library()
register.filter("yuan", wording.yuan)
register.filter("wan", wording.wan)
register.filter("money", wording.money)
register.filter("percent", wording.percent)
register.filter("count", wording.count)
