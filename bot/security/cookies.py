"""The agents' login cookie: its name and attributes. Does not know: logins.

Over HTTPS its name begins with __Host-, so that no other host of the domain and no plain connection can plant one
(RFC 6265bis, section 4.1.3.2); browsers take such a cookie only with Secure and Path=/. Without HTTPS, which is for
one's own machine, the same cookie has no prefix.
"""

from __future__ import annotations

from fastapi import Response
from starlette.requests import HTTPConnection

_NAME = "daogou_desk"


def over_https(connection: HTTPConnection) -> bool:
    """Say whether the browser spoke HTTPS or WSS, to us or to the proxy before us.

    The proxy's header is believed from anybody: who forges it only keeps their own cookie from being sent.
    """
    forwarded = connection.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return connection.url.scheme in ("https", "wss") or forwarded == "https"


def cookie_name(connection: HTTPConnection) -> str:
    """Return the cookie's name on this connection; one of the other name is not believed."""
    return f"__Host-{_NAME}" if over_https(connection) else _NAME


def cookie_of(connection: HTTPConnection) -> str:
    """Return the cookie's value, "" where there is none."""
    return connection.cookies.get(cookie_name(connection), "")


def set_cookie(response: Response, connection: HTTPConnection, value: str, lasts_s: int) -> None:
    """Make the browser keep the cookie: unreadable for scripts, never sent from another site."""
    response.set_cookie(
        cookie_name(connection), value, max_age=lasts_s, path="/", secure=over_https(connection), httponly=True,
        samesite="strict",
    )  # fmt: skip


def drop_cookie(response: Response, connection: HTTPConnection) -> None:
    """Make the browser forget the cookie."""
    response.delete_cookie(
        cookie_name(connection), path="/", secure=over_https(connection), httponly=True, samesite="strict"
    )
