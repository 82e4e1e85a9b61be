"""The two desks outside as the exam drives them: what agents see and do there, whatever it is."""

from __future__ import annotations

from typing import Any, Protocol

from tests.bot.channels import bot_api
from tests.bot.handoff.conftest import rules
from tests.bot.handoff.outside.chatwoot_server import ACCOUNT, BOT_SECRET, HOOK_SECRET, INBOX, TOKEN, ChatwootServer
from tests.bot.handoff.outside.forum_server import GROUP, ForumApi


class Driver(Protocol):
    """What the exam needs. A place is called what the server calls it."""

    url: str

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    def rules(self, **more: Any) -> Any: ...
    def connect(self, gateway_url: str) -> None: ...
    def places(self) -> list[int]: ...
    def shown(self, place: int) -> list[str]: ...
    def is_open(self, place: int) -> bool: ...
    def down(self, yes: bool) -> None: ...
    def delete(self, place: int) -> None: ...
    async def say(self, place: int, agent: str, text: str) -> None: ...
    async def note(self, place: int, agent: str, text: str) -> None: ...
    async def give_back(self, place: int, agent: str) -> None: ...
    async def end(self, place: int, agent: str) -> None: ...
    async def again(self) -> None: ...


class ChatwootDriver:
    """Agents in Chatwoot."""

    def __init__(self) -> None:
        self.server = ChatwootServer()
        self.url = self.server.url

    async def start(self) -> None:
        await self.server.start()

    async def stop(self) -> None:
        await self.server.stop()

    def rules(self, **more: Any) -> Any:
        return rules(
            desk_outside="chatwoot", chatwoot_url=self.url, chatwoot_account=ACCOUNT, chatwoot_inbox=INBOX,
            chatwoot_bot_token=TOKEN, chatwoot_webhook_secret=f"{HOOK_SECRET}, {BOT_SECRET}", **more,
        )  # fmt: skip

    def connect(self, gateway_url: str) -> None:
        self.server.hook = f"{gateway_url}/desk/hooks/chatwoot"

    def places(self) -> list[int]:
        return list(self.server.conversations)

    def shown(self, place: int) -> list[str]:
        return [m["content"] for m in self.server.conversations[place]["messages"] if m["sender"]["type"] != "user"]

    def is_open(self, place: int) -> bool:
        return self.server.conversations[place]["status"] == "open"

    def down(self, yes: bool) -> None:
        self.server.down = yes

    def delete(self, place: int) -> None:
        del self.server.conversations[place]

    async def say(self, place: int, agent: str, text: str) -> None:
        await self.server.agent_says(place, agent, text)

    async def note(self, place: int, agent: str, text: str) -> None:
        await self.server.agent_says(place, agent, text, private=True)

    async def give_back(self, place: int, agent: str) -> None:
        await self.server.change(self.server.conversations[place], "pending")

    async def end(self, place: int, agent: str) -> None:
        await self.server.change(self.server.conversations[place], "resolved")

    async def again(self) -> None:
        """Tell the last event once more as a new delivery, as after an answer that Chatwoot did not get."""
        body, headers = self.server.sent[-1]
        del headers["X-Chatwoot-Signature"]
        import json

        event = json.loads(body)
        await self.server.tell(event.pop("event"), event, BOT_SECRET)


class TopicsDriver:
    """Agents in a Telegram forum group."""

    def __init__(self) -> None:
        self.server = ForumApi()
        self.url = self.server.url

    async def start(self) -> None:
        await self.server.start()

    async def stop(self) -> None:
        await self.server.stop()

    def rules(self, **more: Any) -> Any:
        return rules(desk_outside="topics", topics_bot_token=bot_api.TOKEN, topics_group=GROUP, **more)

    def connect(self, gateway_url: str) -> None:
        return

    def places(self) -> list[int]:
        return list(self.server.topics)

    def shown(self, place: int) -> list[str]:
        return self.server.topics[place].said

    def is_open(self, place: int) -> bool:
        return self.server.topics[place].is_open

    def down(self, yes: bool) -> None:
        self.server.down = yes

    def delete(self, place: int) -> None:
        del self.server.topics[place]

    async def say(self, place: int, agent: str, text: str) -> None:
        self.server.member_says(place, agent, text=text)

    async def note(self, place: int, agent: str, text: str) -> None:
        self.server.member_says(place, agent, text=f"/note {text}")

    async def give_back(self, place: int, agent: str) -> None:
        self.server.member_says(place, agent, text="/bot")

    async def end(self, place: int, agent: str) -> None:
        self.server.member_says(place, agent, text="/close 已退款")

    async def again(self) -> None:
        """Offer all updates again, as to a process that was killed before it confirmed them."""
        self.server.repeat_updates = True
        self.server._new.set()
        import asyncio

        await asyncio.sleep(0.3)
        self.server.repeat_updates = False
