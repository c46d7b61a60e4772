"""What people write where there is no name: 未提供, 老客户1, 某科技公司, not available."""

import re

_NOT = "没有?|无|未|不|尚未|暂[未不无]|还没"
_GIVEN = (
    "提供|填写?|写|录入|登记|留名?|说|知道?|详|清楚?|明|[愿便]透露|愿意透露|方便透露|方便|公开"
    "|告知|透露|记录|命名|采集"
    "|获取|确[定认]|核实|定|具体|固定"
)
_LATER = "待|需|请|稍后|后续?|等待?|暂"
_DONE = "补充?|填写?|输入|选择|确认|定|核实?|完善|录入|更新|查|跟进|提供|缺|略|联系"
_REFERRED = (
    "同[上前左下]|如[上下]|见[上下]|略|以上|上述|[详参]见.*|见.{0,3}(?:附件|备注|合同|附表|名单)"
)
_HIDDEN = "已?(?:保密|匿名|隐藏|脱敏|隐私(?:保护)?|不公开)(?:处理)?"
_VOID = (
    "已?(?:删除|注销|作废|停用|离职|合并|失效|换人|倒闭|重复)|无效|错误|黑名单|[勿别]用"
    "|不要?用|备用|停机|空号|打不通"
    "|空白?值?|临时|默认|其[他它]|无"
)
_PEOPLE = "客户|用户|会员|顾客|[访游]客|买家|卖家|商[户家]|好友|网友|终端|线索|好友"
_FIRMS = "公司|单位|企业|集团|机构|工?厂|门?店|店铺|组织|供应商|经销商|代理商"
_KIND = (
    "[新老大小散本我贵该某]|个人|私人|未知|匿名|保密|默认|临时|其[他它]|无效|重复|重点|普通"
    "|[甲乙丙丁]|[a-z]"
)
_REACHED = (
    "零[散售]|潜在|意向|终端|线[上下]|网[络站]|淘宝|天猫|京东|抖音|微信|qq|手机|电话|展会|内部"
    "|企业|会员|公司|vip"
)
_OWNED = (
    "上市|[民私]营|国有|外资|知名|大型|中小|小微|无|没有|对方|自己|这家|那家|总|子|分|集团"
    "|股份|政府|事业"
)
_NUMBERED = "(?:名称?|全称|信息|数据|资料)?[-_ ]?[0-9a-z甲乙丙丁]{0,6}"
_HEADS = (
    "(?:公司|客户|企业|单位|机构|开票|发票|用户|联系人)?(?:名[称字]?|全称|简称|抬头|姓名)"
    "|[甲乙丙]方|[我贵]司|[甲乙丙丁]"
)
_STATES = (
    "自由职业者?|自由人|[无待失]业|(?:在校)?学生|退休(?:人员)?|家庭主妇|自[营雇]"
    "|[私国民外央]企|个体(?:户|经营|工商户)?|个人(?:独资)?"
    "|私人|散[客户]|学校|医院|银行|政府(?:部门|机关)?|机关|协会|办事处|分[行店]|有限|合伙企业"
    "|(?:专业)?合作社"
    "|(?:律师|会计师)?事务所|农民|务农|(?:采购|销售|财务|市场|技术|人事|行政|客服)部|办公室"
    "|总?经理|老板娘?|自然人|前台|采购|财务|(?:朋友|同学|亲戚)的?(?:公司|单位|厂)"
    "|.{0,4}(?:某|一家).{0,4}(?:公司|企业|单位|工?厂|店)"
)
_TRIED = (
    rf"测试.{{0,4}}|测试.*(?<!限公司)|(?:已|请|加)?(?:盖章|签[字章名]|公章)|(?:演示|示例|样例|示范|体验|试用)(?:{_PEOPLE}|{_FIRMS}|数据|账号)?{_NUMBERED}"
    rf"|样本|模板|例子"
)
_KEYS = r"qwe\w*|asdf?\w*|zxc\w*|abc\w{0,3}|123abc|(.)\1{2,}|[啊哈嘻呵哦嗯x×某]+|一二三"
_FORMS = (
    r"(?:(?:co|ltd|inc|corp|llc|gmbh|limited|company|plc)\b[.,\s]*)+|(?:集团|股份|有限|责任|公司)+"
)
_IN_LETTERS = (
    r"(?:company|customer|client|contact|buyer|user|supplier)(?: (?:name|person|company))?"
    r"|name|n\.?/?a\.?|none|null|nil|nan"
    r"|unknown|undefined|tb[dca]|pending|not (?:provided|available|applicable|known|given"
    r"|disclosed)|anonymous"
    r"|confidential|private|no ?(?:name|company|contact)|guest|others?|self|individual"
    r"|personal|(?:test|demo|sample)(?: ?(?:company|co|customer|user|client|account|data"
    r"|corp))?[\W\d]*"
)
_WEB = r"\S*@\S*|(?:https?://|www\.)\S*"
_NO_NAME = re.compile(
    rf"(?:{_NOT})(?:{_GIVEN})?(?:{_PEOPLE}|{_FIRMS})?(?:{_HEADS})?"
    rf"|(?:{_LATER})(?:{_DONE})(?:{_PEOPLE}|{_FIRMS})?(?:{_HEADS})?"
    rf"|{_REFERRED}|(?:{_HIDDEN}|{_VOID})(?:{_PEOPLE}|{_FIRMS}|数据)?|(?:{_KIND}"
    rf"|{_REACHED})*(?:{_PEOPLE}){_NUMBERED}"
    rf"|(?:{_KIND}|{_OWNED})*(?:{_FIRMS}){_NUMBERED}|{_HEADS}|{_STATES}|{_TRIED}"
    rf"|(?:{_KEYS})(?:{_FIRMS})?|{_FORMS}"
    rf"|{_IN_LETTERS}|{_WEB}|某.*|#.*|[\W\d_]*",
)
_HIDES = re.compile(r"\*{2,}|×{2,}|某某|(?<![A-Za-z])[xX]{2,}(?![A-Za-z])|[○●□]{2,}")
_AROUND = " \t()[]<>{}-—_.。,，!！?？:;、\"'“”"
_LONGEST = 9  # characters of what stands for a name, but for sentences and what is in letters
_SENTENCE = "请详参测见某"


def is_no_name(text: str) -> bool:
    """Say whether a text in half width only stands for a name, or hides the most of one."""
    bare = text.strip(_AROUND)
    short = len(bare) <= _LONGEST or bare.isascii() or bare[0] in _SENTENCE
    return bool(short and _NO_NAME.fullmatch(bare.lower())) or bool(_HIDES.search(text))
