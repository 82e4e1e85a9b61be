"""How likely each item is what a user wants before a word was said: popularity and what the user took before.

Owns: the features and the fit of their weights. Does not know: dialogue. A logistic choice model (softmax over all
items) of three features: log popularity, cosine likeness to the items taken (Sarwar et al., WWW 2001), and likeness of
attributes (cosine, idf). The weights are fitted by maximum likelihood on the talks that may be learnt from. Items held
out of training would not do: on LastFM* the items of `valid` are of another kind than those of `train`, and weights
fitted within `train` are worse on them than no preference at all (-14.3 against -12.9 bits per target).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from knowledge.multiround.data import MultiRound

#: Talks that the weights are fitted on, at most.
N_FIT = 500
N_FEATURES = 3


@dataclass(frozen=True)
class Taste:
    """`weights`: float (N_FEATURES,). `taken`: CSR (n_users, n_items); `likeness`: CSR (n_items, n_items), rows of
    cosine between items by who took them; `profile`: CSR (n_items, n_attributes), rows of unit length.
    """

    weights: NDArray[np.float64]
    taken: sparse.csr_array
    likeness: sparse.csr_array
    profile: sparse.csr_array
    popularity: NDArray[np.float64]

    def features(self, user: int) -> NDArray[np.float64]:
        """Return the features of all items for a user, float (n_items, N_FEATURES)."""
        own = self.taken[[user]]
        n = max(1.0, float(own.sum()))
        neighbours = (own @ self.likeness).toarray()[0]
        wish = (own @ self.profile).toarray()[0] / n
        # Square roots: the first likeness counts most.
        return np.stack([self.popularity, np.sqrt(neighbours), np.sqrt(self.profile @ wish)], axis=1)

    def prior(self, user: int) -> NDArray[np.float64]:
        """Return the probability of each item, float (n_items,), sum 1; what the user took already has none: a
        recommender that knows it does not sell it again.
        """
        scores = self.features(user) @ self.weights
        scores[self.taken[[user]].indices] = -np.inf
        weights = np.exp(scores - scores.max())
        return weights / weights.sum()


def fit(data: MultiRound, seed: int) -> Taste:
    """Fit the weights on the talks that may be learnt from."""
    taste = _build(data.taken, data.has, np.ones(N_FEATURES))
    chosen = np.random.default_rng(seed).permutation(data.learnt)[:N_FIT]
    found = np.stack([taste.features(user) for user, _ in chosen]).astype(np.float32)
    open_ = np.zeros(found.shape[:2], np.float32)
    for row, (user, _) in enumerate(chosen):
        open_[row, data.taken[[user]].indices] = -np.inf  # taken: out of the choice, as in `prior`
    targets = found[np.arange(len(chosen)), chosen[:, 1]]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = found @ weights.astype(np.float32) + open_
        top = scores.max(axis=1, keepdims=True)
        mass = np.exp(scores - top)
        total = mass.sum(axis=1, keepdims=True)
        value = np.mean(top[:, 0] + np.log(total[:, 0]) - targets @ weights)
        slope = np.einsum("ui,uif->f", mass / total, found) / len(chosen) - targets.mean(axis=0)
        return float(value), slope.astype(np.float64)

    best = optimize.minimize(loss, np.ones(N_FEATURES), jac=True, method="L-BFGS-B", options={"maxiter": 40})
    return dataclasses.replace(taste, weights=best.x)


def _build(taken: sparse.csr_array, has: sparse.csr_array, weights: NDArray[np.float64]) -> Taste:
    counts = np.asarray(taken.sum(axis=0), np.float64)
    together = (taken.T @ taken).tocsr()
    scale = sparse.diags_array(1 / np.sqrt(np.maximum(counts, 1)))
    idf = np.log(has.shape[0] / np.maximum(np.asarray(has.sum(axis=0)), 1))
    weighed = (has @ sparse.diags_array(idf)).tocsr()
    length = np.sqrt(np.asarray((weighed * weighed).sum(axis=1)))
    profile = (sparse.diags_array(1 / np.maximum(length, 1e-9)) @ weighed).tocsr()
    return Taste(weights, taken, (scale @ together @ scale).tocsr(), profile, np.log1p(counts))
