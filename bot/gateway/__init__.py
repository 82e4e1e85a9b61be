"""The one door to the outside: HTTP, sessions, order, limits. It talks to Rasa and the action server on loopback."""
