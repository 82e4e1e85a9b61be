"""Make the character and word tables of nlu/data from opencc, pypinyin, jieba and symspellpy: `python -m nlu.tables`.

Owns: what is kept of those dictionaries. Runs in the app environment (with opencc-python-reimplemented, pypinyin and
symspellpy installed) when the tables are to be made anew; the run-time reads only its output. Sources and licences:
nlu/data/README.md.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

DATA = Path(__file__).parent / "data"
#: Words of jieba's dictionary counted more often than this are common: never taken for a misspelling of a shop's word.
COMMON_FREQUENCY = 120
#: The most frequent words of symspellpy's English dictionary that are kept: common, never taken for a misspelling.
N_ENGLISH = 12_000
#: English words of talk and of today that books hold too rarely.
TODAY_EN = [
    "alright", "anyone", "app", "apps", "aren", "bro", "couldn", "didn", "doesn", "don", "dunno", "email", "emoji",
    "gonna", "gotta", "hasn", "haven", "hey", "hmm", "hoodie", "influencer", "isn", "kinda", "legit", "lol", "meh",
    "nah", "nope", "okay", "oops", "online", "podcast", "pls", "plz", "selfie", "shouldn", "smartphone", "sorta",
    "streamer", "thx", "tiktok", "trendy", "ugh", "unboxing", "wanna", "wasn", "website", "weren", "wifi", "wouldn",
    "yay", "yeah", "yep", "yup",
]  # fmt: skip
#: Words of today that the dictionary counts too rarely or not at all.
TODAY = [
    "奶粉",
    "蛋白粉",
    "散粉",
    "痱子粉",
    "米粉",
    "煎蛋",
    "煲汤",
    "熬粥",
    "刷碗",
    "遛弯",
    "追剧",
    "吃鸡",
    "备婚",
    "同款",
    "顺丰",
    "客服",
    "拼单",
    "踩雷",
    "闺蜜",
    "退烧",
    "断连",
    "养猫",
    "养狗",
    "遛狗",
    "遛猫",
    "撸猫",
    "湘菜",
    "粤菜",
    "鲁菜",
    "掉线",
    "串台",
    "网红",
    "种草",
    "拔草",
    "平替",
    "大牌",
    "国货",
    "潮牌",
    "爆款",
    "好物",
    "刷屏",
    "带货",
    "直播",
    "外卖",
    "快递",
    "包邮",
    "秒杀",
    "拼团",
    "颜值",
    "高配",
    "低配",
    "顶配",
    "标配",
    "降噪",
    "蓝光",
    "红茶",
    "绿茶",
    "黑茶",
    "白茶",
    "红米",
    "红酒",
    "白酒",
    "粉底",
    "绿植",
    "黑巧",
    "橙汁",
]
#: Characters whose first reading in pypinyin is not the one that goods and shops use.
READINGS = {
    "行": "xing",
    "重": "zhong",
    "长": "chang",
    "乐": "le",
    "调": "tiao",
    "薄": "bao",
    "色": "se",
    "都": "dou",
    "了": "le",
}
#: Words of Taiwan and Hong Kong for things that mainland shops call otherwise (already in simplified characters).
REGIONAL = {
    "萤幕": "屏幕",
    "荧幕": "屏幕",
    "滑鼠": "鼠标",
    "笔电": "笔记本",
    "记忆体": "内存",
    "硬碟": "硬盘",
    "随身碟": "u盘",
    "解析度": "分辨率",
    "行动电源": "充电宝",
    "网路": "网络",
    "品质": "质量",
    "数位": "数码",
    "智慧型": "智能",
    "蓝芽": "蓝牙",
    "洗发精": "洗发水",
    "冷气机": "空调",
    "冷气": "空调",
    "吹风筒": "吹风机",
    "电单车": "摩托车",
    "脚踏车": "自行车",
    "优格": "酸奶",
    "马铃薯": "土豆",
    "凤梨": "菠萝",
    "运费险": "运费险",
    "客服人员": "人工客服",
    "真人客服": "人工客服",
}


def simplified() -> dict[str, object]:
    """Return characters that differ (two parallel strings) and the phrases whose characters turn otherwise."""
    folder = resources.files("opencc") / "dictionary"
    table = {}
    for line in (folder / "TSCharacters.txt").read_text("utf-8").splitlines():
        source, _, targets = line.partition("\t")
        target = targets.split(" ")[0]
        if len(source) == len(target) == 1 and source != target:
            table[source] = target
    phrases = {}
    for line in (folder / "TSPhrases.txt").read_text("utf-8").splitlines():
        source, _, targets = line.partition("\t")
        target = targets.split(" ")[0]
        by_character = "".join(table.get(c, c) for c in source)
        if by_character != target and len(source) == len(target):
            phrases[source] = target
    return {
        "traditional": "".join(table),
        "simplified": "".join(table.values()),
        "phrases": phrases,
        "regional": REGIONAL,
    }


def pinyin() -> dict[str, str]:
    """Return toneless syllable -> characters, for the characters of GB2312 and a few more."""
    from pypinyin import Style, lazy_pinyin

    out: dict[str, list[str]] = {}
    for code in range(0x4E00, 0x9FA6):
        character = chr(code)
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            continue
        syllable = READINGS.get(character) or lazy_pinyin(character, style=Style.NORMAL)[0].replace("ü", "v")
        out.setdefault(syllable, []).append(character)
    return {s: "".join(cs) for s, cs in sorted(out.items())}


def common_words() -> list[str]:
    """Return the Chinese words of two to four characters that people use often, sorted."""
    words = list(TODAY)
    for line in (resources.files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        word, count, _tag = line.split(" ")
        if 2 <= len(word) <= 4 and int(count) > COMMON_FREQUENCY and all("\u4e00" <= c <= "\u9fff" for c in word):
            words.append(word)
    return sorted(set(words))


def common_english() -> list[str]:
    """Return the English words of three letters or more that people write most often, sorted."""
    text = (resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    words = (line.split(" ")[0] for line in text.splitlines())  # most frequent first
    kept = [w for w in words if len(w) >= 3 and w.isascii() and w.isalpha()][:N_ENGLISH]
    return sorted({*kept, *TODAY_EN})


def main() -> None:
    """Write the tables."""
    for name, table in (("simplified", simplified()), ("pinyin", pinyin())):
        (DATA / f"{name}.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")
    (DATA / "common_english.txt").write_text("\n".join(common_english()) + "\n", "utf-8")
    (DATA / "common_words.txt").write_text("\n".join(common_words()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
