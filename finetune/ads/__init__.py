"""Ad copy for one item: creatives in several styles, checked, without near-duplicates, the most appealing first."""

from finetune.ads.brief import STYLES, Brief, Creative, Style
from finetune.ads.create import creatives

__all__ = ["STYLES", "Brief", "Creative", "Style", "creatives"]
