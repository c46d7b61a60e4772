"""What people enter by hand, a file a kind of record; the menu ＋ lists this folder."""
