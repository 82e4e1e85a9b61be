"""Understanding: what a shopper says, as acts, wishes, questions and references linked to one shop."""

from nlu.understand.understander import Understander

__all__ = ["Understander"]
