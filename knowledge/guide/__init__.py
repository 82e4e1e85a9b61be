"""The guide: decides what a good shop assistant does next. Pure logic over facts; it words nothing.

`Guide.take` is the one door. Everything behind it is a function from a state and what was understood to a new state
and a decision: no clock, no chance, no record of any shopper in this package.
"""

from knowledge.guide.guide import Guide

__all__ = ["Guide"]
