"""Search as a shopper types it: correction, synonyms, retrieval, widening, and the person's wishes and tastes.

Owns: the order of these steps and what is told of each. Does not know: dialogue, HTTP, how each step works.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np

from knowledge import tokens
from knowledge.correct import correct
from knowledge.expand import widen
from knowledge.guide.meeting import meets
from knowledge.guide.scope import scope
from knowledge.neighbour_words import unknown_words
from knowledge.personal import Moved, personal
from knowledge.retrieve import Candidate, Retriever
from knowledge.shopper import Shopper
from knowledge.suggest import N_SUGGESTIONS, fullest_categories, suggest
from knowledge.types import Preference
from knowledge.vocabulary import Vocabulary

#: Candidates that the person's wishes choose among, for each one shown.
_DEPTH = 3


@dataclass(frozen=True)
class SearchResult:
    """What a search found, and all that was done to the query and to the list.

    `query` as typed; `understood` as searched; `corrected`: piece as typed -> as understood; `added`: alias -> the
    shop's name that was searched too; `near_words`: word that the shop does not know -> its own words of near meaning
    that were searched too; `widened`: item_id -> (relation, item_id of the hit) of goods that do not fit the words but
    are near goods that do; `suggestions`: whole queries to offer. `personal` says whether anything known of the person
    counted; then `moved`: item_id -> places moved up (negative: down), `met`: item_id -> wishes that it meets, and
    `like`: item_id -> the good that the person liked and it is like. `filters`: what the query wishes for that every
    good shown meets; `unmet`: what it wishes for that no good of the shop meets together, so that words alone chose.
    """

    query: str
    understood: str
    candidates: list[Candidate]
    corrected: dict[str, str] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)
    near_words: dict[str, list[str]] = field(default_factory=dict)
    widened: dict[str, tuple[str, str]] = field(default_factory=dict)
    suggestions: list[str] = field(default_factory=list)
    personal: bool = False
    moved: dict[str, int] = field(default_factory=dict)
    met: dict[str, list[Preference]] = field(default_factory=dict)
    like: dict[str, str] = field(default_factory=dict)
    filters: list[Preference] = field(default_factory=list)
    unmet: list[Preference] = field(default_factory=list)


def search(
    retriever: Retriever,
    view: Any,
    q: str,
    k: int = 10,
    profile: Sequence[Preference] | Shopper | None = None,
    *,
    wide: bool = True,
    wishes: Sequence[Preference] = (),
) -> SearchResult:
    """Search a shop.

    Args:
        retriever: the process's retriever.
        view: the shop's view.
        q: as typed, any text; words that match nothing bring nothing, popular goods are no substitute.
        k: how many candidates at most.
        profile: what is known of the person; plain wishes count equally. None or nothing = not personal.
        wide: also search words of near meaning and goods near the best hits.
        wishes: what understanding read out of `q`: hard ones filter exactly, soft ones order like the person's own.

    Returns:
        candidates best first, with what was corrected, added, widened and moved.
    """
    shopper = profile if isinstance(profile, Shopper) else Shopper([(w, 1.0) for w in profile or ()])
    asked = scope(view, wishes)
    everything = np.ones(view.n_items, dtype=bool)
    fits = reduce(
        np.logical_and, (meets(view, w) for w in asked.hard), everything
    )  # sold out or not, as without wishes
    filters, unmet = (asked.hard, []) if fits.any() else ([], asked.hard)
    fits = everything if unmet else fits
    vocabulary = retriever.vocabulary(view)
    corrected = correct(q, vocabulary) if vocabulary else None
    understood = corrected.text if corrected else tokens.fold(q)
    added = _synonyms(understood, vocabulary) if vocabulary else {}
    near_words = _near_words(retriever, view, understood, vocabulary, added) if wide and vocabulary else {}
    # A correction may be wrong where the typed piece is a rare word that the index cuts in another way: with both,
    # sentences of the development half of taodescribe are found at .571, not .558, spoilt words at .974, not .976.
    typed = [piece for piece in (corrected.changes if corrected else ()) if tokens.all_han(piece)]
    text = " ".join([understood, *typed, *added.values(), *(w for ws in near_words.values() for w in ws)]).strip()
    soft = [w for w in asked.soft if w.attribute != "text"]
    n = _DEPTH * k if shopper or soft else k
    found = retriever.candidates(view, text, fits, n, diversity=0.0) if text or filters else []
    if not filters:  # else whatever fits answers the query, though none of its words be there
        found = [c for c in found if set(c.sources) - {"popular"}]
    widened: dict[str, tuple[str, str]] = {}
    if wide and found:
        wider = widen(retriever, view, found, max(k, len(found)))
        found, widened = [c for c in wider.candidates if fits[c.position]], wider.because
    if soft:
        found = personal(retriever, view, found, Shopper([(w, 1.0) for w in soft]), n).candidates
    moved = personal(retriever, view, found, shopper, k) if shopper else Moved(found[:k])
    shown = {view.ids[c.position] for c in moved.candidates}
    suggestions = suggest(understood, view, vocabulary) if understood else []
    if not found:
        suggestions += fullest_categories(view)
    return SearchResult(
        query=q,
        understood=understood,
        candidates=moved.candidates,
        corrected=corrected.changes if corrected else {},
        added=added,
        near_words=near_words,
        widened={i: why for i, why in widened.items() if i in shown},
        suggestions=list(dict.fromkeys(suggestions))[:N_SUGGESTIONS],
        personal=bool(moved.places or moved.wishes or moved.like),
        moved=moved.places,
        met=moved.wishes,
        like=moved.like,
        filters=filters,
        unmet=unmet,
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


def _near_words(
    retriever: Retriever, view: Any, understood: str, vocabulary: Vocabulary, added: dict[str, str]
) -> dict[str, list[str]]:
    """Return words of near meaning for those words of the query that the shop does not know in any form."""
    unknown = [w for w in unknown_words(understood, vocabulary.counts) if w not in added and not vocabulary.knows(w)]
    if not unknown or (words := retriever.neighbour_words(view)) is None:
        return {}
    return {word: near for word in unknown if (near := words.of(word))}
