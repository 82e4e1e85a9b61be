"""Search as a shopper types it: correction, the shop's synonyms, retrieval, the person's soft wishes, suggestions.

Owns: turning a typed query into one the shop understands, and what to offer next. Does not know: dialogue, HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from knowledge import tokens
from knowledge.correct import correct
from knowledge.retrieve import Candidate, Retriever
from knowledge.types import Preference
from knowledge.vocabulary import Vocabulary

N_SUGGESTIONS = 5
#: What all soft wishes of a profile together can add to a score of 0..1: enough to order equals, not to bury the query.
PROFILE_WEIGHT = 0.15


@dataclass(frozen=True)
class SearchResult:
    """What a search found.

    `query` as typed; `understood` as searched; `corrected`: piece as typed -> as understood; `added`: alias -> the
    shop's name that was searched too; `suggestions`: whole queries to offer; `moved`: item_id -> places that the
    profile moved it up (negative: down), empty where there is no profile.
    """

    query: str
    understood: str
    candidates: list[Candidate]
    corrected: dict[str, str] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)
    suggestions: list[str] = field(default_factory=list)
    moved: dict[str, int] = field(default_factory=dict)


def search(
    retriever: Retriever, view: Any, q: str, k: int = 10, profile: Sequence[Preference] | None = None
) -> SearchResult:
    """Search a shop.

    Args:
        retriever: the process's retriever.
        view: the shop's view.
        q: as typed, any text; words that match nothing bring nothing, popular goods are no substitute.
        k: how many candidates at most.
        profile: soft wishes of the person; those the shop cannot check are left out. None or [] = not personal.

    Returns:
        candidates best first, with what was corrected, added and moved.
    """
    vocabulary = retriever.vocabulary(view)
    corrected = correct(q, vocabulary) if vocabulary else None
    understood = corrected.text if corrected else tokens.fold(q)
    added = _synonyms(understood, vocabulary) if vocabulary else {}
    wishes = [w for w in profile or () if view.can_check(w)]
    everything = np.ones(view.n_items, dtype=bool)
    wanted = 3 * k if wishes else k
    text = " ".join([understood, *added.values()]).strip()
    found = retriever.candidates(view, text, everything, wanted, diversity=0.0) if text else []
    found = [c for c in found if set(c.sources) - {"popular"}]
    ordered = _personal(view, found, wishes)
    before = {c.position: rank for rank, c in enumerate(found)}
    moved = {
        view.ids[c.position]: before[c.position] - rank
        for rank, c in enumerate(ordered[:k])
        if before[c.position] != rank
    }
    return SearchResult(
        query=q,
        understood=understood,
        candidates=ordered[:k],
        corrected=corrected.changes if corrected else {},
        added=added,
        suggestions=_suggestions(understood, view, vocabulary, bool(found)),
        moved=moved,
    )


def _synonyms(understood: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the shop's names for aliases in the query, longest alias first; a name that stands there is not added."""
    found: dict[str, str] = {}
    spaced = f" {' '.join(understood.split())} "
    for alias in sorted(vocabulary.aliases, key=len, reverse=True):
        inside = alias in understood if tokens.is_han(alias) else f" {alias} " in spaced
        canonical = vocabulary.aliases[alias]
        if inside and tokens.fold(canonical) not in understood and canonical not in found.values():
            found[alias] = canonical
    return found


def _personal(view: Any, found: list[Candidate], wishes: Sequence[Preference]) -> list[Candidate]:
    """Order by score plus what the wishes add; the wishes' part stands among the sources as "profile"."""
    if not wishes or not found:
        return found
    met = np.mean([view.mask(w) for w in wishes], axis=0)
    personal = []
    for c in found:
        bonus = PROFILE_WEIGHT * float(met[c.position])
        score = c.score * (1.0 - PROFILE_WEIGHT)
        sources = {s: share * (1.0 - PROFILE_WEIGHT) for s, share in c.sources.items()}
        personal.append(Candidate(c.position, score + bonus, {**sources, "profile": bonus}, c.relations))
    return sorted(personal, key=lambda c: -c.score)


def _suggestions(understood: str, view: Any, vocabulary: Vocabulary | None, has_found: bool) -> list[str]:
    """Complete the last word with the shop's words; where nothing was found, name the shop's fullest categories."""
    offers: list[str] = []
    if vocabulary and understood:
        head, _, last = understood.rpartition(" ")
        cut = tokens.words(last)
        for start in {last, cut[-1] if cut else last}:
            stem = last.removesuffix(start)
            offers += [f"{head} {stem}{word}".strip() for word in vocabulary.beginning(start, N_SUGGESTIONS)]
    if not has_found:
        offers += [str(name) for name, _ in view.facet("category", np.ones(view.n_items, dtype=bool))]
    return list(dict.fromkeys(o for o in offers if o != understood))[:N_SUGGESTIONS]
