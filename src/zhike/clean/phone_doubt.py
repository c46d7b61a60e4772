"""Words beside a phone number that cast doubt on it."""

import re

DOUBT = re.compile(
    "停|空号|错|旧|废|注销|不|无|假|原|前任|离职|多|换|待|等|疑|失效|拉黑|勿|拒|关机"  # no use
    "|传真|FAX|QQ|群|或|和"  # not this number, or not this one alone
)
