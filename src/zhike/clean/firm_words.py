"""The words firms' names are made of: legal forms, branches, lines of business, what is no name."""

FORM = (
    r"(?:集团|控股集团)?(?:股份有限|有限责任|责任有限|有限|股份|责任)公[司可]|集团公司|总公司"
    r"|(?<![分子支])公司|集团"
    r"|(?:会计师|律师|税务师|审计师|建筑师|评估师)?事务所(?:\((?:特殊)?普通合伙\))?"
    r"|(?:合伙企业)?\((?:有限|普通)合伙\)|合伙企业|(?:农民)?专业合作(?:联)?社(?:联合社)?|株式会社"
    r"|\(?个体工商户\)?"
)
FORM_IN_LETTERS = (
    r"(?:l\.l\.c|co\.?\s?,?\s?,?\s?(?:ltd|limited)\s?|company limited|company|private limited"
    r"|(?:pte|pvt|pty)\.?,?\s?ltd|limited|ltda?|incorporated|inc|corporation|corp|ll[cp]|plc|co"
    r"|gmbh(?:\s?&\s?co\.?,?\s?kg)?|ag|kg|e\.?v|s\.?e|b\.?v|n\.?v|a/?s|aps|ab|oyj?"
    r"|s\.?a|s\.?a\.?s|s\.?l|s\.?r\.?l|s\.?p\.?a|s\.?a\. de c\.?v|sp\.? z o\.? ?o"
    r"|[sd]\.?[ro]\.?o|kft"
    r"|k\.?k|kabushiki kaisha|sdn\.?\s?bhd|berhad|bhd|l\.?p|ooo|jsc|fze|fzco)\.?"
)
FORM_IN_FRONT = r"株式会社|有限会社|合同会社|\(株\)|\(有\)"
BRANCH_IN_LETTERS = (
    r"[A-Za-z][A-Za-z ]{1,30}(?:branch|office|factory|plant|subsidiary|division|department)"
)
FULL_FORMS = (
    *("集团股份有限公司", "集团有限公司", "有限责任公司", "股份有限公司", "股份公司", "有限公司"),
)
CUT_FORM = r"(?<![分子支])有?公[司思斯可]|工司|有限公?|股份"  # what is left of one at a name's end
OFFICE = (
    "分公司|支公司|子公司|分厂|分店|分行|支行|分部|分所|分院|分校|办事处|代表处|联络处|营业部|门市部"
    "|旗舰店|专卖店|服务中心"
)
"""Branches that are customers of their own; a department is none."""
BRANCH = (
    r"[^()]*?(?:分公司|子公司|办事处|代表处|联络处|支公司|营业部|分行|支行|分所|分院|分校|分部"
    r"|分厂|分店|经营部|门市部|项目部|服务部|销售部|采购部|事业部|[^()]{1,8}[店厂]|研究院"
    r"|研发中心|[^()]{1,8}(?:部|中心|工厂|车间|基地|仓库|大区|站|网点)|第[一二三四五六七八九十]+(?:工程|建筑|建设)?公司|驻[^()]{1,4}办|(?:工会|党委"
    r"|党支部|团委)(?:委员会)?)"
)
TRADES = (
    *("科技", "技术", "信息", "网络", "软件", "电子", "电气", "电器", "机械", "机电", "设备"),
    *("仪器", "仪表", "自动化", "智能", "通信", "通讯", "贸易", "商贸", "经贸", "进出口", "实业"),
    *("工业", "制造", "建设", "建筑", "工程", "建材", "装饰", "材料", "新材料", "化工", "能源"),
    *("新能源", "环保", "物流", "运输", "供应链", "食品", "餐饮", "酒店", "农业", "生物", "医药"),
    *("医疗", "医疗器械", "器械", "健康", "教育", "文化", "传媒", "广告", "咨询", "管理", "服务"),
    *("投资", "资本", "金融", "租赁", "置业", "地产", "房地产", "物业", "汽车", "汽配", "纺织"),
    *("服饰", "服装", "家具", "家居", "包装", "印刷", "模具", "五金", "塑料", "塑胶", "钢铁"),
    *("零售", "百货", "超市", "旅游", "体育", "安防", "光电", "半导体", "电力", "水务", "金属"),
    *("证券", "期货", "基金", "保险", "人寿", "财产", "银行", "信托", "担保", "典当", "股权"),
    *("创业", "销售", "制品", "电商", "电子商务", "商务", "数码", "数据", "大数据", "精密", "仓储"),
    *("快递", "货运", "航空", "航运", "船舶", "石化", "石油", "燃气", "矿业", "园林", "设计"),
    *("检测", "劳务", "人力资源", "培训", "影视", "会展", "策划", "美容", "化妆品", "日用品"),
    *("珠宝", "玩具", "文具", "鞋业", "皮革", "陶瓷", "玻璃", "照明", "灯饰", "电缆", "阀门"),
    *("轴承", "电梯", "制冷", "橡胶"),
)
FILLERS = ("发展", "集团", "控股", "国际", "中国", "股份")  # words that tell firms little apart
TRADES_IN_LETTERS = (
    *("software", "technology", "technologies", "tech", "systems", "electronics", "machinery"),
    *("industries", "industrial", "manufacturing", "instruments", "equipment", "automation"),
    *("trading", "import&export", "logistics", "shipping", "foods", "beverages", "textiles"),
    *("chemicals", "materials", "plastics", "metals", "steel", "energy", "power", "solar"),
    *("pharma", "pharmaceuticals", "medical", "healthcare", "education", "media", "consulting"),
    *("services", "solutions", "capital", "investment", "investments", "finance", "insurance"),
    *("bank", "realestate", "properties", "construction", "engineering", "design", "retail"),
)
"""Lines of business in letters, as they stand in a name without its blanks."""
TRADE = "|".join(sorted((*TRADES, *FILLERS), key=len, reverse=True))
REMARK = (
    r"\((?:盖章|公章|签章|已注销|注销|已吊销|吊销|已更名|总部|本部|总公司|筹"
    r"|原.*|曾用名.*|自然人独资|国有独资)\)\Z"
)
ZONE = (
    r"(?:工业园?|自贸|自由贸易试验|产业园|旅游度假|经开|经济(?:技术)?开发"
    r"|高新(?:技术)?(?:产业)?(?:开发)?|(?:综合)?保税|出口加工)区"
)
STREET = r"[东西南北中]?路|[东西南北]?街|大道|大街"
