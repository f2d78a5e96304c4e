"""Prints the code points that printed forms can show: GBK, Latin, Greek, Cyrillic, signs, arrows, boxes, fullwidth forms."""

keep = set()
for lead in range(0x81, 0xFF):
    for trail in range(0x40, 0xFF):
        try:
            keep.add(ord(bytes([lead, trail]).decode("gbk")))
        except UnicodeDecodeError:
            pass
for first, last in [
    (0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x45F), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x214F),
    (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x266F),
    (0x2713, 0x2718), (0x3000, 0x303F), (0x3200, 0x33FF), (0xFF00, 0xFFEF),
]:
    keep.update(range(first, last + 1))
print("\n".join("U+%04X" % point for point in sorted(keep)))
