"""The names that understanding and dialogue share: acts, span labels, Rasa's slots and actions.

Owns: vocabulary. Standard library only, Python 3.10 syntax (both environments import it).
"""

from __future__ import annotations

from knowledge.types import UserAct

ACTS = UserAct.ALL

#: Labels of spans before linking. They name no shop: the linker maps them to one (design decision 5).
SPAN_LABELS = ("category", "brand", "attribute", "value", "amount", "ordinal", "item", "audience")

#: Polarity of a span: wished for, wished against, taken back.
POLARITIES = ("for", "against", "drop")

#: Key under which the `Understanding` (as JSON) travels in a Rasa message's parse data.
UNDERSTANDING = "understanding"

#: Keys of the metadata that the gateway sends with each message.
META_SHOP = "shop"
META_LOCALE = "locale"  # what the session was opened with; the utterance's own language wins
META_PAYLOAD = "payload"  # JSON of a pressed quick reply, see knowledge.types.Payload
META_LAST_ACT = "last_act"  # act of the bot's last message
META_LAST_ATTRIBUTE = "last_attribute"  # the attribute that it asked
META_PAGE_ITEM = "page_item"  # item_id of the product page in view
META_TURN = "turn"
META_CATEGORY = "category"  # category (or list of them) of the goods last shown, where known: settles 续航 of what
META_VISITOR = "visitor"  # who the shopper is, as a hash, where the channel can tell; known to the action server alone
META_PICTURE = "picture"  # main colours of a picture sent along, JSON of knowledge.types.Colour; actions alone know it
META_MESSAGE_ID = "message_id"  # of the gateway; found again in the tracker after a failure

SLOT_STATE = "state"

#: Which act decides the action when an utterance carries several, strongest first.
ACT_PRIORITY = (
    UserAct.HANDOFF, UserAct.COMPLAIN, UserAct.ORDER, UserAct.PRIVACY, UserAct.START_OVER, UserAct.COMPARE,
    UserAct.ASK_REVIEWS, UserAct.ASK_ATTRIBUTE, UserAct.ASK_POLICY, UserAct.EXPLAIN, UserAct.SHOW_WISHES,
    UserAct.PICK, UserAct.WISHLIST, UserAct.MORE, UserAct.CRITIQUE, UserAct.REFUSE, UserAct.RETRACT,
    UserAct.RECOMMEND, UserAct.INFORM, UserAct.NO_PREFERENCE, UserAct.AFFIRM, UserAct.DENY, UserAct.BYE,
    UserAct.THANK, UserAct.GREET, UserAct.CHITCHAT, UserAct.OUT_OF_SCOPE,
)  # fmt: skip

#: Rasa action for each main act.
ACTION_GUIDE = "action_guide"  # ask or recommend
ACTION_ANSWER = "action_answer"
ACTION_COMPARE = "action_compare"
ACTION_EXPLAIN = "action_explain"
ACTION_CLOSE = "action_close"
ACTION_HAND_OFF = "action_hand_off"
ACTION_START_OVER = "action_start_over"
ACTION_CHAT = "action_chat"

ACTION_OF_ACT = {
    UserAct.HANDOFF: ACTION_HAND_OFF,
    UserAct.COMPLAIN: ACTION_HAND_OFF,
    UserAct.ORDER: ACTION_HAND_OFF,
    UserAct.PRIVACY: ACTION_CHAT,
    UserAct.START_OVER: ACTION_START_OVER,
    UserAct.COMPARE: ACTION_COMPARE,
    UserAct.ASK_REVIEWS: ACTION_ANSWER,
    UserAct.ASK_ATTRIBUTE: ACTION_ANSWER,
    UserAct.ASK_POLICY: ACTION_ANSWER,
    UserAct.EXPLAIN: ACTION_EXPLAIN,
    UserAct.SHOW_WISHES: ACTION_EXPLAIN,
    UserAct.PICK: ACTION_CLOSE,
    UserAct.WISHLIST: ACTION_CLOSE,
    UserAct.MORE: ACTION_GUIDE,
    UserAct.CRITIQUE: ACTION_GUIDE,
    UserAct.REFUSE: ACTION_GUIDE,
    UserAct.RETRACT: ACTION_GUIDE,
    UserAct.RECOMMEND: ACTION_GUIDE,
    UserAct.INFORM: ACTION_GUIDE,
    UserAct.NO_PREFERENCE: ACTION_GUIDE,
    UserAct.AFFIRM: ACTION_GUIDE,
    UserAct.DENY: ACTION_GUIDE,
    UserAct.THANK: ACTION_CHAT,
    UserAct.GREET: ACTION_CHAT,
    UserAct.BYE: ACTION_CHAT,
    UserAct.CHITCHAT: ACTION_CHAT,
    UserAct.OUT_OF_SCOPE: ACTION_CHAT,
}

ACTIONS = tuple(sorted(set(ACTION_OF_ACT.values())))
