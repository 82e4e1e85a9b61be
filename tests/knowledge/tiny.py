"""A tiny shop with known answers, and servers of stores on free ports."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from knowledge.types import Attribute, Category, Item, Link, Shop

SHOP = Shop(
    "小店",
    {"zh": "小店"},
    "zh",
    "CNY",
    [Category("手机", {"en": ["phone", "cell phone"]}), Category("耳机", {"en": ["earphones"]}), Category("手机壳")],
    [Attribute("color", "text", {"zh": ["颜色"]}), Attribute("waterproof", "bool", {"zh": ["防水"]})],
    brands={"松果": ["Pinecone"]},
)
ITEMS = [
    Item("p1", "松果 X2 长辈版 大屏手机", "手机", "字体能放大", "松果", 1599.0, 5, attributes={"color": "黑"}),
    Item(
        "p2", "云雀 L9 拍照手机", "手机", "夜景清楚", "云雀", 1399.0, 0, attributes={"color": "白", "waterproof": True}
    ),
    Item("e1", "松果 蓝牙无线耳机", "耳机", "通勤降噪", "松果", 299.0, 9, attributes={"color": "黑"}),
    Item(
        "e2",
        "云雀 骨传导运动耳机",
        "耳机",
        "跑步不掉",
        "云雀",
        399.0,
        2,
        attributes={"color": "黑", "waterproof": True},
    ),
    Item("e3", "凌峰 有线耳机", "耳机", "便宜耐用", "凌峰", 49.0, 7, attributes={"color": "白"}),
    Item("c1", "松果 X2 磁吸保护壳", "手机壳", "防摔", "松果", 39.0, 20, attributes={"color": "透明"}),
]
LINKS = [Link("c1", "accessory_of", "p1"), Link("e1", "accessory_of", "p1"), Link("e2", "same_series", "p2")]


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def find_program(name: str) -> str | None:
    """Find a program beside this Python, else on the path."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name)


@contextlib.contextmanager
def serving(
    command: list[str], ready_url: str, is_ready: Callable[[int], bool] = lambda code: code < 500
) -> Iterator[None]:
    """Run a server until the block ends; wait at most 180 s for its URL to answer."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 180
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if is_ready(httpx.get(ready_url, timeout=2).status_code):
                    break
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            assert time.monotonic() < deadline, f"{command[0]} did not answer in 180 s"
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(10)
