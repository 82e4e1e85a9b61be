"""Generated replies and ads, held against a checker that is not the guard.

CHECKED_TEXTS=2000 CHECKED_MODEL=DIR CHECKED_ADAPTERS=DIR CHECKED_PROMPTS=a.jsonl,b.jsonl,c.jsonl runs it at the size of
the published figure, over prompts of real shops (`daogou train prompts`); without them few, of random shops, by a tiny
model, whose shares are figures of nothing.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from finetune.ads import STYLES, Brief, creatives
from finetune.ads.create import modelled
from finetune.contract import GroundedPrompt
from finetune.generate import WriterSettings, writer
from finetune.generate.backends import copywriter
from finetune.generate.model_writer import is_exact
from finetune.generate.own import load
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
    wrong, n_template, n_reworded, n = [], 0, 0, 0
    for prompt in some_prompts(N_TEXTS // 2):
        draft, text = served.write(prompt), honest.write(prompt).text
        n += 1
        n_template += draft.degraded
        n_reworded += draft.text != text
        counted = prompt.decision.n_matching
        found = claims(draft.text, f"{text} {counted}", prompt.shop, prompt.locale)
        wrong += [(found, draft.text)] if found else []
    shares = (
        f"{n_template / n:.3f} the template's in its place, {n_reworded / n:.3f} in other words than the template's"
    )
    print(f"{n} replies: {shares}, {len(wrong)} with unsupported claims")
    assert not wrong, wrong[:5]
    assert n == N_TEXTS // 2
    if FILES:
        assert n_template / n <= 0.10


def test_ads_state_what_the_item_has(own_writer: Path) -> None:
    write = copywriter(load(settings(own_writer)))
    assert write is not None
    rng = random.Random(21)
    wrong, n_template, n_own, n_none, n = [], 0, 0, 0, 0
    known = [(s.item, p) for p in some_prompts(max(N_ADS, 12)) for s in p.decision.items]
    for item, prompt in rng.sample(known, N_ADS):
        style = STYLES[n % len(STYLES)]
        brief = Brief(item, prompt.shop, prompt.locale, styles=(style,), seed=rng.randrange(1 << 30))
        n += 1
        n_template += not modelled(brief, style, write, random.Random(brief.seed))
        made = creatives(brief, 1, write)
        if not made:  # English copy, in this one style, of goods that are told in Chinese alone
            n_none += 1
            continue
        (creative,) = made
        n_own += creative.backend == "local"
        found = claims(creative.text, of_item(item, prompt.shop), prompt.shop, prompt.locale)
        wrong += [(found, creative.text)] if found else []
    shares = (
        f"{n_template / n:.3f} with none of the model's to choose from, {n_own / n:.3f} the model's,"
        f" {n_none / n:.3f} none that may be said"
    )
    print(f"{n} ads: {shares}, {len(wrong)} with unsupported claims")
    assert not wrong, wrong[:5]
    if FILES:
        assert n_template / n <= 0.10
    assert n_none / n <= 0.01


def test_the_checker_sees_what_is_made_up() -> None:
    world = World(1)
    item = world.items[0]
    known = of_item(item, world.shop)
    assert claims(item.title, known, world.shop, "zh") == []
    for made_up in ("只要12345元", "包邮的", "全网第一", "销量最高", "Samsung出品", "这七款"):
        assert claims(item.title + made_up, known, world.shop, "zh"), made_up
