"""A writer model in this process: requests in, texts out; prefixes cached, adapters switched, rows written together.

Owns: tokenising, one decoder per adapter, the caches of prompt prefixes. Does not know: what is asked, or LangChain.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from finetune.decode.batching import Batching
from finetune.decode.decoder import MAX_PIECES, Cache, Decoder, rows_of, together
from finetune.decode.graph import Precision
from finetune.decode.sampling import Choice, Rules, Text
from finetune.pretrain.pieces import id_of

#: Caches kept of prompts' beginnings, each a few hundred kB.
N_PREFIXES = 16


@dataclass(frozen=True)
class Asked:
    """One text to write: `prompt` as the model reads it; `prefix`: how many of its characters many prompts share."""

    prompt: str
    rules: Rules
    choice: Choice = field(default_factory=Choice)
    seed: int = 0
    prefix: int = 0


class WriterModel:
    """A model's folder with its adapters. Threads may share it."""

    def __init__(self, folder: Path, precision: Precision = "int8", n_threads: int = 1, max_pieces: int = 256) -> None:
        self._folder, self._precision, self._n_threads = folder, precision, n_threads
        self.max_pieces = max_pieces
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._decoders: dict[str, Decoder] = {}
        self._prefixes: OrderedDict[tuple[str, tuple[int, ...]], Cache] = OrderedDict()
        self._lock = threading.Lock()
        self._batching: Batching[Asked, Text] = Batching(self._write)

    def decoder(self, adapter: str = "") -> Decoder:
        """Return the decoder with this adapter's folder added in, "" = the base alone; made once.

        Raises CannotDecode and OSError as weights.read does.
        """
        with self._lock:
            if adapter not in self._decoders:
                self._decoders[adapter] = Decoder.load(
                    self._folder, Path(adapter) if adapter else None, self._precision, self._n_threads
                )
            return self._decoders[adapter]

    def id(self, piece: str) -> int:
        """Return a piece's number. Raises ValueError where the model has no such piece."""
        return id_of(self.tokenizer, piece)

    def ids(self, text: str) -> list[int]:
        """Return a text's pieces."""
        return list(self.tokenizer.encode(text, add_special_tokens=False).ids)

    def text(self, ids: Sequence[int], *, keep: Sequence[int] = ()) -> str:
        """Return pieces as text, special ones left out but for `keep` (slots), which stand as they are named."""
        names = {piece: str(self.tokenizer.id_to_token(piece)) for piece in keep}
        parts: list[str] = []
        run: list[int] = []
        for piece in [*ids, None]:
            if piece is not None and piece not in names:
                run.append(piece)
                continue
            parts.append(self.tokenizer.decode(run, skip_special_tokens=True))
            run = []
            if piece is not None:
                parts.append(names[piece])
        return "".join(parts)

    def read(self, asked: Asked, adapter: str = "") -> tuple[np.ndarray, Cache]:
        """Read a prompt, its prefix from the cache where it was read before; return as Decoder.read does.

        A prompt that is too long loses its beginning after the prefix: what stands last is what is asked.
        """
        decoder = self.decoder(adapter)
        head, rest = self.ids(asked.prompt[: asked.prefix]), self.ids(asked.prompt[asked.prefix :])
        room = MAX_PIECES - self.max_pieces - len(head)
        rest = rest[max(0, len(rest) - room) :]
        if not head:
            return decoder.read(rest)
        key = (adapter, tuple(head))
        with self._lock:
            known = self._prefixes.get(key)
            if known is not None:
                self._prefixes.move_to_end(key)
        if known is None:
            known = decoder.read(head)[1]
            with self._lock:
                self._prefixes[key] = known
                if len(self._prefixes) > N_PREFIXES:
                    self._prefixes.popitem(last=False)
        return decoder.read(rest, known)

    def stream(self, asked: Asked, adapter: str = "") -> Iterator[int]:
        """Yield a text's pieces as they are written."""
        decoder = self.decoder(adapter)
        text = Text(asked.rules, asked.choice, asked.seed)
        logits, cache = self.read(asked, adapter)
        for _ in range(self.max_pieces):
            piece = text.add(logits[0])
            if text.ended:
                return
            yield piece
            if text.done:
                return
            logits, cache = decoder.step([piece], cache)

    def write(self, asked: Sequence[Asked], adapter: str = "") -> list[Text]:
        """Write texts, together with those that other threads ask for meanwhile; return them in the order asked.

        int8 scales a step's rows together, so company may turn a draw the other way; alone, a seed decides.
        """
        return self._batching(asked, adapter)

    def _write(self, asked: Sequence[Asked], adapter: str) -> list[Text]:
        """Write texts together, a row each; rows that end make room."""
        decoder = self.decoder(adapter)
        texts = [Text(a.rules, a.choice, a.seed) for a in asked]
        if not texts:
            return texts
        seen: dict[tuple[str, int], tuple[np.ndarray, Cache]] = {}
        for a in asked:  # several drafts of one prompt read it once
            if (a.prompt, a.prefix) not in seen:
                seen[(a.prompt, a.prefix)] = self.read(a, adapter)
        begun = [seen[(a.prompt, a.prefix)] for a in asked]
        logits, cache = np.concatenate([b[0] for b in begun]), together([b[1] for b in begun])
        rows = list(range(len(texts)))
        for _ in range(self.max_pieces):
            pieces = [texts[row].add(logits[i]) for i, row in enumerate(rows)]
            left = [i for i, row in enumerate(rows) if not texts[row].done]
            if not left:
                break
            if len(left) < len(rows):
                rows, pieces, cache = [rows[i] for i in left], [pieces[i] for i in left], rows_of(cache, left)
            logits, cache = decoder.step(pieces, cache)
        return texts
