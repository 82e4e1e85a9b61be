"""Texts that break programs: control characters, broken Unicode, markup, injections, sizes. Seeded."""

from __future__ import annotations

import random

NAUGHTY = (
    "undefined",
    "null",
    "NaN",
    "-1",
    "0x0",
    "1e309",
    "true",
    "\\",
    "'",
    '"',
    "`",
    "--",
    ";",
    "$",
    "%",
    "{}",
    "[]",
    "<>",
    "'; DROP TABLE bot_messages; --",
    "1 OR 1=1",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "${7*7}",
    "%s%s%s%n",
    "../../../etc/passwd",
    '/intent{"a": 1}',
    "/restart",
    "/session_start",
    "EXTERNAL: x",
    "\u202e右向左",
    "Z\u0351\u036b\u0343\u036aal\u0363go",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "\ufeff\ufffe",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "x\udfffy",
    "￥￥￥",
    "ＡＢＣ１２３",
    "﷽",
    "田中さんにあげて下さい",
    "מכירה",
    "مرحبا",
    "1/0",
    "2147483648",
    "99999999999999999999元以内",
    "-5元到-10元",
    "0元",
    "∞元以内",
    "1e5元",
    "三千五百万亿",
    "不不不不不要",
    "第一百个",
    "第-1个",
    "第0个和第99个比",
    "比较",
    "它",
    "这个那个",
    "\n\n\n",
    "\t",
    " . ",
    "？？？？",
    "。",
    "……",
    "哈" * 500,
    "a" * 5000,
    "推荐" * 3000,
    "😀" * 700,
    "(" * 2000,
    "要" + "不" * 1000,
    "9" * 3000,
    "|a|b|\n|-|-|",
    "**",
    "[x](javascript:alert(1))",
    "&lt;",
    "\x1b[31mred\x1b[0m",
    "\x07",
    "\r\nSet-Cookie: a=b",
)

_ALPHABETS = (
    "手机电脑推荐便宜点贵的不要除了都行第一二三个比较它防水吗多少钱千百元以内",
    "abcdefghijklmnopqrstuvwxyz ABC0123456789.,?!'\"",
    "".join(map(chr, range(0x20))) + "ab\x7f\x80\x9f",
    "\ud800\udbff\udc00\udfff\ufffe\uffff手",
    "😀👍🏽🇨🇳👨‍👩‍👧\u200d\ufe0f",
    "{}[]()<>|&;$`\\/\"'%#@!*",
    "\u0300\u0301\u0489\u202e\u2066\u3000\u00a0\u200b",
)


def texts(n: int, seed: int = 7) -> list[str]:
    """Return `n` texts, all of NAUGHTY among them where `n` allows, and one of 100,000 characters in five hundred."""
    chance = random.Random(seed)
    out = list(NAUGHTY[:n])
    while len(out) < n:
        if len(out) % 500 == 499:
            out.append(chance.choice("手aＡ\u0001😀") * (100_000))
            continue
        alphabet = chance.choice(_ALPHABETS) if chance.random() < 0.7 else "".join(_ALPHABETS)
        out.append("".join(chance.choices(alphabet, k=chance.randint(1, 60))))
    return out
