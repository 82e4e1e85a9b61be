"""A Bot API server on loopback with people in it: keeps Telegram's rules, remembers every call, can be made to fail.

The channel talks to it through the real library. `Person` is somebody with the app: writes, presses, blocks the bot.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.bot.channels import rules
from tests.bot.channels.rules import Refusal, bad
from tests.bot.channels.serving import Serving

TOKEN = "123456789:AAtoken-for-the-tests-0123456789abcdefgh"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Daogou", "username": "daogou_bot"}


@dataclass
class Call:
    """One call that was let through. `said`: its text without marks; `photos`: with captions; `rows`: of buttons."""

    method: str
    chat: int
    data: dict[str, Any]
    said: str = ""
    photos: list[dict[str, Any]] = field(default_factory=list)
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    at: float = 0.0

    @property
    def buttons(self) -> list[str]:
        return [button["text"] for row in self.rows for button in row]


class BotApi:
    """The server. `chat_gap_s` and `per_second`: its own limits, None = none."""

    def __init__(self, chat_gap_s: float | None = None, per_second: int | None = None) -> None:
        self.calls: list[Call] = []
        self.refusals: list[tuple[str, int, str]] = []
        self.drafts = True  # whether this server knows drafts
        self.blocked: set[int] = set()
        self.chats: set[int] = set()
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.unanswered: dict[str, int] = {}
        self.files: dict[str, bytes] = {}
        self.reachable: set[str] = set()
        self.commands: dict[str, list[str]] = {}
        self.webhook: dict[str, Any] | None = None
        self.confirmed = 0
        self.broken: deque[tuple[str, Any]] = deque()  # (method, Refusal or seconds to hang or "drop")
        self.repeat_updates = False  # offers updates again although they are confirmed
        self._chat_gap_s, self._per_second = chat_gap_s, per_second
        self._last: dict[int, float] = defaultdict(float)
        self._window: deque[float] = deque()
        self._updates: list[dict[str, Any]] = []
        self._new = asyncio.Event()
        self._ids = itertools.count(1000)
        self._update_ids = itertools.count(70_000_001)
        routes = [
            Route("/bot{token}/{method}", self._serve, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._file),
        ]
        self._serving = Serving(Starlette(routes=routes))
        self.url = self._serving.url

    async def start(self) -> BotApi:
        await self._serving.start()
        return self

    async def stop(self) -> None:
        self._new.set()
        await self._serving.stop()

    def push(self, **update: Any) -> dict[str, Any]:
        """Have an update ready for the bot."""
        made = {"update_id": next(self._update_ids), **update}
        self._updates.append(made)
        self._new.set()
        return made

    def waiting(self) -> int:
        """Return how many updates the bot has not confirmed."""
        return sum(update["update_id"] > self.confirmed for update in self._updates)

    def to(self, chat: int) -> list[Call]:
        """Return the calls that a chat saw, without typing signs."""
        return [
            call
            for call in self.calls
            if call.chat == chat and call.method not in ("sendChatAction", "sendMessageDraft")
        ]

    async def _serve(self, request: Request) -> Response:
        if request.path_params["token"] != TOKEN:
            return JSONResponse({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401)
        method = request.path_params["method"]
        form = await request.form()
        data = {key: value if isinstance(value, str) else await value.read() for key, value in form.items()}
        try:
            if self.broken and self.broken[0][0] == method:
                how = self.broken.popleft()[1]
                if isinstance(how, Refusal):
                    raise how
                await asyncio.sleep(how)
            return JSONResponse({"ok": True, "result": await self._do(method, data)})
        except Refusal as error:
            self.refusals.append((method, int(data.get("chat_id") or 0), error.description))
            body = {"ok": False, "error_code": error.code, "description": error.description}
            return JSONResponse(body | ({"parameters": error.parameters} if error.parameters else {}), error.code)

    async def _do(self, method: str, data: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self._get_updates(data)
        chat = int(data.get("chat_id") or 0)
        if chat:
            if chat in self.blocked:
                raise Refusal(403, "Forbidden: bot was blocked by the user")
            if chat not in self.chats:
                raise bad("chat not found")
        call = Call(method, chat, data, at=time.monotonic())
        result = getattr(self, f"_{method}")(call)
        self.calls.append(call)
        return result

    def _limit(self, chat: int, n: int = 1) -> None:
        now = time.monotonic()
        gap = self._chat_gap_s
        if gap is not None and now - self._last[chat] < gap:
            raise Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
        while self._window and self._window[0] <= now - 1:
            self._window.popleft()
        if self._per_second is not None and len(self._window) + n > self._per_second:
            raise Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
        self._last[chat] = now
        self._window.extend([now] * n)

    # ---------------------------------------------------------------- methods

    async def _get_updates(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = int(data.get("offset") or 0)
        self.confirmed = max(self.confirmed, offset - 1)
        deadline = time.monotonic() + min(float(data.get("timeout") or 0), 5)
        while True:
            found = [u for u in self._updates if u["update_id"] >= offset or self.repeat_updates]
            if found or time.monotonic() >= deadline:
                return found[: int(data.get("limit") or 100)]
            self._new.clear()
            try:
                await asyncio.wait_for(self._new.wait(), deadline - time.monotonic())
            except TimeoutError:
                return []

    def _getMe(self, _: Call) -> Any:
        return BOT

    def _setMyCommands(self, call: Call) -> bool:
        found = json.loads(call.data["commands"])
        assert all(1 <= len(c["description"]) <= 256 for c in found)
        self.commands[call.data.get("language_code", "")] = [c["command"] for c in found]
        return True

    def _setWebhook(self, call: Call) -> bool:
        self.webhook = dict(call.data)
        return True

    def _deleteWebhook(self, _: Call) -> bool:
        self.webhook = None
        return True

    def _sendChatAction(self, _: Call) -> bool:
        return True

    def _sendMessageDraft(self, call: Call) -> bool:
        if not self.drafts:
            raise Refusal(404, "Not Found")
        if call.chat < 0 or not int(call.data["draft_id"]):
            raise bad("drafts are for private chats, under a number")
        call.said = rules.check_text(call.data["text"], call.data.get("parse_mode"))
        return True

    def _message(self, call: Call, **more: Any) -> dict[str, Any]:
        chat = {"id": call.chat, "type": "private", "first_name": "P"}
        message = {"message_id": next(self._ids), "date": 1_700_000_000, "chat": chat, **more}
        if call.rows:
            message["reply_markup"] = {"inline_keyboard": call.rows}
        self.messages[call.chat, message["message_id"]] = message
        return message

    def _sendMessage(self, call: Call) -> Any:
        call.said = rules.check_text(call.data["text"], call.data.get("parse_mode"))
        call.rows = rules.check_markup(call.data.get("reply_markup"))
        self._limit(call.chat)
        return self._message(call, text=call.said)

    def _photo(self, source: Any, attached: dict[str, Any]) -> list[dict[str, Any]]:
        if isinstance(source, str) and source.startswith("attach://"):
            source = attached[source[9:]]
        if isinstance(source, bytes):
            rules.check_picture(source)
            file_id = f"photo-{len(self.files)}"
            self.files[file_id] = source
        elif source in self.files:
            file_id = source
        elif source.startswith("http"):
            if source not in self.reachable:
                raise bad("failed to get HTTP URL content")
            file_id = f"photo-{len(self.files)}"
            self.files[file_id] = source.encode()
        else:
            raise bad("wrong file identifier/HTTP URL specified")
        return [{"file_id": file_id, "file_unique_id": file_id, "width": 800, "height": 800}]

    def _sendPhoto(self, call: Call) -> Any:
        call.said = rules.check_caption(call.data.get("caption", ""), call.data.get("parse_mode"))
        call.rows = rules.check_markup(call.data.get("reply_markup"))
        photo = self._photo(call.data["photo"], call.data)
        self._limit(call.chat)
        call.photos = [{"caption": call.said, **photo[0]}]
        return self._message(call, photo=photo, caption=call.said)

    def _sendMediaGroup(self, call: Call) -> Any:
        media = json.loads(call.data["media"])
        if not 2 <= len(media) <= 10:
            raise bad("wrong number of media in the album")
        if "reply_markup" in call.data:
            raise bad("reply markup is not allowed in albums")
        for one in media:
            said = rules.check_caption(one.get("caption", ""), one.get("parse_mode"))
            call.photos.append({"caption": said, "photo": self._photo(one["media"], call.data)})
        self._limit(call.chat, len(media))
        return [self._message(call, photo=one["photo"], caption=one["caption"]) for one in call.photos]

    def _found(self, call: Call) -> dict[str, Any]:
        found = self.messages.get((call.chat, int(call.data["message_id"])))
        if found is None:
            raise bad("message to edit not found")
        return found

    def _edit(self, call: Call, **changes: Any) -> Any:
        message = self._found(call)
        call.rows = rules.check_markup(call.data.get("reply_markup"))
        markup = {"reply_markup": {"inline_keyboard": call.rows}} if call.rows else {}
        new = {k: v for k, v in message.items() if k != "reply_markup"} | changes | markup
        if new == message:
            raise bad("message is not modified: specified new message content and reply markup are exactly the same")
        message.clear()
        message.update(new)
        return message

    def _editMessageText(self, call: Call) -> Any:
        if "text" not in self._found(call):
            raise bad("there is no text in the message to edit")
        call.said = rules.check_text(call.data["text"], call.data.get("parse_mode"))
        return self._edit(call, text=call.said)

    def _editMessageReplyMarkup(self, call: Call) -> Any:
        return self._edit(call)

    def _editMessageMedia(self, call: Call) -> Any:
        if "photo" not in self._found(call):
            raise bad("there is no media in the message to edit")
        one = json.loads(call.data["media"])
        call.said = rules.check_caption(one.get("caption", ""), one.get("parse_mode"))
        return self._edit(call, photo=self._photo(one["media"], call.data), caption=call.said)

    def _deleteMessages(self, call: Call) -> bool:
        for message_id in json.loads(call.data["message_ids"]):
            self.messages.pop((call.chat, message_id), None)
        return True

    def _answerCallbackQuery(self, call: Call) -> bool:
        if call.data["callback_query_id"] not in self.unanswered:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        call.chat = self.unanswered.pop(call.data["callback_query_id"])
        call.said = call.data.get("text", "")
        if rules.utf16(call.said) > 200:
            raise bad("MESSAGE_TOO_LONG")
        return True

    def _answerInlineQuery(self, call: Call) -> bool:
        results = json.loads(call.data["results"])
        ids = [result["id"] for result in results]
        if len(results) > 50 or len(set(ids)) < len(ids) or any(not 1 <= len(i.encode()) <= 64 for i in ids):
            raise bad("RESULT_ID_INVALID")
        for result in results:
            content = result["input_message_content"]
            rules.check_text(content["message_text"], content.get("parse_mode"))
        if call.data["inline_query_id"] not in self.unanswered:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        call.chat = self.unanswered.pop(call.data["inline_query_id"])
        return True

    def _getFile(self, call: Call) -> Any:
        file_id = call.data["file_id"]
        if file_id not in self.files:
            raise bad("invalid file_id")
        return {"file_id": file_id, "file_unique_id": file_id, "file_path": f"photos/{file_id}"}

    async def _file(self, request: Request) -> Response:
        data = self.files.get(request.path_params["path"].rpartition("/")[2])
        return Response(data) if data is not None else Response(status_code=404)


class Person:
    """Somebody in a private chat with the bot."""

    _numbers = itertools.count(5001)

    def __init__(self, api: BotApi, language: str | None = "zh-hans") -> None:
        self.api, self.id = api, next(self._numbers)
        self._user = {"id": self.id, "is_bot": False, "first_name": "P"} | (
            {"language_code": language} if language else {}
        )
        self._chat = {"id": self.id, "type": "private", "first_name": "P"}
        api.chats.add(self.id)

    def send(self, **content: Any) -> dict[str, Any]:
        """Send a message with any content."""
        message_id = next(self.api._ids)
        message = {"message_id": message_id, "date": 1_700_000_000, "chat": self._chat, "from": self._user}
        return self.api.push(message=message | content)

    def say(self, text: str) -> dict[str, Any]:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text[0] == "/" else []
        return self.send(text=text, **({"entities": entities} if entities else {}))

    def photo(self, data: bytes, caption: str = "", group: str = "", size: int | None = None) -> dict[str, Any]:
        file_id = f"from-{self.id}-{len(self.api.files)}"
        self.api.files[file_id] = data
        sizes = [{"file_id": file_id, "file_unique_id": file_id, "width": 90, "height": 90,
                  "file_size": len(data) if size is None else size}]  # fmt: skip
        more = {"caption": caption} if caption else {}
        return self.send(photo=sizes, **more, **({"media_group_id": group} if group else {}))

    def document(self, data: bytes, media_type: str) -> dict[str, Any]:
        file_id = f"from-{self.id}-{len(self.api.files)}"
        self.api.files[file_id] = data
        return self.send(document={"file_id": file_id, "file_unique_id": file_id, "mime_type": media_type,
                                   "file_name": "IMG_1", "file_size": len(data)})  # fmt: skip

    def press(self, title: str, message_id: int | None = None) -> dict[str, Any]:
        """Press a button by its words, on the newest message that has it."""
        for (chat, number), message in sorted(self.api.messages.items(), reverse=True):
            if chat != self.id or message_id not in (None, number):
                continue
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == title:
                        return self.press_data(button["callback_data"], message)
        raise AssertionError(f"there is no button {title!r} in chat {self.id}")

    def press_data(self, data: str, message: dict[str, Any]) -> dict[str, Any]:
        query_id = f"cb{len(self.api.calls)}-{self.id}-{next(self.api._ids)}"
        self.api.unanswered[query_id] = self.id
        query = {"id": query_id, "from": self._user, "chat_instance": "1", "data": data, "message": dict(message)}
        return self.api.push(callback_query=query)

    def inline(self, words: str) -> dict[str, Any]:
        query_id = f"in{next(self.api._ids)}"
        self.api.unanswered[query_id] = self.id
        return self.api.push(inline_query={"id": query_id, "from": self._user, "query": words, "offset": ""})

    def member(self, status: str) -> dict[str, Any]:
        """Block ("kicked") or unblock ("member") the bot."""
        (self.api.blocked.add if status == "kicked" else self.api.blocked.discard)(self.id)
        bot = {"user": BOT}
        new = bot | {"status": status} | ({"until_date": 0} if status == "kicked" else {})
        change = {"chat": self._chat, "from": self._user, "date": 1_700_000_000,
                  "old_chat_member": bot | {"status": "member"}, "new_chat_member": new}  # fmt: skip
        return self.api.push(my_chat_member=change)

    def saw(self) -> list[Call]:
        """Return what this person saw, in order."""
        return self.api.to(self.id)
