"""Words kept as data that people see on pages; `said` draws them in the language of the page.

The names of the default playbook (fields, metrics, tags, schemes, vocabularies) are added by
make_catalogues.py and don't stand here.
"""

from zhike.clean.crosscheck import STATES as CROSSCHECKED
from zhike.clean.invalid_rows import invalid_rules
from zhike.clean.rule_book import every_rule
from zhike.collect.template.books import TOGETHER_NAME
from zhike.playbook.fields import AUDIENCES, SENSITIVITIES
from zhike.playbook.fields import KINDS as FIELD_KINDS
from zhike.playbook.same_rules import BUILT_IN, VALUES, VERDICTS
from zhike.records.merge.relations import RELATIONS
from zhike.records.verification.how import HOW

STATES = (
    "待确认", "接收中", "已接收", "已撤销", "已回退", "已放弃", "不存在",
    "排队", "进行", "完成", "失败", "中断", "取消", "待办",
    "已中断，没有留下任何改动。", "已取消，没有留下任何改动。",
    "已跟进", "推迟", "跳过", "不在了", "不同", "有关联", "以后",
    "待补", "已补", "逾期", "不适用", "无法取得",
)  # fmt: skip
WORDINGS = ("事实", "显著", "倾向", "样本不足", "不显著", "无法确认", "描述")
ROLES = ("管理员", "总经理", "销售经理", "销售顾问", "客服主管", "产品经理", "市场")
REGIONS = ("华东", "华南", "华北", "华中", "西南", "西北", "东北", "港澳台", "海外")
TEAMS = ("大客户", "客服", "产品", "管理")
TRADES = (
    "农林牧渔", "采矿业", "能源水务", "建筑业", "批发业", "物流业", "金融业", "房地产业",
    "教育", "医疗卫生",
    "文体娱乐", "公共机构",
    "制造业", "服务业", "零售业", "科技行业", "通用", "批发零售", "软件与订阅", "商务服务", "其他",
)  # fmt: skip
SEGMENTS = tuple(
    f"{weight}{kind}" for weight in ("重要", "一般") for kind in ("价值", "发展", "保持", "挽留")
)
SIZES = (
    "大客户", "中小企业", "大型企业", "中小微企业", "统计规模", "大型", "中型", "小型", "微型",
    "从业人员", "营业收入", "资产总额",
)  # fmt: skip
SCHEMES = ("ABC（金额）", "RFM", "ABC 分类", "流失预警", "暂定")
KINDS = (
    "竞品", "变更", "导入", "新建", "系统", "订单明细", "联系人", "企业", "个人", "客户性质",
    "上期", "环比", "同比", "持平", "未填", "未填写", "月", "季度", "年", "合计",
)  # fmt: skip
CAUSES = (
    "来源", "日期", "金额", "行业", "名称", "评分", "时间先后", "跟进时间", "反馈",
    "跟进人不认识", "规模", "缺少编号或名称", "疑似重复", "选项不认识", "地区", "整张表",
    "覆盖", "保留", "补空",
)  # fmt: skip
VIEWS = (
    "全部", "我的", "待分配", "动态跟踪表（T0）", "高价值", "近30天未跟进", "高潜力 · 30天未跟进",
    "待补充", "本批导入",
)  # fmt: skip
BRIEF = (
    "购买频次下降率",
    "渠道",
    "状态",
    "行业",
    "规模",
    "方式",
    "反馈",
    "金额",
    "家",
    "次",
    "行",
    "万元",
    "待审",
)
DONE = (  # what the history says was done
    "导出客户", "启用手册", "新建团队", "新建账号", "调整账号", "设置密码", "换成自己的公司",
    "并入客户", "合并客户", "撤销合并", "判断重复", "判断重复客户", "撤销判断", "放弃导入",
    "撤销导入", "修改客户", "分派客户", "批量修改", "打标签", "去标签", "去掉标签", "建任务",
    "完成任务", "重开任务", "推迟任务", "转派任务", "取消任务", "推迟下一步", "查看完整电话",
    "保存视图", "改视图", "删视图", "客户类型调整", "写跟进", "撤销跟进", "导入数据",
    "保存列的对应", "更新列的对应", "改名列的对应", "删除列的对应", "恢复列的对应",
    "设置原文件保留", "导入", "分派补充", "撤回分派补充", "推迟补充", "补充说明",
)  # fmt: skip
RECORDS = (
    "客户", "联系人", "跟进", "订单", "订单明细", "产品", "行为", "问题单", "报价", "合同", "回款",
    "需求", "竞品接触", "竞争对手", "转介绍", "渠道费用", "活动",
)  # fmt: skip
DONE_WITH_RECORDS = tuple(
    f"{act}{record}"
    for act in ("录入", "修改", "撤销修改", "删除", "恢复", "撤销录入")
    for record in RECORDS
)
WORK = (  # what long work says while it runs
    "说明一个数字", "查找重复客户", "找出发现", "查看哪些月份有数据", "导入文件", "换成我的公司",
    "生成示例公司", "计算指标", "计算完整率", "统计数据质量",
    "统计收集人", "记下今天的完整率", "合并客户", "从发现建任务", "手册", "辨认各列",
    "整理重复客户", "计算分层、评分与标签", "保存结果", "找出各团队和各人的发现", "保存示例的原表",
    "建立团队和账号", "计算报表", "写出文件", "数据有变动，重新核对", "保存预览", "刷新分析表",
    "编一家公司：客户、订单、跟进…", "示例公司已备好", "处理",
    "检查每一行", "和已有的记录比对", "归并问题", "看有问题的行", "写出待更正的行",
    "按新的对应重新检查", "写入数据", "读取并检查文件",
)  # fmt: skip
FORMS = (  # public forms: how far they are, what they ask, how they look, what was done to them
    "草稿", "发布", "停用", "待收", "已收", "已退", "垃圾",
    "资料", "单选", "多选", "评分 1-5", "满意度 1-5", "长文本",
    "墨蓝", "松绿", "赭石", "藕紫", "石灰",
    "新建表单", "发布表单", "停用表单", "恢复表单版本", "加表单链接", "停用表单链接",
    "启用表单链接",
    "放回待收", "退回表单", "标为垃圾", "核对收到的表单", "收下表单", "做表单",
)  # fmt: skip
BESIDE = (  # people who work together, own cards, files, who came
    "协作", "提醒", "同意", "不必", "申请协作", "提醒归属人", "答复协作申请", "添加协作人",
    "去掉协作人", "恢复协作人", "发出更正链接", "撤回更正链接", "客户提交更正",
    "有效", "已填写", "已撤回", "已过期", "附件", "添加附件", "录入附件", "删除附件", "恢复附件",
    "登记参加活动", "录入参与活动", "删除参与活动", "恢复参与活动", "导出名片", "名片二维码",
    "存名片", "信用代码",
)  # fmt: skip
MERGED = (  # what an unmerge keeps and divides, and what is said of pairs
    "标签", "任务", "附件", "协作人", "协作申请", "更正链接", "收到的表单", "复核",
    "所属客户", "是否有效", "状态", "合并后又被修改过", "那一边已经有同样的一条",
    "判断", "关系", "并入", *RELATIONS,
)  # fmt: skip
SOURCES = ("未说明", "手工录入", "手工修改", "说明来源", "统计渠道", "其他")
ASIDE = tuple(word for rule in invalid_rules() for word in (rule.said, rule.does))
TRUSTED = (  # what is put aside, verified and contradicts itself
    "放进无效", "从无效放回", "撤销复核", *HOW, *CROSSCHECKED, "矛盾", "可疑", "来源不一",
    "首次接触晚于最近跟进", "成立晚于合作开始", "累计金额小于近12个月", "日期在将来",
    "下单早于首次接触", "退款多于订单金额", "合同到期早于开始", "流失却刚下单", "订单金额离群",
    "累计金额像是写错了单位", "累计交易金额与订单合计不同",
)  # fmt: skip
SAME_RULES = (*VALUES, *VERDICTS, *(rule.name for rule in BUILT_IN))
FIELDS = (*FIELD_KINDS, *AUDIENCES, *SENSITIVITIES)

CELL_RULES = tuple(rule.does for rule in every_rule().values())
WORDS = frozenset({
    *STATES, *WORDINGS, *ROLES, *REGIONS, *TEAMS, *TRADES, *SEGMENTS, *SIZES, *SCHEMES, *KINDS,
    *CAUSES, *VIEWS, *BRIEF, *DONE, *RECORDS, *DONE_WITH_RECORDS, *WORK, *FORMS, *FIELDS,
    *SOURCES, *BESIDE, *ASIDE, *TRUSTED, *CELL_RULES, *MERGED, *SAME_RULES,
    TOGETHER_NAME,
})  # fmt: skip
