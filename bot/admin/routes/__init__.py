"""The operator's routes: the page, figures, shops and imports, conversations, health."""

from bot.admin.routes import conversations, figures, imports, pages, processes

ADMIN_PAGE = pages.PAGE
routers = (pages.router, figures.router, imports.router, conversations.router, processes.router)

__all__ = ["ADMIN_PAGE", "routers"]
