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
_PARTICLES = {"warm": ("呢。", "哦。", "呀。"), "playful": ("哟～", "啦～", "嘛～", "啦！")}
_WARM_LEADS = ("您看，", "放心，", "亲，", "")
_PLAYFUL_LEADS = ("当当～", "嘿嘿，", "叮！", "悄悄说，", "")
_FORMAL_LEADS = ("您好，", "谨告知您，", "")
_FORMAL_TAILS = ("请您参考。", "敬请知悉。", "")
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
    if not sentences:
        return text
    done = []
    for i, sentence in enumerate(sentences):
        asks = sentence.endswith(("？", "?", "吗", "呢？"))
        bare = sentence if asks else _ENDING.sub("", sentence)
        if style == "brief":
            bare = _FILLERS.sub("", _FILLERS.sub("", bare)).lstrip("，,")
            if not bare.strip("，。"):
                continue
            done.append(bare if asks else f"{bare}。")
        elif style == "formal":
            bare = _FILLERS.sub("", bare) if i else bare
            for said, formal in _COLLOQUIAL:
                bare = bare.replace(said, formal)
            done.append(bare if asks else f"{bare}。")
        else:
            bare = bare.replace("你", "您") if style == "warm" else bare
            done.append(bare if asks else bare + rng.choice(_PARTICLES[style]))
    lead = rng.choice({"warm": _WARM_LEADS, "playful": _PLAYFUL_LEADS, "formal": _FORMAL_LEADS, "brief": ("",)}[style])
    tail = rng.choice(_FORMAL_TAILS) if style == "formal" and not (done and done[-1].endswith("？")) else ""
    return lead + "".join(done) + tail if done else text


def judged() -> list[tuple[str, Style]]:
    """Return (text, style) of the wordings that no adapter is tuned on."""
    return [(text, style) for frame in frames() for style in STYLES for text in wordings(frame, style, "judging")]
