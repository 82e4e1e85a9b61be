"""The SQL of conversations, built once: building a statement anew costs more than running it. Does not know: when to
run.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update

from bot.store.tables import messages, sessions

_session: BindParameter[Any] = bindparam("b_session")
_seq: BindParameter[Any] = bindparam("b_seq")
_id: BindParameter[Any] = bindparam("b_id")
_of_session = messages.c.session_id == _session

SESSION_COLUMNS = (
    sessions.c.id, sessions.c.token_hash, sessions.c.shop, sessions.c.locale, sessions.c.channel, sessions.c.owner,
    sessions.c.visitor,
)  # fmt: skip

PING = select(func.count()).select_from(sessions).where(sessions.c.id == "")
ADD_SESSION = insert(sessions)
ADD_MESSAGE = insert(messages)
#: All conversations of one visitor.
OF_VISITOR = select(sessions.c.id).where(sessions.c.visitor == bindparam("b_visitor"))
SESSION = select(*SESSION_COLUMNS).where(sessions.c.id == _session)

#: The whole row, locked: whoever changes a conversation starts here, so that two meet here and not at an insert.
LOCKED_SESSION = select(sessions).where(sessions.c.id == _session).with_for_update()
FIND = select(messages.c.seq, messages.c.role, messages.c.state).where(_of_session, messages.c.id == _id)
COUNT_PENDING = select(func.count()).where(_of_session, messages.c.state == "pending")
OLDEST_PENDING = (
    select(messages.c.seq, messages.c.id, messages.c.turn, messages.c.body, messages.c.request)
    .where(_of_session, messages.c.state == "pending")
    .order_by(messages.c.seq)
    .limit(1)
)
SESSION_ROW = select(sessions).where(sessions.c.id == _session)
LAST_HEARD = (
    select(messages.c.seq, messages.c.id, messages.c.turn, messages.c.body, messages.c.request)
    .where(_of_session, messages.c.role == "user")
    .order_by(messages.c.seq.desc())
    .limit(1)
)
STATE = select(messages.c.state).where(_of_session, messages.c.seq == _seq)
REPLIES = select(messages.c.body).where(_of_session, messages.c.reply_to == _seq).order_by(messages.c.seq)
HISTORY = select(messages.c.seq, messages.c.body).where(_of_session, messages.c.seq > _seq).order_by(messages.c.seq)
OWING = select(messages.c.session_id).where(messages.c.state == "pending").distinct()

COUNT_ON = (
    update(sessions)
    .where(sessions.c.id == _session)
    .values(next_seq=bindparam("b_next_seq"), n_turns=bindparam("b_n_turns"), active_at=bindparam("b_now"))
)
LEASE = (
    update(sessions)
    .where(sessions.c.id == _session)
    .values(lease_owner=bindparam("b_owner"), lease_until=bindparam("b_until"))
)
CLOSE = update(messages).where(_of_session, messages.c.seq == _seq, messages.c.state == "pending").values(state="done")
REOPEN = update(messages).where(_of_session, messages.c.seq == _seq).values(state="pending")
AFTER_REPLY = (
    update(sessions)
    .where(sessions.c.id == _session)
    .values(
        next_seq=bindparam("b_next_seq"),
        last_act=bindparam("b_act"),
        last_attribute=bindparam("b_attribute"),
        last_categories=bindparam("b_categories"),
        lease_owner=bindparam("b_owner"),
        lease_until=bindparam("b_until"),
    )
)
SPEAK = update(sessions).where(sessions.c.id == _session).values(locale=bindparam("b_locale"))
ERASE_MESSAGES = delete(messages).where(_of_session)
ERASE_SESSION = delete(sessions).where(sessions.c.id == _session)
