"""The two models: how organisations and how persons are compared."""

from zhike.clean.matching.conditions import (
    contained,
    equal,
    equal_head,
    known,
    missing,
    near_digits,
    one_off,
    shared,
)
from zhike.clean.matching.levels import Comparison, Level, Model

_BY_LAW = 1e-8  # no two organisations have one credit code, but for slips of the pen
_REGISTERED = 2e-7  # a place registers a full name once; brackets and old firms make exceptions
_ONE_DIGIT = 0.93  # Jaro of two numbers of 11 digits with one wrong or two swapped

_MOBILE = Comparison(
    name="mobile",
    missing=missing("masks"),
    levels=(
        Level("same", equal("mobile"), "手机号一致", rare="mobile"),
        Level("shared", shared("mobiles"), "有一个手机号一致"),
        Level("masked", missing("mobiles") & shared("masks"), "手机号掩码外的各位一致"),
        Level("near", near_digits("mobile", _ONE_DIGIT), "手机号只差一位"),
    ),
    other="手机号不同",
)
_SWITCHBOARD = Comparison(
    name="switchboard",
    missing=missing("switchboard"),
    levels=(
        Level("same", equal("switchboard"), "座机一致", rare="switchboard"),
        Level("shared", shared("switchboards"), "有一个座机一致"),
    ),
    other="座机不同",
)
_EMAIL = Comparison(
    name="email",
    missing=missing("email"),
    levels=(
        Level("same", equal("email"), "邮箱一致", rare="email"),
        Level("domain", equal("domain"), "邮箱同属一个企业域名", rare="domain"),
    ),
    other="邮箱不同",
)
_PLACE = Comparison(
    name="place",
    missing=missing("place"),
    levels=(
        Level("same", equal("place"), "所在城市一致"),
        Level("province", equal_head("place", 2), "同在一省"),
    ),
    other="所在地不同",
)
_ADDRESS = Comparison(
    name="address",
    missing=missing("address"),
    levels=(
        Level("same", equal("address"), "地址一致", rare="address"),
        Level("near", contained("address"), "一方地址包含另一方"),
    ),
    other="地址不同",
)

ORGANISATIONS = Model(
    "organisation",
    (
        Comparison(
            name="name",
            missing=missing("core"),
            levels=(
                Level(
                    "registered",
                    equal("core") & equal("named") & known("form"),
                    "登记全称一致",
                    chance=_REGISTERED,
                ),
                Level(
                    "same",
                    equal("core") & equal("named"),
                    "名称一致（地区和字号相同）",
                    rare="core",
                ),
                Level("core", equal("core"), "名称主干一致", rare="core"),
                Level("sound", equal("sound"), "名称读音一致"),
                Level("near", one_off("core"), "名称只差一个字"),
                Level("brand", equal("brand"), "字号一致，主营不同"),
            ),
            other="名称不同",
        ),
        Comparison(
            name="credit_code",
            missing=missing("credit_code"),
            levels=(Level("same", equal("credit_code"), "统一社会信用代码一致", chance=_BY_LAW),),
            other="统一社会信用代码不同",
        ),
        _MOBILE,
        _SWITCHBOARD,
        _EMAIL,
        Comparison(
            name="contact",
            missing=missing("surname"),
            levels=(
                Level("same", equal("contact"), "联系人一致", rare="contact"),
                Level("shared", shared("contacts"), "有一位联系人一致"),
                Level(
                    "titled",
                    equal("surname") & missing("contacts"),
                    "联系人同姓（一方只写了称呼）",
                ),
            ),
            other="联系人不同",
        ),
        _PLACE,
        _ADDRESS,
    ),
)
PERSONS = Model(
    "person",
    (
        Comparison(
            name="name",
            missing=missing("own_surname"),
            levels=(
                Level("same", equal("person"), "姓名一致", rare="person"),
                Level("sound", equal("person_sound"), "姓名读音一致"),
                Level(
                    "titled",
                    equal("own_surname") & missing("person"),
                    "同姓（一方只写了称呼）",
                ),
                Level("near", one_off("person"), "姓名只差一个字"),
            ),
            other="姓名不同",
        ),
        _MOBILE,
        _SWITCHBOARD,
        _EMAIL,
        _PLACE,
        _ADDRESS,
    ),
)
MODELS = (ORGANISATIONS, PERSONS)
