"""The sentences that the channel says itself, in both languages. All else is the guide's and comes from the gateway."""

from __future__ import annotations

from typing import Any

#: Commands as Telegram's menu shows them, in order.
COMMANDS = {
    "zh": {
        "start": "开始，或换一家店",
        "help": "我能做什么",
        "settings": "店铺、语言、图片",
        "language": "切换语言",
        "privacy": "保存了什么",
        "human": "找人工客服",
        "reset": "清空需求，重新开始",
        "delete_me": "删除我的全部数据",
    },
    "en": {
        "start": "Begin, or change the shop",
        "help": "What I can do",
        "settings": "Shop, language, pictures",
        "language": "Change the language",
        "privacy": "What is stored",
        "human": "Talk to a person",
        "reset": "Clear your wishes and start over",
        "delete_me": "Delete all my data",
    },
}

_WORDS = {
    "zh": {
        "hello_item": "您好，这里是{shop}的导购。您正在看的商品我知道，想问什么直接说；也可以让我找别的。",
        "linked": "已接上您在网页上的对话，我们从这里接着聊。",
        "linked_requested": "已接上您在网页上的对话。您还在排队等人工客服，排第{place}位；等待时可以继续问我。",
        "linked_assigned": "已接上您在网页上的对话。客服{agent}正在为您服务，直接说就行。",
        "bad_link": "这个链接已失效或不存在，我们直接聊吧。",
        "help": "直接说您想找什么：用途、预算、喜欢和不要的，我来推荐。\n"
        "· 问细节：“第二个防水吗”“大家怎么评价”\n"
        "· 比一比：“1和2选哪个”\n"
        "· 改主意：“便宜点”“不要入耳的”\n"
        "· 在任何聊天里输入 @{bot} 和关键词，可以直接搜商品\n\n"
        "/settings 店铺、语言、图片\n/human 人工客服\n/reset 重新开始\n/privacy 隐私\n/delete_me 删除数据",
        "privacy": "我们保存：这个聊天的编号、您选的店铺和语言、您和导购的对话。用来接着上次聊，不用来做别的。"
        "不保存您的姓名、头像和电话；收到的图片看完即弃。\n/reset 清空需求；/delete_me 删除上面的全部。",
        "settings": "店铺：{shop}\n语言：中文\n商品图片：{pictures}",
        "on": "显示", "off": "不显示",
        "pictures_on": "显示商品图片", "pictures_off": "不显示商品图片",
        "language": "请选择语言 / Choose a language",
        "language_set": "好的，接下来用中文，刚才说的我都记得。",
        "kept_language": "已经是中文了。",
        "shop_set": "已换到{shop}。想找点什么？",
        "pictures_set_on": "好的，会附上商品图片。", "pictures_set_off": "好的，只发文字。",
        "human": "我要找人工客服", "reset": "重新开始",
        "delete_ask": "要删除您的全部数据吗？包括对话、需求和设置，删除后不能恢复。",
        "delete_yes": "全部删除", "delete_no": "先不删",
        "deleted": "已全部删除。想再聊时发 /start 就行。",
        "kept": "好的，什么都没删。",
        "not_deleted": "现在删不了，有一部分系统没有响应，数据还在。请过几分钟再发一次 /delete_me。",
        "voice": "抱歉，我还听不了语音。请打字告诉我想找什么。",
        "other": "这个我还看不懂。请用文字告诉我想找什么。",
        "picture_large": "这张图片太大了，请发一张小一点的，或者用文字说。",
        "picture_broken": "这张图片打不开，请换一张，或者用文字说。",
        "picture_type": "我只看得了JPEG和PNG图片。请把它当作照片发送，或者用文字说。",
        "unknown_command": "没有这个命令。/help 看看我能做什么。",
        "stale": "这是之前的选项，已经过时了。请看最新的消息，或直接打字。",
        "used": "已经选过了。",
        "failed": "抱歉，我这边出了点问题，没能处理您的消息。请稍后再发一次。",
        "agent": "客服",
        "group": "我只在私聊里导购：{link}",
        "search_none": "没有找到，去问问导购", "search_ask": "和导购聊聊",
    },
    "en": {
        "hello_item": "Hello, this is the guide of {shop}. I know which item you are looking at: ask me "
        "anything about it, or let me find something else.",
        "linked": "Here is your chat from the web page; we go on where it stopped.",
        "linked_requested": "Here is your chat from the web page. You are still number {place} in the queue for a "
        "person; ask me anything meanwhile.",
        "linked_assigned": "Here is your chat from the web page. {agent} is answering you: just write.",
        "bad_link": "That link has expired or never existed; let us just talk.",
        "help": "Just say what you look for: use, budget, what you like and what you do not want.\n"
        "· Ask for details: “is the second one waterproof”, “what do people say”\n"
        "· Compare: “1 or 2?”\n"
        "· Change your mind: “cheaper”, “no in-ear ones”\n"
        "· Type @{bot} and words in any chat to search goods there\n\n"
        "/settings shop, language, pictures\n/human talk to a person\n/reset start over\n/privacy\n/delete_me",
        "privacy": "We store: the number of this chat, the shop and language you chose, and what you and the guide "
        "said. It is used to go on where we stopped, for nothing else. Your name, picture and phone number are not "
        "stored; pictures you send are not kept.\n/reset clears your wishes; /delete_me deletes all of the above.",
        "settings": "Shop: {shop}\nLanguage: English\nPictures of goods: {pictures}",
        "on": "shown", "off": "not shown",
        "pictures_on": "Show pictures", "pictures_off": "Hide pictures",
        "language": "请选择语言 / Choose a language",
        "language_set": "English it is. I still know what you told me.",
        "kept_language": "It is English already.",
        "shop_set": "You are now in {shop}. What are you looking for?",
        "pictures_set_on": "Pictures will come with the goods.", "pictures_set_off": "Words only from now on.",
        "human": "I want to talk to a person", "reset": "Start over",
        "delete_ask": "Delete all your data? Conversations, wishes and settings; this cannot be undone.",
        "delete_yes": "Delete everything", "delete_no": "Keep it",
        "deleted": "Everything is deleted. Send /start whenever you want to talk again.",
        "kept": "Nothing was deleted.",
        "not_deleted": "This cannot be done just now: a part does not respond, and your data is still there. Please "
        "send /delete_me again in a few minutes.",
        "voice": "Sorry, I cannot listen to voice messages yet. Please type what you look for.",
        "other": "I cannot read that. Please tell me in words what you look for.",
        "picture_large": "That picture is too large. Please send a smaller one, or tell me in words.",
        "picture_broken": "That picture cannot be opened. Please send another, or tell me in words.",
        "picture_type": "I can only look at JPEG and PNG pictures. Please send it as a photo, or tell me in words.",
        "unknown_command": "There is no such command. /help tells what I can do.",
        "stale": "That choice is from earlier and has passed. Please use the latest message, or type.",
        "used": "You have chosen already.",
        "failed": "Sorry, something failed on my side and I could not handle your message. Please send it again "
        "shortly.",
        "agent": "Agent",
        "group": "I guide in private chats: {link}",
        "search_none": "Nothing found, ask the guide", "search_ask": "Talk to the guide",
    },
}  # fmt: skip

#: How the languages are called in themselves.
LANGUAGES = {"zh": "中文", "en": "English"}


def word(locale: str, key: str, **values: Any) -> str:
    """Return a sentence."""
    return _WORDS[locale][key].format(**values)


def locale_of(language_code: str | None) -> str:
    """Return zh or en from a client's language tag; "" where it does not say."""
    if not language_code:
        return ""
    return "zh" if language_code.lower().startswith("zh") else "en"
