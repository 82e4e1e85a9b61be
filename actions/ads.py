"""Ad copy over the catalogue: the command `daogou ad` and the route POST /ads for the gateway.

Owns: reading what is asked, finding the item. Does not know: how creatives are written (finetune/ads).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import click
from sanic import Request, Sanic
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from actions.browse import NoSuchItem
from actions.finding import BadRequest
from actions.runtime import Runtime
from finetune.ads import STYLES, Brief, Creative, Style, creatives
from finetune.generate.backends import copywriter, own_writer
from finetune.settings import WriterSettings
from knowledge.catalogue import Catalogue
from knowledge.errors import KnowledgeError, UnknownShop
from knowledge.suiting import reasons
from knowledge.types import Item, Locale
from knowledge.view import ShopView

if TYPE_CHECKING:
    from finetune.ads.written import Copywriter

MAX_CREATIVES = 10
MAX_AUDIENCE_CHARS = 40
#: Goods of the item's kind, about, that are looked at to say why it suits an audience.
N_KIN = 1_000
#: The names that shopkeepers use.
ALIASES: dict[str, Style] = {"正式": "formal", "亲切": "warm", "俏皮": "playful", "简洁": "brief"}


def advertise(catalogue: Catalogue, asked: Mapping[str, Any], write: Copywriter | None = None) -> dict[str, Any]:
    """Write creatives for one item; `write`: a model's (finetune/generate/backends.py), None = the template's.

    Args:
        asked: `shop`, `item_id`; `audience` "", `style` one of STYLES or its Chinese name (all), `n` 1 to 10 (3),
            `locale` zh or en (the shop's), `seed` (0).

    Returns:
        {"item_id", "title", "creatives": [{"text", "style", "appeal", "said", "backend"}], "notes": [...]}, best first.
        Raises BadRequest, NoSuchItem, UnknownShop.
    """
    shop, item_id = asked.get("shop"), asked.get("item_id")
    if not isinstance(shop, str) or not isinstance(item_id, str):
        raise BadRequest("expected shop and item_id as text")
    n, seed = asked.get("n", 3), asked.get("seed", 0)
    if not isinstance(n, int) or isinstance(n, bool) or not 1 <= n <= MAX_CREATIVES:
        raise BadRequest(f"n: expected 1 to {MAX_CREATIVES}, found {n!r}")
    if not isinstance(seed, int) or isinstance(seed, bool):
        raise BadRequest(f"seed: expected a whole number, found {seed!r}")
    audience = asked.get("audience") or ""
    if not isinstance(audience, str) or len(audience) > MAX_AUDIENCE_CHARS:
        raise BadRequest(f"audience: expected up to {MAX_AUDIENCE_CHARS} characters")
    view = catalogue.view(shop)
    locale = asked.get("locale") or view.shop.language
    if locale not in ("zh", "en"):
        raise BadRequest(f"locale: expected zh or en, found {locale!r}")
    item: Item | None = view.item(item_id)
    if item is None:
        raise NoSuchItem(f"shop {shop}: no item {item_id!r}")
    styles = STYLES if asked.get("style") in (None, "") else (style_of(asked["style"]),)
    brief = _reasoned(view, Brief(item, view.shop, cast(Locale, locale), audience, styles, seed))
    found = creatives(brief, n, write)
    return {
        "item_id": item_id,
        "title": item.title,
        "creatives": [_as_json(c) for c in found],
        "notes": _notes(brief, found, n),
    }


def _reasoned(view: ShopView, brief: Brief) -> Brief:
    """Return the brief with what speaks for the item where the catalogue says that it is for the audience."""
    fact = brief.audience_fact()
    if fact is None:
        return brief
    kinds = view.columns["category"]
    kin = [i for i in range(view.n_items) if kinds.value(i) == brief.item.category]
    goods = [view.item_at(i) for i in kin[:: max(1, len(kin) // N_KIN)]]
    return replace(brief, reasons=tuple(reasons(view.shop, goods, brief.item, *fact)))


def style_of(asked: Any) -> Style:
    """Read the name of a style, Chinese or English. Raises BadRequest."""
    for style in STYLES:
        if asked == style or (isinstance(asked, str) and ALIASES.get(asked) == style):
            return style
    raise BadRequest(f"style: expected one of {', '.join((*STYLES, *ALIASES))}; found {asked!r}")


def _as_json(creative: Creative) -> dict[str, Any]:
    return {
        "text": creative.text, "style": creative.style, "appeal": creative.appeal, "said": list(creative.said),
        "backend": creative.backend,
    }  # fmt: skip


def _notes(brief: Brief, found: list[Creative], n: int) -> list[str]:
    notes = []
    if brief.audience and brief.audience_fact() is None:
        notes.append(f"the catalogue does not say that this suits {brief.audience!r}: no creative claims it")
    if len(found) < n:
        notes.append(f"{len(found)} of {n}: the item has too little to tell that differs; state more attributes")
    return notes


def add_ads(app: Sanic, runtime: Runtime) -> None:
    """Add POST /ads."""
    write = copywriter(runtime.own)

    @app.post("/ads")
    async def ads(request: Request) -> HTTPResponse:
        asked = request.json
        if not isinstance(asked, dict):
            return json_response({"error": "expected a JSON object"}, status=400)
        try:
            loop = asyncio.get_running_loop()
            work = partial(advertise, runtime.catalogue, asked, write)
            return json_response(await loop.run_in_executor(runtime.pool, work))
        except (UnknownShop, NoSuchItem) as error:
            return json_response({"error": str(error)}, status=404)
        except BadRequest as error:
            return json_response({"error": str(error)}, status=400)


@click.command()
@click.argument("item_id")
@click.option("--shop", required=True, help="Name of the shop.")
@click.option("--audience", default="", help="Whom it is for, in the shop's words: 老人, students.")
@click.option("--style", default=None, help=f"One of {', '.join((*STYLES, *ALIASES))}. Default: all.")
@click.option("-n", type=click.IntRange(1, MAX_CREATIVES), default=3, show_default=True)
@click.option("--locale", type=click.Choice(["zh", "en"]), default=None, help="Default: the shop's language.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def ad_command(
    item_id: str, shop: str, audience: str, style: str | None, n: int, locale: str | None, seed: int, as_json: bool
) -> None:
    """Write ad copy for an item: only what its facts hold, most appealing first."""
    from knowledge import settings as knowledge_settings

    try:
        catalogue = Catalogue(knowledge_settings.load())
        found = advertise(
            catalogue,
            {"shop": shop, "item_id": item_id, "audience": audience, "style": style, "n": n, "locale": locale,
             "seed": seed},
            copywriter(own_writer(WriterSettings())),
        )  # fmt: skip
    except (KnowledgeError, BadRequest, NoSuchItem, ValueError) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo(found["title"])
    for creative in found["creatives"]:
        click.echo(f"\n[{creative['style']} · {creative['appeal']:.1%}] {creative['text']}")
    for note in found["notes"]:
        click.echo(f"\n{note}", err=True)
