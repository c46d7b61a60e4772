"""Who works at the invented company: teams, people and their roles."""

from dataclasses import dataclass

SALES_TEAMS = ("华东", "华南", "大客户", "渠道")
TEAMS = (*SALES_TEAMS, "客服", "产品", "市场", "管理")


@dataclass(frozen=True, slots=True)
class Person:
    """One colleague: login, name, role and team."""

    username: str
    name: str
    role: str
    team: str


_MANAGERS = (("华东", "孙立群"), ("华南", "黎嘉欣"), ("大客户", "赵敏"), ("渠道", "石磊"))
_ADVISERS = {
    "华东": ("周小雨", "陈思远", "顾晓峰", "陆婷", "沈一鸣"),
    "华南": ("梁志豪", "黄颖", "欧阳杰", "罗文静", "邓凯"),
    "大客户": ("王磊", "秦越", "许佳宁", "方哲", "董婉清"),
    "渠道": ("吴佳", "何雨桐", "马骁", "田甜", "郑宇航"),
}
_OTHERS = (
    ("客服主管", "客服", "service", ("何静", "丁楠", "白雪", "袁帅", "吕晴", "谭丽")),
    ("产品经理", "产品", "product", ("林浩", "曹阳", "江澜", "魏然")),
    ("市场", "市场", "market", ("苏晴", "范悦", "夏朗")),
    ("总经理", "管理", "boss", ("李敏",)),
)


def _everybody() -> tuple[Person, ...]:
    found: list[Person] = []
    for number, (team, name) in enumerate(_MANAGERS, 1):
        found.append(Person(f"manager{number}", name, "销售经理", team))
        advisers = enumerate(_ADVISERS[team], 1)
        found += [Person(f"sales{number}{at}", one, "销售顾问", team) for at, one in advisers]
    for role, team, login, names in _OTHERS:
        found += [
            Person(f"{login}{at}" if len(names) > 1 else login, one, role, team)
            for at, one in enumerate(names, 1)
        ]
    return tuple(found)


PEOPLE = _everybody()
MANAGERS = dict(_MANAGERS)
SERVICE = _OTHERS[0][3]
DEMO_CONSULTANT = "周小雨"  # whose day the demo shows first
STRANGERS = ("小王", "老张", "前台小刘")  # written in the sheets, but nobody's account


def advisers(team: str) -> tuple[str, ...]:
    """Return who sells in a team: its advisers and, with a few customers, its manager."""
    return _ADVISERS[team]
