"""The five-minute guide of the demo: which steps each account has really done."""
