"""How much one file may hold before it is refused instead of read."""

MAX_ROWS = 2_000_000
MAX_COLUMNS = 500
MAX_SHEETS = 60
MAX_UNPACKED = 6 * 1024**3  # bytes of XML; a full 1 M x 20 workbook has 1.1 GB
MAX_RATIO = 400  # unpacked to packed; honest workbooks stay below 60
RATIO_MATTERS_FROM = 256 * 1024**2  # a small file may well compress strangely
SMALL_UP_TO = 3 * 1024**2  # bytes; what costs another reading is asked only of smaller files
HEAD_ROWS = 30  # a header stands within the first rows
