"""A Bot API server with a forum group: topics on top of the rules that bot_api keeps for private chats.

https://core.telegram.org/bots/api#createforumtopic, #closeforumtopic, #reopenforumtopic, #sendmessage.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from tests.bot.channels import rules
from tests.bot.channels.bot_api import BotApi, Call
from tests.bot.channels.rules import Refusal, bad

GROUP = -1001234567890


@dataclass
class Topic:
    """A topic; `said`: texts of all messages in it, in order."""

    name: str
    is_open: bool = True
    said: list[str] = field(default_factory=list)


class ForumApi(BotApi):
    """The bot is an administrator of the group. `down`: nothing is answered."""

    def __init__(self) -> None:
        super().__init__()
        self.topics: dict[int, Topic] = {}
        self.down = False
        self.chats.add(GROUP)
        self._threads = itertools.count(11)

    async def _do(self, method: str, data: dict[str, Any]) -> Any:
        if self.down:
            raise Refusal(502, "Bad Gateway")
        return await super()._do(method, data)

    def _topic(self, call: Call) -> Topic:
        topic = self.topics.get(int(call.data["message_thread_id"]))
        if topic is None:
            raise bad("message thread not found")
        return topic

    def _createForumTopic(self, call: Call) -> dict[str, Any]:
        if not 1 <= len(call.data["name"]) <= 128:
            raise bad("TOPIC_NAME_INVALID")
        thread = next(self._threads)
        self.topics[thread] = Topic(call.data["name"])
        return {"message_thread_id": thread, "name": call.data["name"], "icon_color": 7322096}

    def _closeForumTopic(self, call: Call) -> bool:
        return self._turn(call, False)

    def _reopenForumTopic(self, call: Call) -> bool:
        return self._turn(call, True)

    def _turn(self, call: Call, is_open: bool) -> bool:
        topic = self._topic(call)
        if topic.is_open == is_open:
            raise bad("TOPIC_NOT_MODIFIED")
        topic.is_open = is_open
        return True

    def _sendMessage(self, call: Call) -> Any:
        if call.chat != GROUP or "message_thread_id" not in call.data:
            return super()._sendMessage(call)
        call.said = rules.check_text(call.data["text"], call.data.get("parse_mode"))
        self._topic(call).said.append(call.said)
        chat = {"id": GROUP, "type": "supergroup", "title": "Desk", "is_forum": True}
        return {"message_id": next(self._ids), "date": 1_700_000_000, "chat": chat, "text": call.said}

    def _setMyCommands(self, call: Call) -> bool:
        scope = json.loads(call.data["scope"])
        assert scope == {"type": "chat", "chat_id": GROUP}
        return super()._setMyCommands(call)

    def member_says(self, thread: int | None, name: str, group: int = GROUP, **content: Any) -> dict[str, Any]:
        """Have a member write in a topic, None = in General."""
        message = {
            "message_id": next(self._ids), "date": 1_700_000_000,
            "chat": {"id": group, "type": "supergroup", "title": "Desk", "is_forum": True},
            "from": {"id": 500 + ord(name[-1]), "is_bot": False, "first_name": name},
        }  # fmt: skip
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        return self.push(message=message | content)
