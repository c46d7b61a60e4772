"""Finding 1: three records are really the fourth largest customer; its branch is another firm."""

WAN = 10_000
# 元 of the last twelve months, orders of the half year before and of the last.
BUDGETS = (
    (230 * WAN, 11, 11),
    (185 * WAN, 9, 9),
    (110 * WAN, 6, 6),
    (28 * WAN, 4, 4),
)
NAMES = (
    "苏州宏远精密机械有限公司",
    "蘇州宏遠精密機械有限公司",
    "苏州宏远精密机械有限公司采购部",
    "苏州宏远精密机械有限公司昆山分公司",
)
CONTACT, TITLE = "刘建国", "采购总监"
OWNERS = (("大客户", "王磊"), ("华东", "周小雨"), ("渠道", "吴佳"), ("华东", "陆婷"))
DISCOUNTS = (0.08, 0.15)  # quoted in one month by two consultants
CONTRACT_ENDS_IN = 21
