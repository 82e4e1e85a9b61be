"""What the shop remembers of shoppers who agreed to it: their wishes, the goods they looked at, when they agreed.

`Profile` is the shape, `learning` what a turn adds to it, `Profiles` the record. Nothing of a shopper is written before
they agreed but that they were asked, so that they are asked once.
"""

from knowledge.profiles.profile import Profile, Remembered, Seen
from knowledge.profiles.store import Profiles

__all__ = ["Profile", "Profiles", "Remembered", "Seen"]
