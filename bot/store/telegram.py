"""Reads and writes what the Telegram channel must not forget, one transaction a call.

Owns: that an update counts once, which chat has which session, what stands behind a button. Does not know: the Bot API,
wording. Calls block; the channel runs them in threads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, select, update

from bot.store.telegram_tables import chats, files, keyboards, sessions, updates

#: How long the number of an answered update is remembered, in seconds; Telegram offers an update for 24 hours.
REMEMBERED_S = 48 * 3600
#: Keyboards kept for each chat; a press on an older one is stale anyhow.
KEPT_KEYBOARDS = 30


@dataclass(frozen=True)
class Update:
    """An update as it came: `body` is its JSON, `queue` what it keeps its order in, `n_sent` the steps sent so far."""

    update_id: int
    queue: str
    body: str
    n_sent: int = 0


@dataclass(frozen=True)
class Chat:
    """A private chat; the fields are those of the table."""

    chat_id: int
    locale: str = "zh"
    shop: str = ""
    session_id: str = ""
    token: str = ""
    pictures: bool = True
    blocked: bool = False
    page_item: str = ""
    media_group: str = ""
    reply: dict[str, Any] = field(default_factory=dict)
    follows: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Keyboard:
    """What stands behind an inline keyboard: (title, payload) of each button. `number` grows with time."""

    id: str
    chat_id: int
    number: int
    buttons: list[tuple[str, str]]
    state: str = "open"


class TelegramStore:
    """The channel's record behind one engine. Times are given in, so that tests own the clock."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    def belong_to(self, bot_id: int) -> None:
        """Forget updates, keyboards and pictures of another bot: their numbers mean nothing to this one."""
        address = "#bot"
        with self._writing() as connection:
            found = connection.execute(select(files.c.file_id).where(files.c.address == address)).scalar_one_or_none()
            if found not in (None, str(bot_id)):
                for table in (updates, keyboards, files):
                    connection.execute(delete(table))
            _put(connection, files, "address", {"address": address, "file_id": str(bot_id)})

    # ---------------------------------------------------------------- the inbox

    def accept(self, found: list[Update], at: float) -> list[Update]:
        """Put updates on record; return those that were not there, in order of their numbers. `at`: UNIX time, s."""
        by_id = {one.update_id: one for one in found}
        with self._writing() as connection:
            connection.execute(delete(updates).where(updates.c.state == "done", updates.c.at < at - REMEMBERED_S))
            known = set(connection.scalars(select(updates.c.update_id).where(updates.c.update_id.in_(by_id))))
            new = [by_id[number] for number in sorted(by_id) if number not in known]
            if new:
                rows = [
                    {"update_id": u.update_id, "queue": u.queue, "body": u.body, "state": "pending", "at": at}
                    for u in new
                ]
                connection.execute(updates.insert(), rows)
        return new

    def pending(self) -> list[Update]:
        """Return the updates that are not answered, in order."""
        columns = (updates.c.update_id, updates.c.queue, updates.c.body, updates.c.n_sent)
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(*columns).where(updates.c.state == "pending").order_by(updates.c.update_id)
            )
            return [Update(*row) for row in rows]

    def sent(self, chat: Chat, update_id: int, n_sent: int) -> None:
        """Note how many steps of an update's answer are out, and what the chat's last answer is by now."""
        with self._writing() as connection:
            connection.execute(update(updates).where(updates.c.update_id == update_id).values(n_sent=n_sent))
            reply = json.dumps(chat.reply)
            connection.execute(update(chats).where(chats.c.chat_id == chat.chat_id).values(reply=reply))

    def close(self, update_ids: list[int]) -> None:
        """Note that updates need nothing more; what they said is not kept."""
        with self._writing() as connection:
            connection.execute(update(updates).where(updates.c.update_id.in_(update_ids)).values(state="done", body=""))

    # ---------------------------------------------------------------- chats

    def chat(self, chat_id: int) -> Chat | None:
        """Return a chat, None where it is not known."""
        with self._engine.connect() as connection:
            row = connection.execute(select(chats).where(chats.c.chat_id == chat_id)).mappings().one_or_none()
        return _chat(row) if row else None

    def following(self) -> list[Chat]:
        """Return the chats whose session is followed, because a person may speak in it."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(chats).where(chats.c.follows != "{}")).mappings()
            return [_chat(row) for row in rows]

    def save(self, chat: Chat) -> None:
        """Put a chat on record; its session joins those that it has had."""
        row = asdict(chat) | {"reply": json.dumps(chat.reply), "follows": json.dumps(chat.follows)}
        with self._writing() as connection:
            _put(connection, chats, "chat_id", row)
            if chat.session_id:
                session = {"session_id": chat.session_id, "chat_id": chat.chat_id, "token": chat.token}
                _put(connection, sessions, "session_id", session)

    def sessions(self, chat_id: int) -> list[tuple[str, str]]:
        """Return (session_id, token) of all sessions that a chat has had."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(sessions.c.session_id, sessions.c.token).where(sessions.c.chat_id == chat_id)
            )
            return [(row[0], row[1]) for row in rows]

    def forget(self, chat_id: int) -> None:
        """Delete all that is kept of a chat but the bare numbers of its updates."""
        with self._writing() as connection:
            for table in (chats, sessions, keyboards):
                connection.execute(delete(table).where(table.c.chat_id == chat_id))

    # ---------------------------------------------------------------- keyboards and pictures

    def add_keyboard(self, keyboard: Keyboard) -> None:
        """Put a keyboard on record (again, after a restart) and drop the chat's oldest."""
        row = asdict(keyboard) | {"buttons": json.dumps(keyboard.buttons, ensure_ascii=False)}
        mine = keyboards.c.chat_id == keyboard.chat_id
        with self._writing() as connection:
            _put(connection, keyboards, "id", row)
            kept = select(keyboards.c.number).where(mine).order_by(keyboards.c.number.desc()).limit(KEPT_KEYBOARDS)
            oldest = connection.execute(select(func.min(kept.subquery().c.number))).scalar_one()
            connection.execute(delete(keyboards).where(mine, keyboards.c.number < oldest))

    def keyboard(self, keyboard_id: str, chat_id: int) -> Keyboard | None:
        """Return a keyboard of this chat, None where it has no such."""
        where = (keyboards.c.id == keyboard_id, keyboards.c.chat_id == chat_id)
        with self._engine.connect() as connection:
            row = connection.execute(select(keyboards).where(*where)).mappings().one_or_none()
        if row is None:
            return None
        return Keyboard(**{**row, "buttons": [(title, payload) for title, payload in json.loads(row["buttons"])]})

    def use(self, keyboard_id: str, update_id: int) -> None:
        """Note which update used a keyboard; the same update may use it again after a restart."""
        with self._writing() as connection:
            connection.execute(update(keyboards).where(keyboards.c.id == keyboard_id).values(state=str(update_id)))

    def file_id(self, address: str) -> str | None:
        """Return Telegram's id of a picture, None where it has not been sent."""
        with self._engine.connect() as connection:
            return connection.execute(select(files.c.file_id).where(files.c.address == address)).scalar_one_or_none()

    def keep_file(self, address: str, file_id: str | None) -> None:
        """Keep Telegram's id of a picture; None forgets it."""
        with self._writing() as connection:
            if file_id is None:
                connection.execute(delete(files).where(files.c.address == address))
            else:
                _put(connection, files, "address", {"address": address, "file_id": file_id})


def _chat(row: Any) -> Chat:
    return Chat(**{**row, "reply": json.loads(row["reply"]), "follows": json.loads(row["follows"])})


def _put(connection: Connection, table: Table, key: str, row: dict[str, Any]) -> None:
    changed = connection.execute(update(table).where(table.c[key] == row[key]).values(**row))
    if changed.rowcount == 0:
        connection.execute(table.insert(), row)
