"""The desk's routes: pages, login, chats, the live socket, the report."""

from bot.handoff.routes import chats, live, pages, password, report, who
from bot.handoff.routes.pages import DESK_PAGE

routers = (pages.router, who.router, password.router, chats.router, report.router, live.router)

__all__ = ["DESK_PAGE", "routers"]
