"""English as it is typed in a chat, spelled out: u -> you, ppl -> people, dont -> don't.

Owns: those words and where they stand for themselves (a size or a series may be called U or R). Does not know: what a
text means. Standard library only.
"""

from __future__ import annotations

import re

_WORDS = {
    "ppl": "people",
    "pls": "please",
    "plz": "please",
    "plss": "please",
    "thx": "thanks",
    "thnx": "thanks",
    "tnx": "thanks",
    "abt": "about",
    "bc": "because",
    "coz": "because",
    "cuz": "because",
    "b4": "before",
    "ur": "your",
    "wanna": "want to",
    "gonna": "going to",
    "lemme": "let me",
    "gimme": "give me",
    "smth": "something",
    "sth": "something",
    "msg": "message",
    "rec": "recommend",
    "recs": "recommendations",
    "bday": "birthday",
    "diff": "difference",
    "min": "minimum",
    "max": "maximum",
    "w/o": "without",
    "whats": "what's",
    "wheres": "where's",
    "hows": "how's",
    "whos": "who's",
    "thats": "that's",
    "theres": "there's",
    "lets": "let's",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "isnt": "isn't",
    "arent": "aren't",
    "wasnt": "wasn't",
    "cant": "can't",
    "wont": "won't",
    "wouldnt": "wouldn't",
    "couldnt": "couldn't",
    "shouldnt": "shouldn't",
    "havent": "haven't",
    "hasnt": "hasn't",
    "im": "i'm",
    "ive": "i've",
    "youre": "you're",
    "theyre": "they're",
}
_WHOLE = {"with": "with ", "you": "you", "are": "are"}
_WHOLE = {"with": "with ", "you": "you", "are": "are"}
_ALONE = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
#: u and r are words only among words; beside a Chinese name they are a part of it.
_PATTERN = re.compile(
    rf"(?<![a-z0-9'./-])(?:(?P<word>{_ALONE})|(?P<with>w/ ?)(?=[a-z])"
    r"|(?:(?<=[a-z'] )|(?<=[,.?!] )|^)(?P<you>u)(?=$|[ ,.?!][a-z]?|')"
    r"|(?:(?<=[a-z] )|(?<=[,.?!] )|^)(?P<are>r)"
    r"(?= (?:u|you|ur|your|there|they|these|those|we|the|any|not|free|on|in)(?![a-z])))"
    r"(?:(?<=[/ ])|(?![a-z0-9]))"
)


def spelled_out(text: str) -> list[tuple[int, int, str]]:
    """Return what to put for text[start:end], from left to right; `text` is in lower case."""
    out = []
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup
        out.append((match.start(), match.end(), _WORDS[match.group()] if kind == "word" else _WHOLE[str(kind)]))
    return out
