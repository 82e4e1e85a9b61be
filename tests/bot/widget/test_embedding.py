"""The widget on a page of somebody else's, on another origin: one script tag, and what the page can set."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.bot.widget.conftest import Opens

Sites = Callable[..., str]


@pytest.fixture
def site() -> Iterator[Sites]:
    """Serve a page on an origin of its own; return its address. Its policy is as strict as docs/widget.md allows."""
    made: list[ThreadingHTTPServer] = []

    def serve(body: str, gateway: str = "") -> str:
        policy = (
            f"default-src 'none'; script-src {gateway}; connect-src {gateway}; img-src {gateway} data:; "
            "style-src 'unsafe-inline'"
        )

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if gateway:
                    self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(f"<!doctype html><html lang='zh-CN'><title>x</title>{body}".encode())

            def log_message(self, *_: object) -> None: ...

        made.append(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=made[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{made[-1].server_port}"

    yield serve
    for server in made:
        server.shutdown()
        server.server_close()


def test_one_script_tag_is_enough(opens: Opens, gateway, site):
    base = site(f'<p>Shop</p><script src="{gateway.url}/widget.js" data-shop="toy" async></script>', gateway.url)
    page = opens("/", base)
    page.get_by_role("button", name="和导购聊聊").click()
    box = page.locator("daogou-chat textarea")
    box.fill("手机")
    box.press("Enter")
    page.get_by_role("button", name="1000–2000").click()
    page.locator(".card img").first.wait_for()
    page.wait_for_function(
        "() => document.querySelector('daogou-chat').shadowRoot.querySelector('.card img').naturalWidth > 0"
    )


def test_two_tags_give_one_chat(opens: Opens, gateway, site):
    tag = f'<script src="{gateway.url}/widget.js" data-shop="toy"></script>'
    page = opens("/", site(tag + tag))
    page.get_by_role("button", name="和导购聊聊").wait_for()
    expect(page.locator("daogou-chat")).to_have_count(1)


def test_the_page_can_set_colours_and_nothing_else_of_it_leaks_in(opens: Opens, gateway, site):
    page = opens(
        "/",
        site(
            "<style>* { color: red; font-size: 40px; display: block } daogou-chat { --daogou-accent: rgb(0, 80, 160) }"
            f'</style><script src="{gateway.url}/widget.js"></script><daogou-chat shop="toy" open></daogou-chat>'
        ),
    )
    send = page.locator("daogou-chat .send")
    page.locator("daogou-chat textarea").fill("x")
    expect(send).to_have_css("background-color", "rgb(0, 80, 160)")
    expect(page.locator("daogou-chat h2")).to_have_css("color", "rgb(35, 32, 29)")


def test_the_product_is_found_in_what_the_page_tells_search_engines(opens: Opens, gateway, site):
    product = '{"@context": "https://schema.org", "@graph": [{"@type": "Product", "sku": "p3"}]}'
    page = opens(
        "/",
        site(
            f'<script type="application/ld+json">{product}</script>'
            f'<script src="{gateway.url}/widget.js" data-shop="toy" data-item="auto" data-open></script>'
        ),
    )
    page.get_by_text("凌峰 Note 8 12GB+256GB").wait_for()


def test_a_page_can_speak_open_and_hear(opens: Opens, gateway, site):
    page = opens("/", site(f'<script src="{gateway.url}/widget.js"></script><daogou-chat shop="toy"></daogou-chat>'))
    page.evaluate(
        "() => { window.heard = []; const chat = document.querySelector('daogou-chat');"
        "for (const name of ['daogou:open', 'daogou:close', 'daogou:item'])"
        "chat.addEventListener(name, event => { window.heard.push(name); event.preventDefault(); });"
        "chat.ask('手机'); }"
    )
    page.get_by_role("button", name="1000–2000").click()
    page.get_by_role("link", name="松果").click()
    page.get_by_role("button", name="收起").click()
    assert page.evaluate("window.heard") == ["daogou:open", "daogou:item", "daogou:close"]
    assert len(page.context.pages) == 1  # the page kept the item's press to itself


def test_the_script_is_compressed_and_not_sent_twice(gateway):
    first = gateway.client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["content-type"].startswith("text/javascript")
    assert int(first.headers["content-length"]) < 60_000
    again = gateway.client.get("/widget.js", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert gateway.client.get("/widget.js", headers={"Accept-Encoding": "identity"}).text == first.text
