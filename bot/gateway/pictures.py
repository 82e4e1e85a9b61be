"""Checks pictures that shoppers send and has their colours told. Does not know what is in them, and keeps none."""

from __future__ import annotations

import base64
import binascii
import io
import logging
import re
from typing import Any

from PIL import Image, UnidentifiedImageError

from bot.gateway.actions_client import ActionsClient
from bot.gateway.problems import ProblemError

log = logging.getLogger(__name__)

_DATA_URL = re.compile(r"data:image/(png|jpeg);base64,", re.IGNORECASE)

#: Pixels that a picture may unpack to; a small file can hold billions (decompression bomb).
MAX_PIXELS = 50_000_000


def check_picture(data_url: str, max_bytes: int) -> bytes:
    """Return the bytes of a PNG or JPEG data URL. Raises a 413, 415 or 422 problem that says what is wrong.

    The type is read from the content, not believed from the header.
    """
    head = _DATA_URL.match(data_url)
    if not head:
        raise ProblemError(415, "picture-type", "expected a data URL of image/png or image/jpeg in base64")
    encoded = data_url[head.end() :]
    if len(encoded) * 3 // 4 > max_bytes:
        raise ProblemError(413, "too-large", f"a picture may have {max_bytes} bytes at most")
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProblemError(422, "picture-broken", "the picture is not valid base64") from error
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ProblemError(413, "too-large", f"a picture may have {MAX_PIXELS} pixels at most")
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ProblemError(415, "picture-type", "the content is no readable PNG or JPEG picture") from error
    return data


async def look(picture: bytes, actions: ActionsClient) -> list[dict[str, Any]] | None:
    """Return the picture's main colours, None where nobody can look at it now. Raises a 415 problem where it is broken.

    A message does not wait for what is away: the answer then says that the picture was not looked at.
    """
    try:
        return await actions.colours(picture)
    except ProblemError as error:
        if error.status == 422:
            raise ProblemError(415, "picture-type", "the content is no readable PNG or JPEG picture") from error
        log.warning("a picture was not looked at: %s", error)
        return None
