"""Generated replies and ads, held against a checker that is not the guard.

CHECKED_TEXTS=2000 CHECKED_MODEL=DIR CHECKED_ADAPTERS=DIR CHECKED_PROMPTS=a.jsonl,b.jsonl,c.jsonl runs it at the size of
the published figure, over prompts of real shops (`daogou train prompts`); without them few, of random shops, by a tiny
model, whose share of template is no figure of anything.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from finetune.ads import Brief, creatives
from finetune.contract import GroundedPrompt
from finetune.generate import WriterSettings, writer
from finetune.generate.backends import copywriter
from finetune.generate.model_writer import is_exact
from finetune.tasks import prompts
from finetune.template import TemplateWriter
from tests.finetune.checker import claims, of_item
from tests.finetune.worlds import TOPICS, World

N_TEXTS = int(os.environ.get("CHECKED_TEXTS", "40"))
FILES = [Path(p) for p in os.environ.get("CHECKED_PROMPTS", "").split(",") if p]


#: Each advertisement is chosen from some two dozen guarded drafts: few without real prompts.
N_ADS = N_TEXTS // 2 if FILES else 8


def some_prompts(n: int) -> Iterator[GroundedPrompt]:
    rng = random.Random(20)
    if FILES:
        known = [p for path in FILES for p in prompts.read(path)]
        yield from rng.sample([p for p in known if not is_exact(p.decision)], n)
        return
    worlds = [World(seed) for seed in range(3)]
    wanted = [(act, topic) for act, topic in TOPICS if act in ("recommend", "ask", "sorry", "chat")]
    for i in range(n):
        yield worlds[i % 3].prompt(*rng.choice(wanted), rng.choice(("zh", "zh", "en")))


def settings(folder: Path) -> WriterSettings:
    return WriterSettings(
        writer="local", writer_model=os.environ.get("CHECKED_MODEL", str(folder)), writer_pieces=96,
        writer_adapter=os.environ.get("CHECKED_ADAPTERS", ""),
    )  # fmt: skip


def test_replies_state_what_the_template_would_state(own_writer: Path) -> None:
    served, honest = writer(settings(own_writer)), TemplateWriter()
    wrong, n_template, n = [], 0, 0
    for prompt in some_prompts(N_TEXTS // 2):
        draft = served.write(prompt)
        n += 1
        n_template += draft.degraded
        found = claims(draft.text, honest.write(prompt).text, prompt.shop, prompt.locale)
        wrong += [(found, draft.text)] if found else []
    print(f"{n} replies, template in place {n_template / n:.3f}, wrong {len(wrong)}")
    assert not wrong, wrong[:5]
    assert n == N_TEXTS // 2
    if FILES:
        assert n_template / n <= 0.10


def test_ads_state_what_the_item_has(own_writer: Path) -> None:
    write = copywriter(settings(own_writer))
    assert write is not None
    rng, wrong, n_template, n = random.Random(21), [], 0, 0
    while n < N_ADS:
        for prompt in some_prompts(N_ADS):
            if not prompt.decision.items or n >= N_ADS:
                continue
            item = rng.choice(prompt.decision.items).item
            brief = Brief(item, prompt.shop, prompt.locale, seed=rng.randrange(1 << 30))
            for creative in creatives(brief, 2, write):
                n += 1
                n_template += creative.backend == "template"
                found = claims(creative.text, of_item(item, prompt.shop), prompt.shop, prompt.locale)
                wrong += [(found, creative.text)] if found else []
    print(f"{n} ads, template in place {n_template / n:.3f}, wrong {len(wrong)}")
    assert not wrong, wrong[:5]
    if FILES:
        assert n_template / n <= 0.10


def test_the_checker_sees_what_is_made_up() -> None:
    world = World(1)
    item = world.items[0]
    known = of_item(item, world.shop)
    assert claims(item.title, known, world.shop, "zh") == []
    for made_up in ("只要12345元", "包邮的", "全网第一", "销量最高", "Samsung出品", "这七款"):
        assert claims(item.title + made_up, known, world.shop, "zh"), made_up
