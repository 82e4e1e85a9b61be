"""Ad copy for an item, passed on to the action server. Does not know: goods, how copy is written."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from bot.gateway.parts import PartsOf, address_of
from bot.gateway.routes.goods import ANSWERS
from bot.gateway.shapes import Problem

router = APIRouter(prefix="/api", tags=["goods"])


class AdBrief(BaseModel):
    """What an advertisement is asked for with."""

    model_config = ConfigDict(extra="forbid")

    shop: str = Field(min_length=1, max_length=100)
    item_id: str = Field(min_length=1, max_length=200)
    audience: str = Field(
        default="", max_length=40, description="whom it is for, in the shop's words; empty: everybody"
    )
    style: Literal["formal", "warm", "playful", "brief", "正式", "亲切", "俏皮", "简洁"] | None = Field(
        default=None, description="default: all"
    )
    n: int = Field(default=3, ge=1, le=10)
    locale: Literal["zh", "en"] | None = Field(default=None, description="default: the shop's language")
    seed: int = Field(default=0, ge=0, le=2**31 - 1)


class Creative(BaseModel):
    """One advertisement."""

    text: str
    style: str
    appeal: float = Field(description="predicted share of viewers that click, 0 to 1; trained on simulated clicks")
    said: list[str] = Field(description="keys of the facts that it tells")
    backend: str


class Ads(BaseModel):
    """Creatives, most appealing first, and what should be known of them."""

    item_id: str
    title: str
    creatives: list[Creative]
    notes: list[str]


@router.post(
    "/ads", response_model=Ads, responses=ANSWERS | {429: {"model": Problem, "description": "Too many at once."}}
)
async def ads(brief: AdBrief, request: Request, parts: PartsOf) -> Any:
    """Write ad copy for an item; it states only what the item's facts hold."""
    await parts.address_messages.check(address_of(request, parts.settings), "requests from this address")
    return await parts.actions.post("/ads", brief.model_dump(exclude_none=True))
