"""Four ways of speaking: 正式, 亲切, 俏皮, 简洁 – as wordings of the same thing, and as rules on any Chinese sentence.

Owns: reading styles.toml, and `restyle`. Does not know: models, pairs. The last wording of each list is kept from
tuning: the judge of styles (finetune/evaluate/style.py) learns from those.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import tomllib

from finetune.ads.brief import STYLES, Style

Part = Literal["tuning", "judging"]
_SENTENCE = re.compile(r"[^。！？～!?~]+[。！？～!?~]*")
_ENDING = re.compile(r"(?:呢|哦|啦|呀|哟|嘛|吧|哈|噢|喔|呐)?[。！～!~]*$")
_ASKS = re.compile("[？?]$|吗$")
_PARTICLES = {"warm": ("呢。", "哦。", "呀。"), "playful": ("哟～", "啦～", "嘛～", "啦！")}
_LEADS = {
    "warm": ("您看，", "放心，", "亲，"),
    "playful": ("当当～", "嘿嘿，", "叮！", "悄悄说，"),
    "formal": ("您好，", "谨告知您，"),
}
_FORMAL_TAILS = ("请您参考。", "敬请知悉。")
#: A brief text says 评分4.6 for 评分是4.6, and leaves the polite question at the end out.
_COPULA = re.compile("(?<=[址话分格间费型牌票有])(?:是在|是|为)")
_COURTESY = re.compile("您看|你看|怎么样|可以吗|需要|祝|希望|感兴趣")
_FILLERS = re.compile(
    r"^(?:好的|好哒|嗯|当然了?|没问题|有的|知道的|可以的|您好|你好|亲|不好意思|报歉|抱歉|非常抱歉)[，,。！～]"
    r"|(?:为您|给您|向您|为你|给你|我觉得|我个人|这边|我们|的话|非常|挺|还是)"
)
_COLLOQUIAL = (
    ("你", "您"),
    ("看看", "查看"),
    ("觉得", "认为"),
    ("挺好", "较好"),
    ("没有", "暂无"),
    ("可以去", "可前往"),
)


@lru_cache(maxsize=1)
def frames() -> dict[str, dict[Style, list[str]]]:
    """Return frame -> style -> wordings, as the file has them."""
    return tomllib.loads(files("finetune.tasks").joinpath("styles.toml").read_text("utf-8"))  # type: ignore[return-value]


def wordings(frame: str, style: Style, part: Part) -> list[str]:
    """Return the wordings of a frame that a part may use."""
    found = frames()[frame][style]
    return found[:-1] if part == "tuning" else found[-1:]


def restyle(text: str, style: Style, rng: random.Random) -> str:
    """Return a Chinese text in another style, by rule: forms of address, particles, fillers. Its slots stay."""
    sentences = [s.strip() for s in _SENTENCE.findall(text) if s.strip()]
    said = {"brief": _brief, "formal": _formal}.get(style)
    if said is not None:
        return said(sentences, rng) or text
    done, n_plain = [], 0
    for sentence in sentences:
        if _ASKS.search(sentence):
            done.append(sentence.replace("你", "您"))
            continue
        n_plain += 1
        done.append(_ENDING.sub("", sentence).replace("你", "您") + rng.choice(_PARTICLES[style]))
    lead = rng.choice(_LEADS[style]) if style == "playful" or not n_plain or rng.random() < 0.8 else ""
    return lead + "".join(done) if done else text


def relaxed(text: str, rng: random.Random) -> str:
    """Return a Chinese reply as a friend would say it: its first plain sentence ends in a particle. Its slots stay."""
    sentences = _SENTENCE.findall(text)
    for i, sentence in enumerate(sentences):
        if sentence.endswith("。") and not _ASKS.search(sentence[:-1]) and _ENDING.sub("", sentence) == sentence[:-1]:
            sentences[i] = sentence[:-1] + rng.choice(("哦。", "呢。", "哈。", "～"))
            return "".join(sentences)
    return text


def _brief(sentences: list[str], rng: random.Random) -> str:
    done = []
    for sentence in sentences:
        asks = bool(_ASKS.search(sentence))
        if "<s" not in sentence and _COURTESY.search(sentence) and len(sentences) > 1:
            continue
        bare = sentence if asks else _ENDING.sub("", sentence)
        for _ in range(3):  # one filler may stand before another
            bare = _FILLERS.sub("", bare).lstrip("，,")
        bare = (
            _COPULA.sub("", bare)
            .replace("推荐您去", "去")
            .replace("推荐你去", "去")
            .replace("您", "")
            .replace("你", "")
        )
        if bare.strip("，。、 "):
            done.append(bare if asks else f"{bare}。")
    return "".join(done)


def _formal(sentences: list[str], rng: random.Random) -> str:
    done = []
    for i, sentence in enumerate(sentences):
        bare = sentence if _ASKS.search(sentence) else _ENDING.sub("", sentence)
        bare = _FILLERS.sub("", bare) if i else bare
        for said, formal in _COLLOQUIAL:
            bare = bare.replace(said, formal)
        done.append(bare if _ASKS.search(sentence) else f"{bare}。")
    greeted = bool(done) and done[0].startswith(("您好", "你好"))
    lead = "" if greeted or not done or rng.random() < 0.2 else rng.choice(_LEADS["formal"])
    tail = "" if not done or done[-1].endswith("？") or (lead and rng.random() < 0.3) else rng.choice(_FORMAL_TAILS)
    return lead + "".join(done) + tail


def judged() -> list[tuple[str, Style]]:
    """Return (text, style) of the wordings that no adapter is tuned on."""
    return [(text, style) for frame in frames() for style in STYLES for text in wordings(frame, style, "judging")]
