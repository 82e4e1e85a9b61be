"""The tables of the Telegram channel. Owns: names and types of columns. Does not know: who reads or writes them.

An update's row is written before Telegram hears that it has arrived and is closed when its answer is out: the inbox
that makes an update count once, across restarts.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, String, Table, Text, text

from bot.store.tables import metadata

#: `queue`: what is answered in order, a chat or a person's inline queries. `state`: "pending", then "done", when `body`
#: (JSON as Telegram sent it) is emptied. `n_sent`: steps of its answer that are out. `at`: UNIX time
#: of arrival, seconds.
updates = Table(
    "telegram_updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("queue", String(40), nullable=False),
    Column("state", String(8), nullable=False),
    Column("n_sent", Integer, nullable=False, server_default="0"),
    Column("at", Float, nullable=False),
    Column("body", Text, nullable=False),
)
Index(
    "telegram_updates_pending",
    updates.c.update_id,
    sqlite_where=text("state = 'pending'"),
    postgresql_where=text("state = 'pending'"),
)
Index("telegram_updates_queue", updates.c.queue)

#: One row a chat. `session_id` and `token`: of the gateway, "" = none yet. `page_item`: item of the link that it was
#: opened by, until it is asked about. `media_group`: album of pictures that was answered last, with its update.
#: `reply`: JSON of the last answer's message ids, for editing in place. `follows`: JSON of what was brought of a
#: session in which a person may speak, {} = none is followed.
chats = Table(
    "telegram_chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("locale", String(8), nullable=False),
    Column("shop", String(100), nullable=False),
    Column("session_id", String(64), nullable=False),
    Column("token", String(200), nullable=False),
    Column("pictures", Boolean, nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("page_item", String(200), nullable=False),
    Column("media_group", String(64), nullable=False),
    Column("reply", Text, nullable=False),
    Column("follows", Text, nullable=False),
)

#: Every session that a chat has had, so that all of them can be erased.
sessions = Table(
    "telegram_sessions",
    metadata,
    Column("session_id", String(64), primary_key=True),
    Column("chat_id", BigInteger, nullable=False, index=True),
    Column("token", String(200), nullable=False),
)

#: What stands behind an inline keyboard: `buttons` is a JSON list of [title, payload]. `state`: "open", or the
#: number of the update that used it.
keyboards = Table(
    "telegram_keyboards",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("chat_id", BigInteger, nullable=False, index=True),
    Column("number", BigInteger, nullable=False),
    Column("state", String(32), nullable=False),
    Column("buttons", Text, nullable=False),
)

#: Pictures that Telegram has, by their address in the gateway. File ids and update numbers belong to one bot: its id
#: stands here too, under the address "#bot".
files = Table(
    "telegram_files",
    metadata,
    Column("address", String(500), primary_key=True),
    Column("file_id", String(300), nullable=False),
)
