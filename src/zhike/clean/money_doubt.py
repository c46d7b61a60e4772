"""Words beside an amount by which it is none, or not the whole of it."""

import re

_ROUGH = "约|以上|以下|低于|高于|超过|最|至少|左右|起|多|余|近|几|不到|内|上限|下限|封顶|保底|[?≈~]"
_UNSURE = "待|暂|估|预计|大概|不准|不确|未确|疑|作废|取消|范围|AROUND|ABOUT|APPROX|TBD|EST"
_COUNTED = "[0-9一二两三四五六七八九十][台件个套人次]"
_A_RATE = f"月|每|日|天|周|季|小时|时薪|年[费薪付]|首年|/人|{_COUNTED}"
_NO_PRICE = "率|比例|折|%|减|抵|返|退|冲|红字|欠|损失|数量|人数|税额|号|编|电话|年份|积分|分数|单位"
_FOREIGN = (
    "[臺台][币幣]|美[元金]|欧元|镑|日[元币]|港|澳|[台新韩泰][币元幣]|卢|铢|法郎|外[币汇]"
    "|US|EUR|GBP|JPY|HK|KRW|[$€£]"
)
DOUBT = "|".join((_ROUGH, _UNSURE, _A_RATE, _NO_PRICE, _FOREIGN))
# What looks like doubt and is none: 折后价, 税率13%, 13%专票, 预付款(30%):, 分3期.
HARMLESS = (
    "余额|(?:打?折|优惠)(?:后|前|价)+|(?:增值)?税率?(?:为|:)? ?[0-9]{1,2}%"
    "|[0-9]{1,2}% ?(?:的?增值税|税率?|专票|普票)"
    r"|(?<=款)\(?[0-9]{1,3}%\)?(?=:)|分[0-9一二两三四五六七八九十]{1,2}[期次]|一次性"
)
_TAKEN_BACK = re.compile("退[款费货]?|冲[红销]?|红[冲字]|扣款?")


def beyond_minus(words: str, amount: str) -> str:
    """Return words beside an amount without those a minus before it says already: 退款 of -12.5."""
    return _TAKEN_BACK.sub("", words) if amount.startswith("-") else words
