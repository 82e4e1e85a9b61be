"""Pictures whose colours are known: a thing on a ground, as a camera or a shop would give them."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFilter


def picture(
    thing: str, ground: str = "#e9e4da", *, second: str = "", form: str = "JPEG", size: tuple[int, int] = (640, 480),
    floor: str = "",
) -> bytes:  # fmt: skip
    """Return a picture of a thing on a ground. `second`: colour of its lower half; `floor`: of the lower ground."""
    width, height = size
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    if floor:
        draw.rectangle((0, height * 0.7, width, height), fill=floor)
    box = (width * 0.32, height * 0.15, width * 0.68, height * 0.85)
    draw.rounded_rectangle(box, 30, fill=thing)
    if second:
        draw.rectangle((box[0], height / 2, box[2], box[3]), fill=second)
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1)).save(out, form)
    return out.getvalue()
