"""Numbers of Hong Kong, Macau and Taiwan with their code but without a plus: 852-23456789."""

from zhike.clean.forms import rewriting

ID = "S3-07.neighbours"
DOES = "没写加号的港澳台号码"
VERSION = 1
CONFIDENCE = 0.98
EXAMPLES = {
    "852-29995778": "+85229995778",
    "853 6699 5778": "+85366995778",
    "886-2-2999-5778": "+886229995778",
    "(852)29995778": "+85229995778",
}

_SHORT = (
    r"^\(?(85[23])\)?[ -]+([2-9][0-9]{3})[ -]?([0-9]{4})$"
    r"|^\((85[23])\)([2-9][0-9]{3})[ -]?([0-9]{4})$"
)
_TAIWAN = r"^\(?(886)\)?[ -]+0?([0-9]{1,3})[ -]?([0-9]{3,4})[ -]?([0-9]{3,4})$"
plainly = rewriting({_SHORT: r"+\1\2\3\4\5\6", _TAIWAN: r"+\1\2\3\4"})
