"""What consultants write down: short grammars with many variants, in the words of the trade."""

from random import Random

WAYS = ("电话", "微信", "上门拜访", "线上会议", "电话会议", "邮件", "行业展会", "线上沙龙")
WAY_WEIGHTS = (38, 26, 16, 8, 5, 4, 2, 1)

_OPENINGS = {  # by way; a body that begins with = stands alone
    "电话": (
        "上午通了电话，",
        "打了十分钟，",
        "{人}主动来电，",
        "回访：",
        "{人}在开会，简单说了两句：",
    ),
    "微信": ("微信里问了近况，", "{人}发来消息：", "微信沟通，"),
    "上门拜访": ("现场走了一圈，", "顺路拜访，", "到厂里见了{人}，", "看了仓库，"),
    "线上会议": ("约了半小时线上，", "和{人}等三人视频，"),
    "电话会议": ("电话会，{人}和信息部都在，",),
    "邮件": ("邮件回复：", "按邮件说的，"),
    "行业展会": ("展位上碰到{人}，",),
    "线上沙龙": ("沙龙后私聊，",),
}
_BODIES = {
    "成交": (
        "{货}用量比上月{多少}，月底前要补{数}件",
        "问{货}能不能固定月结，财务要求账期 45 天",
        "新线下个月投产，想加{数}台{机}，让先报个价",
        "{机}打印头换过一次，之后正常，操作工反映清晰度可以",
        "对账没问题，发票已收到，下批{货}按老价格走",
        "{人}说仓库要搬到{地}，设备迁移时想请我们去一趟",
        "{货}库存还够三周，{月}再联系",
        "盘点时发现条码漏扫，想了解{机}的离线缓存",
        "年度框架快到期，{人}希望续签时{货}再让两个点",
        "总部要求一物一码，问追溯码云服务怎么收费",
        "{货}换了新批次，粘性比之前好，客户认可",
        "采购流程改成线上，以后订单走他们的 SRM，要重新提交资质",
        "WMS 标准版用着还行，波次拣货想升级专业版，等预算",
        "问了多终端同步，仓库和门店要看同一份库存",
    ),
    "意向": (
        "看过{机}样机，等{月}预算批下来",
        "仓储系统升级立项了，{人}让出一份方案，重点是多终端同步",
        "竞品{竞}报价低一成，需要解释耗材寿命和服务差别",
        "要{货}打样，材质是{材}，三天内寄",
        "技术部担心和现有 ERP 对接，约下周做演示",
        "{人}认可方案，还差老板点头，决策链上有{数}个人",
        "想先试用一个月{机}，押金可以付",
        "招标文件{月}发，已在入围名单里",
        "问金牌维保包不包打印头，回复后比较满意",
        "对软件按年付有顾虑，想买断",
    ),
    "潜在": (
        "=展会上留的名片，加了微信，发了产品册",
        "目前用{竞}的设备，合同到明年，先保持联系",
        "=电话没人接，改发短信",
        "{人}说暂时没有需求，{月}再看",
        "仓库用手写单，感兴趣但觉得上系统太早",
        "主要做{材}标签，量不大，问了起订量",
        "=前台不给转，要到了采购邮箱",
        "=发了案例，{人}说会转给信息部",
        "=网站上下载过白皮书，回访想了解追溯",
        "正在建新厂，{月}后采购设备",
    ),
    "流失": (
        "已改用{竞}，主要是价格，短期不换回",
        "工厂搬去{地}，采购权收回总部",
        "半年没下单，{人}说订单少，设备闲着",
        "对上次售后还有意见，愿意再见面谈",
        "联系人离职，新来的{人}还不了解我们",
        "停了一条线，{货}没有消耗",
    ),
}
_COURIER = (
    "又催了一次货，换了快递之后到货晚了{数}天，产线差点停",
    "{人}很不高兴：这个月第二次晚到，说再这样就找{竞}备货",
    "物流又延误，{货}卡在中转，先让仓库改空运补发",
    "承诺 48 小时，实际走了 5 天，要求给说法",
    "说快递不送上楼，签收单对不上，要求换回原来的承运商",
)
_TAILS = (
    "",
    "",
    "",
    "",
    "。{人}态度不错",
    "。已发资料",
    "，约好{月}碰面",
    "。注意：付款偏慢",
    "，抄送了仓库",
    "。报价有效期到月底",
    "，样品已寄出",
    "。需要技术支持一起去",
    "，竞品也在跟",
)
STEPS: dict[str, int | None] = {  # what is promised, and within how many days
    "3日内发报价单": 3,
    "5日内寄样品": 5,
    "一周内安排技术演示": 7,
    "明日回电": 1,
    "2日内提供方案": 2,
    "10日内上门拜访": 10,
    "7日内确认合同条款": 7,
    "30日内再联系": 30,
    "15日内跟进预算": 15,
    "3日内协调物流": 3,
    "4日内回复技术问题": 4,
    "6日内补齐资质": 6,
    "跟进开票": None,
    "等客户通知": None,
}
_SAID = {
    "积极": (
        "可以，尽快安排",
        "方案比上家清楚",
        "东西不错，价格合适就定",
        "服务一直放心",
        "下个月就要用",
    ),
    "中性": ("再看看", "等领导回来", "先发资料吧", "预算还没定", "到时候联系"),
    "消极": ("太慢了", "价格高", "上次的事还没解决", "别家更便宜", "耽误我们生产了", "不考虑"),
}
_RIVALS = ("码捷通", "标迅达", "印联", "优扫")
_GOODS = ("热敏标签", "铜版纸标签", "亚银标签", "混合基碳带", "树脂基碳带", "水洗唛", "标签和碳带")
_MACHINES = (
    "CP-500 工业机",
    "CP-200 桌面机",
    "CS-60 扫描枪",
    "CT-90 采集终端",
    "CF-10 扫码器",
    "CP-800 高速机",
)
_STUFF = ("铜版纸", "合成纸", "亚银", "PET", "热敏纸", "水洗布")
_TOWNS = ("昆山", "太仓", "东莞", "惠州", "嘉兴", "滁州", "郑州", "成都")
_MONTHS = ("下月初", "月底", "下季度", "年后", "下周", "月中")
MOODS = ("积极", "中性", "消极")
_MOOD_WEIGHTS = {
    "成交": (46, 44, 10),
    "意向": (48, 42, 10),
    "潜在": (22, 62, 16),
    "流失": (8, 47, 45),
}


