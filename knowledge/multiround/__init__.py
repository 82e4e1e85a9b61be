"""The id-only benchmark of asking: which attribute to ask for, when to recommend (multi-round conversational
recommendation as in EAR, SCPR and UNICORN). Owns: data, shopper, agents and figures. Does not know: words, shops.
"""
