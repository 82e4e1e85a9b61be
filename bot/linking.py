"""Link tokens: a shopper who follows one goes on with a conversation elsewhere.

Owns: their form, signature and expiry. Does not know: which conversation an id stands for, whether it was used
(bot.store.links). A token fits the payload of a Telegram deep link: at most 64 letters, digits, _ and -
(https://core.telegram.org/bots/features#deep-linking).
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BadBase64

#: What every token begins with; tells it from the name of a shop in a deep link.
MARK = "go-"

_ID_BYTES = 12
_MAC_BYTES = 16
_LENGTH = len(MARK) + 22 + 22  # base64 of 16 bytes each, without padding


class BadLink(ValueError):
    """The token was not made here, or its time is over."""


def seal(key: str, link_id: bytes, expires_at: float) -> str:
    """Return the token of a link. `link_id`: 12 random bytes; `expires_at`: UNIX time, cut to seconds."""
    if len(link_id) != _ID_BYTES:
        raise ValueError(f"expected an id of {_ID_BYTES} bytes, found {len(link_id)}")
    body = link_id + struct.pack(">I", int(expires_at))
    return MARK + _text(body) + _text(_mac(key, body))


def unseal(key: str, token: str, now: float) -> bytes:
    """Return the id of a token's link. Raises BadLink where the signature is not ours or the time is over."""
    if not is_link(token):
        raise BadLink("expected a link token, found another form")
    try:
        body, mac = (urlsafe_b64decode(part + "==") for part in (token[3:25], token[25:]))
    except (BadBase64, ValueError) as error:
        raise BadLink("expected a link token, found no base64") from error
    if not hmac.compare_digest(mac, _mac(key, body)):
        raise BadLink("the signature is not ours")
    if struct.unpack(">I", body[_ID_BYTES:])[0] <= now:
        raise BadLink("the link has expired")
    return body[:_ID_BYTES]


def is_link(text: str) -> bool:
    """Say whether a text has the form of a token."""
    return len(text) == _LENGTH and text.startswith(MARK) and text.isascii()


def _mac(key: str, body: bytes) -> bytes:
    return hmac.new(key.encode(), b"daogou link" + body, hashlib.sha256).digest()[:_MAC_BYTES]


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
