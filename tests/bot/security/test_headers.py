"""What every answer carries, which sites may talk to the API, the cookie over HTTPS, API docs without a network."""

from __future__ import annotations

import re
from typing import Any

import pytest
import uvicorn
from click.testing import CliRunner
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.gateway import problems
from bot.gateway.__main__ import main as gateway_command
from bot.security.cors import origins_of
from bot.security.headers import HEADERS, NO_PAGE
from tests.bot.handoff.conftest import PASSWORD, person

PAGES = ["/", "/chat", "/desk", "/desk/report", "/admin", "/docs"]
SHOP = "https://shop.example"


def test_every_answer_has_the_security_headers(gateway):
    for path in (
        *PAGES,
        "/api/shops",
        "/healthz",
        "/nowhere",
        "/desk/api/me",
        "/admin/api/shops",
        "/openapi.json",
        "/media/x",
    ):
        headers = gateway.client.get(path).headers
        for name, value in HEADERS.items():
            assert headers[name] == value or name == "Content-Security-Policy", (path, name)
        assert "content-security-policy" in headers, path
        assert "strict-transport-security" not in headers, "this was plain HTTP"
    forwarded = gateway.client.get("/desk", headers={"X-Forwarded-Proto": "https"}).headers
    assert "max-age=31536000" in forwarded["strict-transport-security"]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_allows_anything_inline_or_from_elsewhere(gateway, page):
    answer = gateway.client.get(page)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", answer.text)
    for address in re.findall(r'<(?:script|link|img)[^>]*?(?:src|href)="([^"]+)"', answer.text):
        assert address.startswith("/"), f"{page} loads {address}"


def test_what_is_no_page_can_run_nothing(gateway):
    for path in ("/api/shops", "/openapi.json", "/nowhere"):
        assert gateway.client.get(path).headers["content-security-policy"] == NO_PAGE


def test_answers_about_people_are_kept_by_nobody(gateway):
    session = gateway.open()
    history = gateway.client.get(f"/api/sessions/{session[0]}/messages", headers=session[1])
    for answer in (history, gateway.client.get("/desk/api/me"), gateway.client.get("/admin/api/conversations")):
        assert answer.headers["cache-control"] == "no-store"


def test_what_breaks_inside_tells_nothing_and_has_the_headers():
    app = FastAPI()
    problems.install(app)

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("secret of the house")

    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == NO_PAGE


def test_no_version_of_the_server_is_told(monkeypatch):
    told: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: told.update(options))
    assert CliRunner().invoke(gateway_command, ["--port", "1"]).exit_code == 0
    assert told["server_header"] is False


# ---------------------------------------------------------------- other sites


def test_no_other_site_may_talk_to_the_api_unless_it_is_listed(gateway):
    answer = gateway.client.get("/api/shops", headers={"Origin": SHOP})
    assert "access-control-allow-origin" not in answer.headers
    asked = {"Origin": SHOP, "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in gateway.client.options("/api/sessions", headers=asked).headers


def test_a_listed_site_may_talk_to_the_api_without_cookies_and_to_nothing_else(make_gateway):
    gateway = make_gateway(allowed_origins=f"{SHOP}, https://b.example:8443")
    asked = {
        "Origin": SHOP, "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,last-event-id",
    }  # fmt: skip
    allowed = gateway.client.options("/api/sessions", headers=asked)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == SHOP
    assert "access-control-allow-credentials" not in allowed.headers
    opened = gateway.client.post("/api/sessions", json={}, headers={"Origin": SHOP})
    assert opened.headers["access-control-allow-origin"] == SHOP
    assert "Origin" in opened.headers["vary"]
    other = {"Origin": "https://shop.example.evil.example"}
    assert "access-control-allow-origin" not in gateway.client.post("/api/sessions", json={}, headers=other).headers
    for path in ("/desk/api/me", "/admin/api/shops", "/desk"):
        answer = gateway.client.get(path, headers={"Origin": SHOP})
        assert "access-control-allow-origin" not in answer.headers, path


@pytest.mark.parametrize("wrong", ["shop.example", "https://shop.example/path", "https://*.example", "null"])
def test_what_is_no_origin_is_refused_at_the_start(wrong):
    with pytest.raises(ValueError, match="expected origins"):
        origins_of(f"https://a.example {wrong}")
    assert origins_of(" https://a.example,\nhttp://b:81 * ") == ["https://a.example", "http://b:81", "*"]


# ---------------------------------------------------------------- the cookie


def test_over_https_the_cookie_is_secure_and_bound_to_this_host(gateway):
    name = "王主管"
    client = person(gateway, name, "supervisor")
    client.http.cookies.clear()
    https = {"X-Forwarded-Proto": "https"}
    answer = client.http.post("/desk/api/login", json={"name": name, "password": PASSWORD}, headers=https)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-daogou_desk=")
    for part in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    token = cookie.split("=")[1].split(";")[0]
    planted = {"Cookie": f"daogou_desk={token}"} | https
    gateway.client.cookies.clear()
    assert gateway.client.get("/desk/api/me", headers=planted).status_code == 401, "a cookie without the prefix"
    right = {"Cookie": f"__Host-daogou_desk={token}"} | https
    assert gateway.client.get("/desk/api/me", headers=right).status_code == 200
    logged_out = gateway.client.post(
        "/desk/api/logout", headers=right | {"X-CSRF-Token": answer.json()["csrf"]}
    ).headers["set-cookie"]
    assert logged_out.startswith('__Host-daogou_desk=""')
    assert "Secure" in logged_out


# ---------------------------------------------------------------- the API's description


def test_the_api_is_described_without_anybodys_network(gateway):
    page = gateway.client.get("/docs")
    assert "http" not in re.sub(r"<!doctype html>|http-equiv", "", page.text)
    for name, kind in (
        ("swagger-ui-bundle.js", "javascript"),
        ("swagger-ui.css", "css"),
        ("api-docs.js", "javascript"),
    ):
        answer = gateway.client.get(f"/docs/{name}")
        assert answer.status_code == 200
        assert kind in answer.headers["content-type"]
    assert gateway.client.get("/docs/..%2f__init__.py").status_code == 404
    assert gateway.client.get("/redoc").status_code == 404
    described = gateway.client.get("/openapi.json").json()
    assert "/api/sessions" in described["paths"]
    assert "/admin/api/imports" in described["paths"]
