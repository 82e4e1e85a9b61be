"""The main colours of the thing in a picture, its ground left out. Does not know: what the thing is, shops, names.

The ground is what touches the frame: the few colours of the picture's rim, wherever they are found. What is left is
weighed by how near it is to the middle, and colours that people would call the same count together. Distances are in
CIE L*a*b* (D65), where 2.3 is just noticeable and 10 is plainly another shade.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import resvg_py
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from knowledge.types import Colour

#: Longest side that a picture is looked at in, pixels; colours need no more.
SIDE = 96
#: Pixels that a picture may unpack to; a small file can hold billions (decompression bomb).
MAX_PIXELS = 50_000_000
#: Share of the picture's side that counts as its rim.
RIM = 0.06
#: Distance within which a pixel is the ground's, and within which two colours are one.
GROUND = 11.0
SAME = 16.0
#: A rim of more colours than this is no ground but part of the scene.
N_GROUNDS = 4
#: Share of the picture below which what is left is dirt on the lens, and the thing has the ground's colour.
LEAST_THING = 0.04
#: Share of the thing that a colour must have to be one of its main ones, and how many there are at most.
LEAST_SHARE = 0.18
N_MAIN = 3

Lab = NDArray[np.float64]


class NoPicture(ValueError):
    """The bytes are no picture that can be read; the message says why."""


def palette(data: bytes) -> list[Colour]:
    """Return the main colours of the thing in a PNG, JPEG, WEBP or SVG picture, largest first, at least one.

    Raises NoPicture.
    """
    pixels = _pixels(data)
    lab = lab_of(pixels)
    height, width, _ = lab.shape
    y, x = np.mgrid[0:height, 0:width]
    middle = ((x / max(width - 1, 1) - 0.5) ** 2 + (y / max(height - 1, 1) - 0.5) ** 2) / 0.5  # 0 middle, 1 corner
    weights = np.exp(-2.0 * middle)
    thing = ~_ground(lab)
    if thing.mean() < LEAST_THING:
        thing = middle < 0.18  # white upon white: what is in the middle
    return _main_colours(pixels[thing], weights[thing])


def lab_of(rgb: NDArray[np.uint8] | Sequence[Sequence[int]]) -> Lab:
    """Return sRGB values (..., 3), 0 to 255, as L*a*b* (D65), float64 of the same shape (CIE 15:2004)."""
    linear = np.asarray(rgb, dtype=np.float64) / 255
    linear = np.where(linear <= 0.04045, linear / 12.92, ((linear + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                       [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip
    xyz = linear @ to_xyz.T / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def lab_of_code(code: str) -> Lab:
    """Return "#rrggbb" as L*a*b*, shape (3,). Raises ValueError."""
    return lab_of([[int(code[i : i + 2], 16) for i in (1, 3, 5)]])[0]


def _pixels(data: bytes) -> NDArray[np.uint8]:
    """Return the picture small, on white: uint8 (height, width, 3)."""
    if data.lstrip()[:5].lower() in (b"<?xml", b"<svg ") or b"<svg" in data[:300]:
        data = _drawn(data)
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise NoPicture(f"expected {MAX_PIXELS} pixels at most, found {picture.width} x {picture.height}")
            picture.draft("RGB", (SIDE, SIDE))  # lets a JPEG be unpacked at an eighth of its size
            small = picture.copy() if max(picture.size) <= SIDE else picture.reduce(max(1, max(picture.size) // SIDE))
        clear = small.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return np.asarray(Image.alpha_composite(white, clear).convert("RGB"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, NoPicture):
            raise
        raise NoPicture(f"expected a PNG, JPEG, WEBP or SVG picture: {error}") from error


def _drawn(svg: bytes) -> bytes:
    if b"<image" in svg or b"<!ENTITY" in svg:
        raise NoPicture("expected an SVG of its own, found one that loads other files")
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode("utf-8"), width=SIDE, background="#ffffff"))
    except (ValueError, UnicodeDecodeError) as error:
        raise NoPicture(f"the SVG cannot be drawn: {error}") from error


def _ground(lab: Lab) -> NDArray[np.bool_]:
    """Say which pixels have a colour of the rim; none where the rim has too many colours to be a ground."""
    height, width, _ = lab.shape
    rim = max(1, round(RIM * min(height, width)))
    edge = np.ones((height, width), dtype=bool)
    edge[rim : height - rim or None, rim : width - rim or None] = False
    left, n_edge = lab[edge], int(edge.sum())
    ground = np.zeros((height, width), dtype=bool)
    for _ in range(N_GROUNDS):
        if len(left) < 0.1 * n_edge:
            return ground
        centre = np.median(left, axis=0)
        near = np.linalg.norm(left - centre, axis=1) < 1.5 * GROUND
        if near.mean() < 0.2:
            break
        # A gradient: each of its shades is ground, not only the middle one.
        shades = np.quantile(left[near], [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
        for shade in shades:
            ground |= np.linalg.norm(lab - shade, axis=2) < GROUND
        left = left[~near]
    return ground if len(left) < 0.35 * n_edge else np.zeros_like(ground)


def _main_colours(pixels: NDArray[np.uint8], weights: NDArray[np.float64]) -> list[Colour]:
    """Cut the colours into a few (Heckbert's median cut), join those that are one, keep the main ones."""
    strip = Image.fromarray(pixels.reshape(1, -1, 3)).quantize(12, method=Image.Quantize.MEDIANCUT)
    codes = np.asarray(strip)[0]
    shares = np.bincount(codes, weights=weights, minlength=12)
    means = np.stack([np.bincount(codes, weights=weights * pixels[:, c], minlength=12) for c in range(3)], axis=1)
    order = [i for i in np.argsort(-shares) if shares[i] > 0]
    groups: list[tuple[Lab, float, NDArray[np.float64]]] = []  # (L*a*b*, share, sum of weighted RGB)
    for i in order:
        own = lab_of(means[i : i + 1] / shares[i])[0]
        near = next((n for n, (lab, _, _) in enumerate(groups) if np.linalg.norm(lab - own) < SAME), None)
        if near is None:
            groups.append((own, shares[i], means[i]))
        else:
            _, share, total = groups[near]
            share, total = share + shares[i], total + means[i]
            groups[near] = (lab_of([total / share])[0], share, total)
    groups.sort(key=lambda g: -g[1])
    total_share = sum(share for _, share, _ in groups)
    main = [g for n, g in enumerate(groups) if n == 0 or g[1] / total_share >= LEAST_SHARE][:N_MAIN]
    return [
        Colour("#" + "".join(f"{round(float(c)):02x}" for c in total / share), round(float(share / total_share), 3))
        for _, share, total in main
    ]
