"""Reviews of the sample shop's goods: phrases by aspect, and how they become reviews that agree with the goods.

Owns: that. Does not know: the catalogue's files.
"""

from __future__ import annotations

from .write import PHRASES, write_reviews

__all__ = ["PHRASES", "write_reviews"]
