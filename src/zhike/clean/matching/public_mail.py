"""Mail domains open to everybody: an address there says nothing of a firm."""

PUBLIC_MAIL = (
    *("163.com", "126.com", "yeah.net", "qq.com", "vip.qq.com", "foxmail.com", "sina.com"),
    *("sina.cn", "sohu.com", "139.com", "189.cn", "aliyun.com", "gmail.com", "hotmail.com"),
    *("outlook.com", "live.com", "icloud.com", "yahoo.com", "21cn.com", "tom.com"),
)
