"""The guard: every number, unit, name, value and claim of a draft is held against the facts it was given.

Owns: the verdict on a draft. Does not know: who wrote it, or how to mend it. A clause that names an item is held
against
that item's facts alone, so that a true figure of another card does not pass.
"""

from __future__ import annotations

from finetune.checks import names, numbers, superlatives
from finetune.checks.clauses import clauses
from finetune.checks.evidence import Evidence
from finetune.contract import GroundedPrompt


def unsupported(text: str, prompt: GroundedPrompt, *, advertising: bool = False) -> list[str]:
    """Return what a draft claims beyond the facts of its prompt, in order, none twice; empty = it may be sent.

    `advertising`: refuse also the superlatives that advertising law forbids whatever the facts say (最, 第一, ...).
    Each entry says the kind of claim and quotes it, for example "number 8999元".
    """
    evidence = Evidence(prompt, text)
    found = superlatives.forbidden(text, evidence, advertising=advertising)
    for clause in clauses(text, evidence):
        found += numbers.unsupported(clause, evidence)
        found += superlatives.unsupported(clause, evidence)
        found += names.unsupported(clause, evidence)
    return list(dict.fromkeys(found))
