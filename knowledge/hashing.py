"""A vector for a text from its character n-grams alone: the lexical-semantic baseline that needs no training.

Owns: hashing and projection. Does not know: language, words, items. It sees shared spelling (无线耳机, 蓝牙无线耳机),
not meaning (笔记本 is as far from 电脑 as from 香蕉); it stands in where no encoder is shipped and is the baseline of
every figure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: Weight of n-grams by length 1, 2, 3. Bigrams are the words of Chinese; single characters help short texts.
#: Picked on the development half of taodescribe (`daogou evaluate search`).
GRAM_WEIGHTS = (0.1, 1.0, 0.3)
#: Coordinates that each n-gram touches, with a random sign: a sparse Johnson-Lindenstrauss transform (Kane & Nelson,
#: "Sparser Johnson-Lindenstrauss transforms", J. ACM 61, 2014), so that no projection matrix is kept in memory.
N_TOUCHED = 8
_BATCH = 256
#: Weight of its cosine in the fusion, beside 1 for BM25: shared spelling mostly repeats what BM25 knows. Measured on
#: the development half of taodescribe: .2 to .4 add to BM25, .5 and more do not.
WEIGHT = 0.3
#: Signs of n-grams that meet by chance give cosines of standard deviation 1 / sqrt(256); among 100,000 items the
#: greatest chance cosine is near .27.
FLOOR = 0.2


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble 64-bit numbers (splitmix64, Steele et al., OOPSLA 2014); wraps around on purpose."""
    x = x + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


class HashingEmbedder:
    """Bag of hashed character n-grams (1 to 3), weight log(1 + count) per n-gram, projected to `dim` by signs.

    Deterministic in `seed`, on every machine. No idf: a vector depends on its own text only, so new items change none.
    """

    def __init__(self, *, dim: int = 256, seed: int = 20) -> None:
        self.dim = dim
        self.name = f"hashing-{dim}-{seed}-v1"
        self.weight, self.floor = WEIGHT, FLOOR
        self._seed = np.uint64(seed)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dim), each row of length 1; a text without letters or digits gives a row of zeros."""
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            out[start : start + _BATCH] = self._embed_batch(texts[start : start + _BATCH])
        return out

    def _embed_batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        # One code array for the batch: texts, each with a space before and after, so that word ends count too.
        cleaned = [f" {c} " if (c := _clean(t)) else "" for t in texts]
        codes = np.frombuffer("".join(cleaned).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
        owner = np.repeat(np.arange(len(texts)), [len(t) for t in cleaned])
        vectors = np.zeros(len(texts) * self.dim)
        hashes = np.zeros(len(codes), dtype=np.uint64)
        for length, weight in enumerate(GRAM_WEIGHTS, start=1):
            n = len(codes) - length + 1
            if n <= 0:
                break
            hashes = _mix(hashes[:n] ^ codes[length - 1 :] ^ (np.uint64(length) << np.uint64(40)))
            inside = owner[:n] == owner[length - 1 :]
            inside &= (codes[:n] != 32) | (length > 1)  # a lone space is no feature
            grams = np.stack([owner[:n][inside].astype(np.uint64), hashes[inside]], axis=1)
            self._add(vectors, grams, weight)
        rows = vectors.reshape(len(texts), self.dim)
        return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)).astype(np.float32)

    def _add(self, vectors: NDArray[np.float64], grams: NDArray[np.uint64], weight: float) -> None:
        """Add n-grams, (owner, hash) in each row, to the flat (n * dim) vectors."""
        order = np.lexsort((grams[:, 1], grams[:, 0]))
        grams = grams[order]
        first = np.ones(len(grams), dtype=bool)
        first[1:] = (grams[1:] != grams[:-1]).any(axis=1)
        starts = np.flatnonzero(first)
        counts = np.diff(np.append(starts, len(grams)))
        owners, hashes = grams[starts, 0].astype(np.int64), grams[starts, 1]
        weights = weight * np.log1p(counts)
        for touch in range(N_TOUCHED):
            draw = _mix(hashes ^ (self._seed << np.uint64(8)) ^ np.uint64(touch + 1))
            sign = np.where(draw & np.uint64(1), 1.0, -1.0)
            place = ((draw >> np.uint64(1)) % np.uint64(self.dim)).astype(np.int64)
            vectors += np.bincount(owners * self.dim + place, weights * sign, minlength=len(vectors))


def _clean(text: str) -> str:
    """Bring a text to NFKC, case folded, with one space for each run of what is neither letter nor digit."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())
