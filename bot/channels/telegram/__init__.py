"""Telegram: a process of its own between the Bot API (python-telegram-bot) and the gateway's HTTP API."""
