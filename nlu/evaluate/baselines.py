"""Baselines that stand beside our models in the same run: TF-IDF with logistic regression, TF-IDF cosine.

Owns: plain scikit-learn baselines. Does not know our models.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline


def tfidf_logistic(train: Sequence[str], labels: Sequence[str], test: Sequence[str], seed: int) -> list[str]:
    """Return the labels that character 1-3 TF-IDF with logistic regression gives to `test`."""
    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True),
        LogisticRegression(C=8.0, max_iter=300, random_state=seed),
    )
    model.fit(list(train), list(labels))
    return [str(label) for label in model.predict(list(test))]


def tfidf_cosine(pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """Return the cosine of character 1-3 TF-IDF vectors, float[n], fitted on the pairs' own texts."""
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    matrix = vectoriser.fit_transform([a for a, _ in pairs] + [b for _, b in pairs])
    left, right = matrix[: len(pairs)], matrix[len(pairs) :]
    return np.asarray(left.multiply(right).sum(axis=1)).ravel()
