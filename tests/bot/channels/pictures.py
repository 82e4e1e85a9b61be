"""Small pictures for tests."""

from __future__ import annotations

import io

from PIL import Image


def png(size: tuple[int, int] = (4, 4), form: str = "PNG") -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form)
    return out.getvalue()
