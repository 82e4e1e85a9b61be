"""Quick replies that mean a move rather than a wish: what pressing them says, with their fixed words.

Owns: payloads of moves and their labels in zh and en. Does not know: when a move is offered.
"""

from __future__ import annotations

from knowledge.types import Critique, Item, Option, Payload, Preference, Question, Reference, UserAct

#: Attribute of a question for goods that go with an item, as understanding gives it.
ACCESSORIES = "accessories"


def item_reference(item_id: str) -> Reference:
    """Point at an item by its id."""
    return Reference("item", item_id)


def compare(item_ids: list[str]) -> Option:
    """Compare these items."""
    label = (
        {"zh": "比较前两款", "en": "Compare the first two"}
        if len(item_ids) == 2
        else {"zh": f"比较这{len(item_ids)}款", "en": f"Compare these {len(item_ids)}"}
    )
    return Option(Payload([UserAct.COMPARE], references=[item_reference(i) for i in item_ids]), label=label)


def compare_again(item_ids: list[str]) -> Option:
    """Compare once more, in the middle of deciding."""
    return Option(
        Payload([UserAct.COMPARE], references=[item_reference(i) for i in item_ids]),
        label={"zh": "再比比", "en": "Compare again"},
    )


def reviews(item_id: str) -> Option:
    """What do shoppers say of this item?"""
    payload = Payload([UserAct.ASK_REVIEWS], references=[item_reference(item_id)], questions=[Question("reviews")])
    return Option(payload, label={"zh": "看评价", "en": "See reviews"})


def cheaper(count: int, item_ids: list[str] | None = None) -> Option:
    """Cheaper than what was shown, or than these items."""
    payload = Payload(
        [UserAct.CRITIQUE], critiques=[Critique("price", -1)], references=[item_reference(i) for i in item_ids or []]
    )
    return Option(payload, count=count, label={"zh": "便宜点", "en": "Cheaper"})


def more(count: int) -> Option:
    """Others for the same wishes."""
    return Option(Payload([UserAct.MORE]), count=count, label={"zh": "换一批", "en": "Show me others"})


def show_goods(count: int) -> list[Option]:
    """See the goods that fit now; nothing to offer where none do."""
    label = {"zh": "看看推荐", "en": "Show me the picks"}
    return [Option(Payload([UserAct.RECOMMEND]), count=count, label=label)] if count else []


def popular() -> Option:
    """See what is popular: a way in for who has no wish yet."""
    return Option(Payload([UserAct.NO_PREFERENCE]), label={"zh": "看看热门", "en": "What's popular"})


def person() -> Option:
    """Talk to a person."""
    return Option(Payload([UserAct.HANDOFF]), label={"zh": "转人工", "en": "Talk to a person"})


def not_now() -> Option:
    """Decline what was offered."""
    return Option(Payload([UserAct.DENY]), label={"zh": "先不用", "en": "Not now"})


def wish_list(item_id: str) -> Option:
    """Put the item on the wish list."""
    return wish_list_of([item_id])


def wish_list_of(item_ids: list[str]) -> Option:
    """Put the items on the wish list."""
    return Option(
        Payload([UserAct.WISHLIST], references=[item_reference(i) for i in item_ids]),
        label={"zh": "加入心愿单", "en": "Add to wish list"},
    )


def page(item_id: str) -> Option:
    """Go to the item's page."""
    payload = Payload([UserAct.ASK_ATTRIBUTE], references=[item_reference(item_id)], questions=[Question("url")])
    return Option(payload, label={"zh": "去看看", "en": "Go to its page"})


def accessories(item_id: str, count: int, category: str = "") -> Option:
    """See what goes with the item. `category`: only this kind, "" = any."""
    question = Question(ACCESSORIES, value=category or None)
    payload = Payload([UserAct.ASK_ATTRIBUTE], references=[item_reference(item_id)], questions=[question])
    label = {"zh": f"看{category}" if category else "看搭配", "en": "What goes with it"}
    return Option(payload, count=count, label=label)


def pick(item: Item) -> Option:
    """Decide for this item."""
    return Option(
        Payload([UserAct.PICK], references=[item_reference(item.item_id)]),
        label={"zh": item.title, "en": str(item.attributes.get("title_en") or item.title)},
    )


def forget(wish: Preference) -> Option:
    """Take one wish back."""
    return Option(Payload([UserAct.RETRACT], wishes=[wish]), preference=wish)


#: Words for forgetting all of something.
FORGET_ALL = {"zh": "全部忘掉", "en": "Forget everything"}


def forget_all() -> Option:
    """Take all wishes back."""
    return Option(Payload([UserAct.RETRACT], dropped=["*"]), label=FORGET_ALL)


def remember() -> Option:
    """Agree to be remembered."""
    payload = Payload([UserAct.PRIVACY], questions=[Question("privacy:agree")])
    return Option(payload, label={"zh": "记住我的喜好", "en": "Remember me"})


def forget_me_not() -> Option:
    """Decline to be remembered."""
    payload = Payload([UserAct.PRIVACY], questions=[Question("privacy:decline")])
    return Option(payload, label={"zh": "不用记", "en": "No, thanks"})


def alike(item_id: str) -> Option:
    """See others like this one; worded with its name."""
    return Option(Payload([UserAct.CRITIQUE], references=[item_reference(item_id)]))


#: Before what is thought of the talk, in a question that only the record reads.
FEEDBACK = "feedback:"


def feedback() -> list[Option]:
    """Say whether this was of help."""
    good = Payload([UserAct.THANK], questions=[Question(FEEDBACK + "good")])
    bad = Payload([UserAct.THANK], questions=[Question(FEEDBACK + "bad")])
    return [
        Option(good, label={"zh": "帮上忙了", "en": "This helped"}),
        Option(bad, label={"zh": "不太满意", "en": "Not really"}),
    ]


def my_wishes() -> Option:
    """See what is known of the wishes."""
    return Option(Payload([UserAct.SHOW_WISHES]), label={"zh": "看看记住了什么", "en": "Show what you know"})


def start_over() -> Option:
    """Begin anew."""
    return Option(Payload([UserAct.START_OVER]), label={"zh": "重新开始", "en": "Start over"})


def without(wishes: list[Preference], count: int) -> Option:
    """Let several wishes fall together."""
    return Option(Payload([UserAct.RETRACT], wishes=wishes), count=count)
