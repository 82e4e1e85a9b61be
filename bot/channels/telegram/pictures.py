"""Pictures of goods in a form that Telegram takes. Owns: fetching, drawing SVG as PNG, remembering Telegram's file ids.

Telegram takes JPEG, PNG, WEBP and no SVG (https://core.telegram.org/bots/api#sendphoto: at most 10 MB, width and height
together at most 10,000, ratio at most 20). A picture that cannot be had is left out; the goods are then shown in words.
"""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterable

import resvg_py
from PIL import Image, UnidentifiedImageError

from bot.channels.telegram.gateway import GatewayClient, GatewayError
from bot.gateway.blocking import Blocking
from bot.store.telegram import TelegramStore

log = logging.getLogger(__name__)

MAX_BYTES = 10_000_000
MAX_SIDES = 10_000
MAX_RATIO = 20
#: Side of a drawn picture in pixels.
DRAWN_WIDTH = 800


class Pictures:
    """Finds what to send for an address: Telegram's file id, a public address, or bytes."""

    def __init__(self, gateway: GatewayClient, store: TelegramStore, blocking: Blocking) -> None:
        self._gateway, self._store, self._blocking = gateway, store, blocking
        self._bytes: dict[str, bytes] = {}  # of the answers being sent now

    async def have(self, addresses: Iterable[str | None]) -> frozenset[str]:
        """Return those of the addresses that can be shown; fetches what Telegram has not had yet."""
        wanted = sorted({address for address in addresses if address})
        found = await asyncio.gather(*(self._have(address) for address in wanted))
        return frozenset(address for address, ok in zip(wanted, found, strict=True) if ok)

    async def new(self, addresses: Iterable[str | None]) -> bool:
        """Say whether some picture of the gateway's own has not been sent to Telegram yet."""
        own = {address for address in addresses if address and not address.startswith(("http://", "https://"))}
        known = [await self._blocking.read(self._store.file_id, address) for address in own]
        return None in known

    async def _have(self, address: str) -> bool:
        if address.startswith(("http://", "https://")):
            return not address.lower().partition("?")[0].endswith(".svg")
        if address in self._bytes or await self._blocking.read(self._store.file_id, address) is not None:
            return True
        try:
            data, media_type = await self._gateway.picture(address)
            self._bytes[address] = await self._blocking.read(usable, data, media_type)
        except (GatewayError, ValueError) as error:
            log.warning("the picture %s cannot be shown: %s", address, error)
            return False
        return True

    async def source(self, address: str) -> str | bytes:
        """Return what to send for an address that `have` returned."""
        if address.startswith(("http://", "https://")):
            return address
        file_id = await self._blocking.read(self._store.file_id, address)
        return file_id or self._bytes[address]

    async def keep(self, address: str, file_id: str) -> None:
        """Remember Telegram's file id of a picture that was sent."""
        if self._bytes.pop(address, None) is not None:
            await self._blocking.write(self._store.keep_file, address, file_id)

    async def refused(self, addresses: Iterable[str]) -> None:
        """Forget what Telegram would not take, so that it is fetched anew the next time."""
        for address in addresses:
            self._bytes.pop(address, None)
            await self._blocking.write(self._store.keep_file, address, None)


def usable(data: bytes, media_type: str) -> bytes:
    """Return a picture that Telegram takes. Raises ValueError that says why there is none."""
    if media_type == "image/svg+xml":
        return drawn(data)
    if len(data) > MAX_BYTES:
        raise ValueError(f"it has {len(data)} bytes, {MAX_BYTES} at most are taken")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError(f"expected PNG, JPEG or WEBP, found {media_type or 'no type'}") from error
    if width + height > MAX_SIDES or max(width, height) > MAX_RATIO * min(width, height):
        raise ValueError(f"{width} x {height} pixels are not taken")
    return data


def drawn(svg: bytes) -> bytes:
    """Return an SVG as PNG on white. Raises ValueError where it cannot be drawn, or would load other files."""
    if b"<image" in svg or b"<!ENTITY" in svg:
        raise ValueError("expected an SVG of its own, found one that loads other files")
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode("utf-8"), width=DRAWN_WIDTH, background="#ffffff"))
    except (ValueError, UnicodeDecodeError) as error:
        raise ValueError(f"the SVG cannot be drawn: {error}") from error
