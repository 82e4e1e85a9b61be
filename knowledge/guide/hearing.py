"""Bring one turn into the state: what a bare yes means, what is pointed at, refused, wished for and taken back.

Owns: everything of a turn before a move is chosen. Does not know: moves, ranking, wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.guide import (
    alongside,
    anew,
    bought_again,
    critiques,
    fragments,
    furthest,
    place,
    priced_like,
    references,
    returning,
    settling,
    short_replies,
    terms,
    vague,
)
from knowledge.guide.preferences import fold
from knowledge.guide.scope import categories_of, scope
from knowledge.guide.turn import Finds, Turn
from knowledge.profiles import Profile
from knowledge.types import Act, Change, DialogueState, Preference, Understanding, UserAct
from knowledge.view import ShopView

#: Acts in which words that linked to nothing are a wish in free words.
_WISHING = (UserAct.RECOMMEND, UserAct.INFORM, UserAct.CRITIQUE, UserAct.REFUSE)
#: Characters of free words kept for search; the newest stay.
N_KEYWORD_CHARS = 120
#: Candidates among which free words are looked for.
N_LOOKED_UP = 20
#: Free words that are looked up one by one; more are a story.
N_APART = 3
#: Refused items kept in the state.
N_REFUSED = 1_000


def hear(
    view: ShopView,
    retriever: Finds,
    before: DialogueState,
    understanding: Understanding,
    page_item: str | None = None,
    profile: Profile | None = None,
    today: date | None = None,
) -> Turn:
    """Fold `understanding` into `before` and return the turn, ready for a move. `profile`, `today`: see `Turn`."""
    heard = understanding.acts
    understanding = short_replies.of_the_list(before, fragments.completed(before, understanding))
    if understanding.has(UserAct.COMPARE):
        # "Which has the better reviews", "compare the two cheapest" ask; they wish for nothing.
        asked = [w for w in understanding.wishes if not vague.is_extreme(w)]
        understanding = replace(understanding, critiques=[], wishes=asked)
    remembered = profile if profile is not None and profile.agreed and today is not None else None
    bare = short_replies.is_bare(understanding)
    if bare and understanding.has(UserAct.DENY) and understanding.has(UserAct.THANK) and before.last_act != "ask":
        understanding, bare = replace(understanding, acts=[Act(UserAct.THANK)]), False  # 谢谢，不用了
    understanding, declined, agreed = short_replies.resolved(view, before, understanding, bare)
    state = replace(before, turn=before.turn + 1, locale=understanding.locale, offer=None)
    if understanding.has(UserAct.START_OVER):
        state = DialogueState(turn=state.turn, locale=state.locale, wishlist=state.wishlist)
        said = replace(understanding, wishes=[], dropped=[], critiques=[])
        return Turn(view, retriever, before, state, said, page_item, heard_acts=heard, profile=profile, today=today)
    if meant := settling.variant_meant(view, understanding):
        understanding = settling.about_item(understanding, meant)
    state, understanding = (
        bought_again.noted(view.shop, state, understanding),
        bought_again.taken_up(state, understanding),
    )
    kinds = categories_of(understanding.wishes)
    pointed, missed = references.resolve(view, before, understanding.references, page_item, kinds)
    if remembered and missed:
        earlier, missed = returning.pointed_before(view, remembered, missed)
        pointed += [i for i in earlier if i not in pointed]
    understanding = _of_its_kind(view, before, understanding, pointed)
    if beside := alongside.wished(view, before, understanding):
        understanding = replace(understanding, wishes=[], critiques=[])
    if understanding.has(UserAct.PICK) and not pointed:
        wished = settling.value_wishes(view, understanding, missed)
        understanding, missed = (settling.as_wish(understanding, wished), []) if wished else (understanding, missed)
    else:
        wished = []
        if understanding.has(UserAct.ASK_ATTRIBUTE) and not (before.shown or understanding.references or page_item):
            asked = settling.asked_for(view, understanding)
            understanding = settling.as_wish(understanding, asked) if asked else understanding
    if today is not None and not understanding.wishes:
        understanding = settling.of_a_year(view, before.wishes, understanding, today)
    if priced := priced_like.meant(view, before, understanding, pointed, remembered):
        understanding, pointed, missed = settling.as_wish(understanding, priced), [], []
    if understanding.has(UserAct.ASK_ATTRIBUTE) and not (pointed or missed or before.focus):
        others = settling.others_asked_for(view, before, understanding)
        understanding = settling.as_wish(understanding, others) if others else understanding
    settled = vague.softened(view, settling.settle(view, before.wishes, understanding))
    # "What about wool" asks for wool instead of down, not for both.
    instead = [w.attribute for w in settled[len(settled) - len(wished) :]]
    understanding = replace(understanding, wishes=settled, dropped=[*understanding.dropped, *instead])
    forgotten: list[Preference] = []
    if remembered and understanding.has(UserAct.RETRACT):
        named = [r.wish for r in remembered.wishes if r.wish.attribute in understanding.dropped]
        forgotten = returning.only_remembered(remembered, [*understanding.wishes, *named], before.wishes)
        understanding = replace(understanding, wishes=[w for w in understanding.wishes if w not in forgotten])
        for wish in forgotten:
            remembered = remembered.without_wish(wish)
        profile = remembered
    state, refused_shown = _refuse(state, before, understanding, pointed, bare)
    understanding = _around(view, state, understanding, pointed, page_item)
    understanding = settling.variants_asked(view, understanding, pointed)
    if refused_words := settling.refused_unknown(before, understanding):
        understanding = replace(understanding, acts=[Act(UserAct.RECOMMEND)])
    standing = state.wishes
    wishes, unlinked, spent = _relative(view, state, understanding, pointed, page_item)
    unlinked += refused_words
    fallen: list[Change] = []
    if anew.looks_around(view, before, understanding, pointed):
        state, fallen = anew.look_around(view, state, understanding)
    else:
        state, fallen = anew.go_back(view, before, state, understanding)
    state, changes, unknown_words = _fold(view, retriever, state, understanding, wishes)
    state, gone = anew.let_go(view, before, state, understanding)
    state, lifted = anew.for_the_most(view, state, understanding)
    state = critiques.remembered(state, standing, wishes[len(understanding.wishes) :])
    changes = [*fallen, *changes, *gone, *lifted]
    state = place.noted(view, _refit(view, state))
    if remembered and today:
        state, changes = _recall(view, remembered, today, before, state, understanding, pointed, changes)
        changes = [*changes, *(Change("dropped", wish) for wish in forgotten)]
    return Turn(
        view, retriever, before, state, understanding, page_item, changes=_fresh(changes, state), pointed=pointed,
        n_missed=len(missed), unlinked=[*unlinked, *unknown_words], spent=spent, beside=beside, heard_acts=heard,
        declined=declined and not refused_shown,
        agreed=agreed, critiqued=bool(understanding.critiques), profile=profile, today=today,
    )  # fmt: skip


def _of_its_kind(view: ShopView, before: DialogueState, said: Understanding, pointed: Sequence[str]) -> Understanding:
    """Others like this one are of its kind, where no kind of goods is in question yet."""
    alike = said.has(UserAct.CRITIQUE, UserAct.MORE) and len(pointed) == 1
    item = view.item(pointed[0]) if alike else None
    if item is None or not item.category or categories_of([*before.wishes, *said.wishes]):
        return said
    return replace(said, wishes=[*said.wishes, Preference("category", "=", item.category)])


def _refit(view: ShopView, state: DialogueState) -> DialogueState:
    """Measure again what "not too dear" means, now that other wishes stand."""
    firm = [w for w in state.wishes if not (w.attribute == "price" and w.strength == "soft")]
    within = scope(view, firm, state.refused).fits
    return replace(state, wishes=vague.refitted(view, state.wishes, within))


def _fresh(changes: Sequence[Change], state: DialogueState) -> list[Change]:
    """Return the changes with the wishes as they stand now."""
    standing = {(w.attribute, w.operator, w.text, w.said_at): w for w in state.wishes if w.strength == "soft"}
    return [
        replace(c, preference=standing.get((w.attribute, w.operator, w.text, w.said_at), w))
        if (w := c.preference).strength == "soft"
        else c
        for c in changes
    ]


def _recall(
    view: ShopView,
    profile: Profile,
    today: date,
    before: DialogueState,
    state: DialogueState,
    said: Understanding,
    pointed: Sequence[str],
    changes: list[Change],
) -> tuple[DialogueState, list[Change]]:
    """Take up what the shopper wished for in earlier talks, once the kind of goods is known."""
    old, new = categories_of(before.wishes), categories_of(state.wishes)
    if not new and len(pointed) == 1 and pointed[0] not in {i for shown in before.shown for i in shown}:
        item = view.item(pointed[0])
        if item is not None and item.category:  # that tent of last time
            new = [item.category]
            state = replace(
                state, wishes=[*state.wishes, Preference("category", "=", item.category, said_at=state.turn)]
            )
    if not new or new == old or said.has(UserAct.RETRACT, UserAct.NO_PREFERENCE):
        return state, changes
    closed = [*state.no_preference, *said.dropped]
    recalled = returning.recalled(view, profile, today, new, state.wishes, closed)
    return (
        replace(state, wishes=[*recalled, *state.wishes]),
        [*changes, *(Change("recalled", wish) for wish in recalled)],
    )


def _refuse(
    state: DialogueState, before: DialogueState, said: Understanding, pointed: Sequence[str], bare: bool
) -> tuple[DialogueState, bool]:
    """Note refused goods: those pointed at in a refusal, or the whole list where a refusal names nothing else."""
    if said.has(UserAct.REFUSE):
        about_attributes = bool(said.wishes or said.unknown or said.dropped)
        gone = list(pointed) or ([] if about_attributes or said.critiques else _last(before))
    elif bare and said.has(UserAct.DENY) and before.last_act == "recommend":
        gone = _last(before)
    else:
        gone = []
    if gone:
        refused = [*state.refused, *(i for i in gone if i not in state.refused)]
        focus = "" if state.focus in gone else state.focus
        return replace(state, refused=refused[-N_REFUSED:], refusals=state.refusals + 1, focus=focus), True
    calm = said.has(
        UserAct.INFORM, UserAct.RECOMMEND, UserAct.PICK, UserAct.CRITIQUE, UserAct.START_OVER, UserAct.AFFIRM
    )
    # Who takes a refused item up again has changed their mind.
    taken = set(pointed) if said.has(UserAct.PICK, UserAct.WISHLIST) else set()
    refused = [i for i in state.refused if i not in taken]
    return replace(state, refused=refused, refusals=0 if calm else state.refusals), False


def _last(state: DialogueState) -> list[str]:
    return list(state.shown[-1]) if state.shown else []


def _around(
    view: ShopView, state: DialogueState, said: Understanding, pointed: Sequence[str], page_item: str | None
) -> Understanding:
    """Name the item in a wish on a relation that names none (nearby): the one pointed at, under discussion, or shown
    alone. Without any such item the wish says nothing and falls away.
    """
    if not any(w.attribute in view.relations and w.value == "" for w in said.wishes):
        return said
    last = _last(state)
    around = [*pointed, state.focus, page_item or "", *(last if len(last) == 1 else [])]
    title = next((item.title for i in around if i and (item := view.item(i))), "")
    # 附近还有酒店吗, after restaurants near a place: near the same place.
    title = title or next((str(w.value) for w in state.wishes if w.attribute in view.relations), "")
    wishes = [replace(w, value=title) if w.attribute in view.relations and w.value == "" else w for w in said.wishes]
    return replace(said, wishes=[w for w in wishes if w.value != "" or w.attribute not in view.relations])


def _relative(
    view: ShopView, state: DialogueState, said: Understanding, pointed: Sequence[str], page_item: str | None
) -> tuple[list[Preference], list[str], list[Preference]]:
    """Return (all wishes of the turn, critiques among them made exact; the words of critiques that came to nothing;
    what critiques ask for that nothing which fits goes as far as).
    """
    if not said.critiques:
        return list(said.wishes), [], []
    focus = state.focus if state.focus and view.position(state.focus) is not None else ""
    if not pointed and _changes_kind(before_wishes=state.wishes, said=said):
        found, missed = critiques.to_wishes(view, scope(view, said.wishes, state.refused), said.critiques, [], False)
        return [*said.wishes, *found], [c.text or c.attribute for c in missed], []  # the list shown is of other goods
    anchors = list(pointed) or ([focus] if focus else []) or _last(state) or ([page_item] if page_item else [])
    one = len(pointed) == 1 or (not pointed and bool(focus))
    # Measured among what fits with this turn's other wishes, so that "cheaper, and white" looks at white ones.
    folded = fold(view.shop, state.wishes, said.wishes, said.dropped, turn=state.turn)
    within = scope(view, folded.wishes, state.refused)
    found, missed = critiques.to_wishes(view, within, said.critiques, anchors, one)
    spent = furthest.spent(view, within, found)
    wishes = [*said.wishes, *(w for w in found if w not in spent)]
    # Too dear, where nothing fits that could be dear: there is nothing to measure by, and nothing to look up.
    unlinked = [c.text or c.attribute for c in missed if within.n or c.attribute not in view.columns]
    return wishes, unlinked, spent


def _changes_kind(before_wishes: Sequence[Preference], said: Understanding) -> bool:
    old, new = categories_of(before_wishes), categories_of(said.wishes)
    return bool(old and new and old != new)


def _free_words(
    view: ShopView, retriever: Finds, said: Understanding, wishes: Sequence[Preference]
) -> tuple[str, list[str]]:
    """Return (words that linked to nothing but are found in goods of the kind wished for: a soft wish; words that are
    found in none of them). 防水 of phones says nothing of jackets.
    """
    if not said.has(*_WISHING) or said.questions or not terms.content(said.keywords):
        return "", []
    kinds = categories_of(said.wishes) or categories_of(wishes)
    within = view.in_stock
    if kinds:
        within = within & view.mask(Preference("category", "in", sorted(kinds)))
    within = within if within.any() else view.in_stock

    def known(words: str) -> bool:
        found = retriever.candidates(view, words, within, N_LOOKED_UP)
        return any(c.sources.get("lexical", 0.0) > 0 for c in found)

    if known(said.keywords):
        parts = said.keywords.split() if said.locale == "zh" else []
        # 客厅 stands in many a description of televisions, 反光 in none: that is to be said.
        unknown = [p for p in parts if len(p) > 1 and not known(p)] if 1 < len(parts) <= N_APART else []
        return " ".join(p for p in parts if p not in unknown) if unknown else said.keywords, unknown
    if said.keywords.lower() in " ".join(view.shop.title.values()).lower():
        return "", []  # what should I see in Beijing, in a guide to Beijing: all goods are of that
    return "", [said.keywords]


def _fold(
    view: ShopView, retriever: Finds, state: DialogueState, said: Understanding, wishes: list[Preference]
) -> tuple[DialogueState, list[Change], list[str]]:
    """Fold the turn's wishes, what is all the same to the shopper, and free words into the state.

    Returns (state, changes, words that no item has).
    """
    indifferent = _indifferent(state, said)
    words, unknown_words = _free_words(view, retriever, said, state.wishes)
    if words:
        wishes = [*wishes, settling.in_name(view, state, said, words)]
    old = categories_of(state.wishes)
    dropped = [k for k in said.dropped if k not in indifferent or said.has(UserAct.RETRACT)]
    folded = fold(
        view.shop, state.wishes, wishes, [*dropped, *(k for k in indifferent if k not in dropped)], turn=state.turn,
        retract=settling.takes_back(said), correct=said.has(UserAct.DENY) and bool(wishes),
    )  # fmt: skip
    new = categories_of(folded.wishes)
    if old and new and old != new:
        folded, state = anew.change_kind(view, state, folded, wishes, old[0], new[0])
    answered = {w.attribute for w in wishes} | set(indifferent)
    if said.has(UserAct.RETRACT):  # what was taken back is not asked about either
        indifferent = [*indifferent, *(c.preference.attribute for c in folded.changes if c.kind == "dropped")]
    state = replace(
        state,
        wishes=folded.wishes,
        keywords=" ".join(_text(w) for w in folded.wishes if w.attribute == "text")[-N_KEYWORD_CHARS:],
        no_preference=[
            k
            for k in dict.fromkeys([*state.no_preference, *indifferent])
            if not any(w.attribute == k for w in folded.wishes)
        ],
        open="" if state.open in answered else state.open,
    )
    return state, folded.changes, unknown_words


def _indifferent(state: DialogueState, said: Understanding) -> list[str]:
    """Return the attributes that are all the same to the shopper: named with it, else the one just asked."""
    if not said.has(UserAct.NO_PREFERENCE):
        return []
    return list(said.dropped) or ([state.open] if state.open else [])


def _text(wish: Preference) -> str:
    return " ".join(wish.value) if isinstance(wish.value, list) else str(wish.value)
