"""知客 Zhike: customer information collected, cleaned, tagged, analysed and reported."""
