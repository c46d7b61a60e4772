"""Area codes of China without their 0: of two figures (10, 21) and of three (571)."""

OF_TWO = "10|2[0-57-9]"
OF_THREE = "(?:3[134579]|4[1-35-8]|5[1-9]|6[369]|7[0-79]|8[1-35789]|9[0134579])[0-9]"