def note(dice: Random, kind: str, way: str, *, contact: str, is_late: bool) -> str:
    """Return what was talked about with a customer of a type; `is_late`: parcels come late."""
    body = dice.choice(_COURIER if is_late else _BODIES[kind])
    opening, tail = dice.choice(_OPENINGS[way]), dice.choice(_TAILS)
    if body.startswith("="):
        return _filled(body[1:], dice, contact)
    return _filled((opening if dice.random() < 0.6 else "") + body + tail, dice, contact)


def _filled(text: str, dice: Random, contact: str) -> str:
    if "{" not in text:
        return text
    person = contact[0] + dice.choice(("总", "经理", "工", "主任", "姐"))
    return text.format(
        人=person,
        货=dice.choice(_GOODS),
        机=dice.choice(_MACHINES),
        竞=dice.choice(_RIVALS),
        数=dice.randint(2, 8),
        材=dice.choice(_STUFF),
        地=dice.choice(_TOWNS),
        月=dice.choice(_MONTHS),
        多少=dice.choice(("多两成", "少一些", "持平", "翻倍")),
    )


def mood(dice: Random, kind: str, *, is_late: bool) -> str:
    """Return how the customer took it."""
    return dice.choices(MOODS, weights=(5, 25, 70) if is_late else _MOOD_WEIGHTS[kind])[0]


def words_for(dice: Random, feeling: str) -> str:
    """Return the customer's own words; often nobody noted any, but for bad ones."""
    often = 0.85 if feeling == "消极" else 0.2
    return dice.choice(_SAID[feeling]) if dice.random() < often else ""


def next_step(dice: Random) -> str:
    """Return what was promised, or nothing."""
    return dice.choice(list(STEPS)) if dice.random() < 0.45 else ""
