"""Reviews at run time: mood, strength, aspects (`ReviewReader`)."""

from nlu.reviews.mood import Mood, ReviewReader

__all__ = ["Mood", "ReviewReader"]
