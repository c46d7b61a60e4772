"""What the invented company sells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """One product: list price and cost in 元 a piece."""

    code: str
    name: str
    category: str
    spec: str
    unit: str
    price: float
    cost: float
    features: str


COST_SHARES = {"设备": 0.738, "耗材": 0.684, "软件订阅": 0.36, "维保": 0.50}  # of the list price

_LISTED = (
    ("澄印 CP-200 桌面标签打印机", "设备", "203dpi", "台", 2_380, "热敏、USB"),
    ("澄印 CP-500 工业标签打印机", "设备", "300dpi", "台", 8_600, "热转印、网口、剥离"),
    ("澄印 CP-800 高速打印机", "设备", "600dpi", "台", 15_800, "小字符、RFID 可选"),
    ("澄扫 CS-20 有线扫描枪", "设备", "一维/二维", "把", 680, "即插即用"),
    ("澄扫 CS-60 无线扫描枪", "设备", "二维、2.4G", "把", 1_650, "离线缓存"),
    ("澄扫 CT-90 数据采集终端", "设备", "安卓、4G", "台", 4_200, "多终端同步"),
    ("澄扫 CF-10 固定式扫码器", "设备", "产线", "台", 6_900, "高速流水线"),
    ("热敏标签 60×40", "耗材", "800 张/卷", "卷", 28, "三防"),
    ("铜版纸标签 100×80", "耗材", "500 张/卷", "卷", 42, "可书写"),
    ("亚银标签 40×20", "耗材", "3000 张/卷", "卷", 135, "耐刮、耐高温"),
    ("混合基碳带 110×300", "耗材", "支", "支", 38, "通用"),
    ("树脂基碳带 110×300", "耗材", "支", "支", 96, "耐酒精"),
    ("水洗唛 35×200", "耗材", "卷", "卷", 58, "可水洗 50 次"),
    ("轻仓 WMS 标准版", "软件订阅", "按年", "套", 12_800, "入库、出库、盘点"),
    ("轻仓 WMS 专业版", "软件订阅", "按年", "套", 26_800, "波次、多仓、多终端同步"),
    ("追溯码云服务", "软件订阅", "按年", "套", 6_800, "一物一码"),
    ("设备延保一年", "维保", "按台", "台", 960, "寄修"),
    ("金牌上门维保", "维保", "按年", "份", 3_600, "4 小时响应"),
    ("产线驻场维保", "维保", "按年", "份", 9_800, "备机、驻场"),
)


def _product(at: int, listed: tuple[str, str, str, str, float, str]) -> Product:
    name, category, spec, unit, price, features = listed
    cost = round(price * COST_SHARES[category], 2)
    return Product(f"CM{at:03d}", name, category, spec, unit, price, cost, features)


PRODUCTS = tuple(_product(at, listed) for at, listed in enumerate(_LISTED, 1))
CATEGORIES = tuple(COST_SHARES)
BY_CATEGORY = {
    category: tuple(product for product in PRODUCTS if product.category == category)
    for category in CATEGORIES
}
