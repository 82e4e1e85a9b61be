"""The dialogue engine: Rasa trained, loaded and served on loopback. The only place in `bot` that knows Rasa."""
