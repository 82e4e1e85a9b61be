"""Hands a chat to a person and back: the state machine, its timers and words, the agents' desk.

A person's chats are rows beside the bot's record (bot.store.handoff); who answers a message is settled in the same
transaction that takes the message in.
"""
