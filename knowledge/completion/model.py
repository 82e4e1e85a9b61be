"""A model of links: PyKEEN's ComplEx, trained on one core in minutes.

Owns: training, scoring, filtered ranks, and what it is measured beside. Does not know: shops, stores. PyKEEN is in the
list for training (requirements/train.in), not in the house: it is imported when a model is wanted.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge.completion.triples import Links
from knowledge.errors import KnowledgeError

MODEL = "ComplEx"
DIM = 32
LEARNING_RATE = 0.02
BATCH = 64
#: Queries that are ranked at once.
RANKED_AT_ONCE = 256
#: Nodes start near nothing, so that popularity is learnt first; from PyKEEN's own start of size 1 (its default for
#: ComplEx) ten epochs stay below popularity (LastFM, seed 1: filtered tail MRR .003, from this one .20).
START = "xavier_normal_"
#: Train, validation, test. The validation part is for choosing epochs; the figures are of the test part.
SPLIT = (0.8, 0.1, 0.1)


class NoTrainingLibrary(KnowledgeError):
    """PyKEEN is not installed."""


@dataclass(frozen=True)
class LinkModel:
    """A trained model. `name` says how it was made."""

    name: str
    _model: Any
    _factory: Any

    @classmethod
    def fit(cls, links: Links, *, epochs: int, seed: int, dim: int = DIM) -> LinkModel:
        """Train on all links. Raises NoTrainingLibrary."""
        factory = _factory(links, create_inverse_triples=True)
        return cls(f"{MODEL} dim {dim} epochs {epochs} seed {seed}", _train(factory, epochs, seed, dim), factory)

    def best_tails(self, heads: Sequence[str], relation: str, tails: Sequence[str]) -> list[tuple[str, float] | None]:
        """Return for each head (likeliest tail, its softmax share among `tails`), None where the model never saw it.

        None for all heads where it never saw the relation or any of `tails`.
        """
        ids, relation_id = self._factory.entity_to_id, self._factory.relation_to_id.get(relation)
        known_tails = [t for t in tails if t in ids]
        rows = [n for n, head in enumerate(heads) if head in ids]
        found: list[tuple[str, float] | None] = [None] * len(heads)
        if relation_id is None or not known_tails:
            return found
        places = [ids[t] for t in known_tails]
        for start in range(0, len(rows), RANKED_AT_ONCE):
            batch = rows[start : start + RANKED_AT_ONCE]
            asked = self._factory.mapped_triples.new_tensor([[ids[heads[n]], relation_id] for n in batch])
            scores = self._model.predict_t(asked).detach().numpy()[:, places].astype(np.float64)
            shares = np.exp(scores - scores.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            for n, of_head in zip(batch, shares, strict=True):
                best = int(of_head.argmax())
                found[n] = (known_tails[best], float(of_head[best]))
        return found


def measure(links: Links, *, epochs: int, seed: int, dim: int = DIM) -> dict[str, dict[str, float]]:
    """Hide a tenth of the links, train on eight tenths, rank the hidden ones among all nodes (filtered: Bordes et al.
    2013; realistic ranks of ties: Berrendorf et al. 2020); return figures of the model, of popularity and of chance.

    Popularity: the tails that stand most with the relation, the heads likewise. Chance: the model before training.
    `mrr` and `hits_at_10` of the tail ("which attribute has this item"); `_both`: of heads and tails.
    """
    from pykeen.evaluation import RankBasedEvaluator
    from pykeen.utils import resolve_device

    train, valid, test = _factory(links).split(list(SPLIT), random_state=seed)
    inverse = _with_inverse(train)
    models = {
        f"{MODEL} ({epochs} epochs)": _train(inverse, epochs, seed, dim),
        "popularity": _popularity(train),
        "random": _untrained(inverse, seed, dim),
    }
    figures = {}
    for name, model in models.items():
        found = RankBasedEvaluator().evaluate(
            model, test.mapped_triples, batch_size=RANKED_AT_ONCE, device=resolve_device("cpu"), use_tqdm=False,
            additional_filter_triples=[train.mapped_triples, valid.mapped_triples],
        )  # fmt: skip
        figures[name] = {
            f"{metric}{part}": float(found.get_metric(f"{side}.realistic.{key}"))
            for part, side in (("", "tail"), ("_both", "both"))
            for metric, key in (("mrr", "inverse_harmonic_mean_rank"), ("hits_at_10", "hits_at_10"))
        }
    return figures


def _factory(links: Links, **options: Any) -> Any:
    try:
        from pykeen.triples import TriplesFactory
    except ImportError as error:
        raise NoTrainingLibrary(
            f"completion needs PyKEEN ({error})", remedy="pip install -r requirements/train.txt"
        ) from error
    for name in ("pykeen", "torch_max_mem"):  # they warn of what a machine without a GPU cannot have
        logging.getLogger(name).setLevel(logging.ERROR)
    return TriplesFactory.from_labeled_triples(links.astype(str), **options)


def _with_inverse(factory: Any) -> Any:
    from pykeen.triples import TriplesFactory

    return TriplesFactory(
        mapped_triples=factory.mapped_triples, entity_to_id=factory.entity_to_id,
        relation_to_id=factory.relation_to_id, create_inverse_triples=True,
    )  # fmt: skip


def _popularity(factory: Any) -> Any:
    from pykeen.models import MarginalDistributionBaseline

    model = MarginalDistributionBaseline(triples_factory=factory, entity_margin=False, relation_margin=True)
    # PyKEEN 1.11 tells a model's device by its tensors, and this one has none of its own.
    model.register_buffer("links", factory.mapped_triples[:1])
    return model


def _untrained(factory: Any, seed: int, dim: int) -> Any:
    from pykeen.models import model_resolver

    return model_resolver.make(
        MODEL, triples_factory=factory, embedding_dim=dim, random_seed=seed, entity_initializer=START
    )


def _train(factory: Any, epochs: int, seed: int, dim: int) -> Any:
    """Train with all tails of a head and relation at once (LCWA) and cross-entropy: few epochs suffice."""
    from pykeen.losses import CrossEntropyLoss
    from pykeen.models import model_resolver
    from pykeen.optimizers import optimizer_resolver
    from pykeen.training import LCWATrainingLoop

    model = model_resolver.make(
        MODEL,
        triples_factory=factory,
        embedding_dim=dim,
        random_seed=seed,
        entity_initializer=START,
        loss=CrossEntropyLoss(),
    )
    # Not AdamW: PyKEEN 1.11 makes the optimiser anew from its settings, which AdamW of torch 2.13 refuses.
    optimizer = optimizer_resolver.make("Adam", params=model.get_grad_params(), lr=LEARNING_RATE)
    loop = LCWATrainingLoop(model=model, triples_factory=factory, optimizer=optimizer)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*pin_memory.*")
        loop.train(triples_factory=factory, num_epochs=epochs, batch_size=BATCH, sub_batch_size=BATCH, use_tqdm=False)
    return model
