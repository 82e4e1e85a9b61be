"""The writer's tokenizer: byte-fallback BPE over Chinese and English, digits one by one, with pieces of its own for
tasks, tones, styles and slots.

Owns: how text becomes pieces, and the names of the special ones. Does not know: what a request looks like
(finetune/requests.py puts the pieces together), or models.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from finetune.requests import END, PAD, SPECIAL, WRITE

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

#: Han characters and signs that get a piece of their own; rarer ones are spelt in bytes. Covers .998 of the corpus.
N_CHARACTERS = 4200
_BYTES = tuple(f"<0x{b:02X}>" for b in range(256))
#: A space belongs to the Latin word after it; digits and signs stand alone, so that no piece crosses a number.
_PARTS = r"▁?[A-Za-z]+|[0-9]|[\u3400-\u9fff]+|▁|[^A-Za-z0-9\u3400-\u9fff▁]"
#: transformers' rendering of messages: their contents one after the other, then the piece that asks for an answer.
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ message['content'] }}{% endfor %}"
    "{% if add_generation_prompt %}" + WRITE + "{% endif %}"
)


def train(texts: Iterable[str], n_pieces: int, n_characters: int = N_CHARACTERS) -> Tokenizer:
    """Train a tokenizer of at most `n_pieces` pieces, special ones and bytes among them. The same texts give the same.

    Raises ValueError where `n_pieces` leaves no room for merges.
    """
    if n_pieces <= len(SPECIAL) + len(_BYTES):
        raise ValueError(f"n_pieces: expected more than {len(SPECIAL) + len(_BYTES)}, found {n_pieces}")
    tokenizer = Tokenizer(models.BPE(byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(" ", "▁")])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_PARTS), behavior="isolated")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=n_pieces, special_tokens=[*SPECIAL, *_BYTES], limit_alphabet=n_characters, min_frequency=2,
            max_token_length=12, initial_alphabet=list("0123456789"), show_progress=False,
        ),
    )  # fmt: skip
    return _with_plain_bytes(tokenizer)


def _with_plain_bytes(tokenizer: Tokenizer) -> Tokenizer:
    """Return the tokenizer with its byte pieces as common ones: as special ones they would be dropped in decoding."""
    data = json.loads(tokenizer.to_str())
    data["added_tokens"] = [t for t in data["added_tokens"] if t["content"] not in _BYTES]
    return Tokenizer.from_str(json.dumps(data))


def save(tokenizer: Tokenizer, folder: Path) -> PreTrainedTokenizerFast:
    """Write the tokenizer as transformers reads it, chat template included; return it as transformers has it."""
    from transformers import PreTrainedTokenizerFast

    whole = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=END, pad_token=PAD, additional_special_tokens=list(SPECIAL[2:]),
        clean_up_tokenization_spaces=False,
    )  # fmt: skip
    whole.chat_template = CHAT_TEMPLATE
    whole.save_pretrained(folder)
    return whole


def id_of(tokenizer: Tokenizer, piece: str) -> int:
    """Return a piece's number. Raises ValueError where the tokenizer lacks it: it is not one of ours."""
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"the tokenizer has no piece {piece!r}; expected one made by `daogou train writer`")
    return int(found)


def load(folder: Path) -> Tokenizer:
    """Read the tokenizer of a model's folder. Raises FileNotFoundError that names the file where it is missing."""
    path = folder / "tokenizer.json"
    if not path.is_file():
        raise FileNotFoundError(f"no tokenizer at {path}: expected a model made by `daogou train writer`")
    return Tokenizer.from_file(str(path))
