"""What two customers that are not one may be to each other, and what is said of why."""

BRANCH, SISTER, SAME_PERSON, SAME_PHONE = "分公司", "兄弟公司", "同一负责人", "共用电话"
HEADQUARTERS = "总部"  # what a name without a branch is called beside one that has it
SAID = {
    "name": "名称没有关系，不合并",
    "branch": "分支机构不同（{} / {}），不合并",
    "credit_code": "两个有效的统一社会信用代码不同，不合并",
    "trade": "主营不同（{} / {}），像是兄弟公司，不合并",
    "group": "一方是集团公司，另一方不是，不合并",
    "city": "所在城市不同，不合并",
    "short": "一方的名称不全，只有字号一致，需人工确认",
    "person": "姓名不同，不合并",
    "reach": "只有姓名相同，没有一致的电话、邮箱或地址，需人工确认",
}
"""The sentence of each veto; of persons' names it is another than of firms'."""
