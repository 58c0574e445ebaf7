#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes SapchuTest.ttf, the font of the tests: every glyph is the em square.

A reader can then add up the numbers of a golden file: a letter is 1 em wide,
a space half an em, ascender 0.8 em, descender 0.2 em. It has ASCII, Latin-1,
the Vietnamese letters and some punctuation; nothing else, so that a test can
provoke a missing glyph. No kerning, no ligatures, no clock in the file.

usage: make-test-font.py OUT.ttf
"""
import struct, sys

UPEM, ASC, DESC = 1000, 800, -200
VOWELS = 'aăâeêioôơuưy'
TONES = '\u0300\u0309\u0303\u0301\u0323'


def characters():
    import unicodedata
    out = [chr(c) for c in range(0x20, 0x7f)] + [chr(c) for c in range(0xa0, 0x100) if c != 0xad]
    for v in VOWELS:
        for t in [''] + list(TONES):
            for x in (v + t, (v + t).upper()):
                out.append(unicodedata.normalize('NFC', x))
    out += list('đĐ₫–—‘’“”•…‐‑†‡')
    return sorted(set(out))


def table_checksum(data):
    data += b'\0' * (-len(data) % 4)
    return sum(struct.unpack('>%dL' % (len(data) // 4), data)) & 0xffffffff


def cmap(chars, first):
    """Format 4, one segment a run of consecutive code points."""
    runs = []
    for i, c in enumerate(chars):
        o = ord(c)
        if runs and runs[-1][1] + 1 == o:
            runs[-1][1] = o
        else:
            runs.append([o, o, first + i])
    runs.append([0xffff, 0xffff, 0])
    n = len(runs)
    ends = b''.join(struct.pack('>H', r[1]) for r in runs)
    starts = b''.join(struct.pack('>H', r[0]) for r in runs)
    deltas = b''.join(struct.pack('>H', (r[2] - r[0]) % 65536 if r[0] != 0xffff else 1) for r in runs)
    offsets = b'\0\0' * n
    power = 1 << (n.bit_length() - 1)
    body = struct.pack('>4H', n * 2, power * 2, power.bit_length() - 1, n * 2 - power * 2)
    body += ends + b'\0\0' + starts + deltas + offsets
    sub = struct.pack('>3H', 4, len(body) + 6, 0) + body
    return struct.pack('>4HL', 0, 1, 3, 1, 12) + sub


def name_table():
    records = [(1, 'Sapchu Test'), (2, 'Regular'), (3, 'Sapchu Test 1'), (4, 'Sapchu Test'), (5, 'Version 1.000'),
               (6, 'SapchuTest'), (13, 'MIT')]
    data, head = b'', b''
    for i, text in records:
        raw = text.encode('utf-16-be')
        head += struct.pack('>6H', 3, 1, 0x409, i, len(raw), len(data))
        data += raw
    return struct.pack('>3H', 0, len(records), 6 + len(head)) + head + data


def glyph(x0, y0, x1, y1):
    """One contour, clockwise."""
    xs, ys = [x0, x0, x1, x1], [y0, y1, y1, y0]
    out = struct.pack('>5h', 1, x0, y0, x1, y1) + struct.pack('>2H', 3, 0) + b'\x01' * 4
    px = py = 0
    ax = ay = b''
    for x, y in zip(xs, ys):
        ax += struct.pack('>h', x - px)
        ay += struct.pack('>h', y - py)
        px, py = x, y
    out += ax + ay
    return out + b'\0' * (-len(out) % 4)


def build():
    chars = characters()
    spaces = {' ', '\u00a0'}
    glyphs = [(glyph(100, DESC + 100, 900, ASC - 100), UPEM)]      # .notdef: a smaller square
    for c in chars:
        glyphs.append((b'', UPEM // 2) if c in spaces else (glyph(0, DESC, UPEM, ASC), UPEM))
    n = len(glyphs)
    glyf, loca = b'', [0]
    for data, _ in glyphs:
        glyf += data
        loca.append(len(glyf))
    hmtx = b''.join(struct.pack('>Hh', adv, 0) for _, adv in glyphs)
    epoch = 2082844800          # 1970 in the font's calendar
    head = struct.pack('>4L2H2Q4h2H3h', 0x10000, 0x10000, 0, 0x5f0f3cf5, 3, UPEM, epoch, epoch,
                       0, DESC, UPEM, ASC, 0, 8, 2, 1, 0)
    hhea = struct.pack('>L3hH3h3h4hhH', 0x10000, ASC, DESC, 0, UPEM, 0, 0, UPEM, 1, 0, 0, 0, 0, 0, 0, 0, n)
    maxp = struct.pack('>L14H', 0x10000, n, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)
    os2 = struct.pack('>HhHHH', 4, UPEM, 400, 5, 0) + struct.pack('>10h', 650, 600, 0, 75, 650, 600, 0, 350, 50, 300)
    os2 += struct.pack('>h', 0) + bytes(10) + struct.pack('>4L', 0x0000000b, 0, 0, 0) + b'NONE'
    os2 += struct.pack('>3H', 0x40, 0x20, 0xffff) + struct.pack('>3h2H', ASC, DESC, 0, ASC, -DESC)
    os2 += struct.pack('>2L', 0x20000001, 0) + struct.pack('>2h3H', 500, 700, 0, 0x20, 1)
    post = struct.pack('>LLhhL4L', 0x30000, 0, -100, 50, 0, 0, 0, 0, 0)
    tables = {b'OS/2': os2, b'cmap': cmap(chars, 1), b'glyf': glyf, b'head': head, b'hhea': hhea, b'hmtx': hmtx,
              b'loca': struct.pack('>%dL' % len(loca), *loca), b'maxp': maxp, b'name': name_table(), b'post': post}
    k = len(tables)
    power = 1 << (k.bit_length() - 1)
    out = struct.pack('>L4H', 0x10000, k, power * 16, power.bit_length() - 1, k * 16 - power * 16)
    pos, body, head_at = 12 + 16 * k, b'', 0
    for tag in sorted(tables):
        data = tables[tag]
        if tag == b'head':
            head_at = pos
        out += tag + struct.pack('>3L', table_checksum(data), pos, len(data))
        data += b'\0' * (-len(data) % 4)
        body += data
        pos += len(data)
    font = bytearray(out + body)
    struct.pack_into('>L', font, head_at + 8, (0xb1b0afba - table_checksum(bytes(font))) & 0xffffffff)
    return bytes(font)


if len(sys.argv) != 2:
    sys.exit(__doc__)
with open(sys.argv[1], 'wb') as f:
    f.write(build())
