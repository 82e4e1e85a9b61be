"""Rasa's graph components for understanding. Thin: each wraps one module of `nlu` that knows nothing of Rasa.

Rasa registers components by bare class name, so every class here has a name that none of Rasa's own has.
"""
