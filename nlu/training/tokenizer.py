"""The encoder's tokenizer: each Han character by itself, Latin words and numbers by WordPiece, offsets kept.

Owns: how text becomes pieces. Does not know what they are used for. Built on `tokenizers`, so that the same
tokenizer.json serves training and the Rasa environment.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

PAD, UNK, CLS, SEP, MASK = SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
#: Spare pieces that later models give a meaning (the bot's last move, markers).
SPARE = tuple(f"[X{i}]" for i in range(32))


def train(texts: Iterable[str], vocab_size: int) -> Tokenizer:
    """Train a tokenizer of at most `vocab_size` pieces. Pieces of equal count may differ from run to run."""
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNK, max_input_chars_per_word=64))
    tokenizer.normalizer = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.BertPreTokenizer(), pre_tokenizers.Digits(individual_digits=True)]
    )
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(
        vocab_size=vocab_size,
        special_tokens=[*SPECIAL, *SPARE],
        limit_alphabet=5600,
        min_frequency=2,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    ids = {name: id_of(tokenizer, name) for name in SPECIAL}
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{CLS} $A {SEP}", pair=f"{CLS} $A {SEP} $B:1 {SEP}:1", special_tokens=[(n, ids[n]) for n in (CLS, SEP)]
    )
    return tokenizer


def id_of(tokenizer: Tokenizer, piece: str) -> int:
    """Return a piece's id. Raises ValueError where the tokenizer lacks it: it is not one of ours."""
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"the tokenizer has no piece {piece!r}; expected one made by nlu.training.tokenizer or BERT's")
    return found


def load(path: Path) -> Tokenizer:
    """Load tokenizer.json. Raises FileNotFoundError that names the file where it is missing."""
    if not path.is_file():
        raise FileNotFoundError(f"no tokenizer at {path}: expected the tokenizer.json of a trained encoder")
    return Tokenizer.from_file(str(path))
