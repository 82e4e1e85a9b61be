"""Whether an uploaded file is what its name says, by its content. Does not know: what is done with it.

Pictures are checked in bot.gateway.pictures. What a catalogue file unpacks to is limited where it is read
(actions.import_worker).
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath

from bot.gateway.problems import ProblemError

#: Endings of catalogue files and what each must look like.
KINDS = {
    ".csv": "text", ".tsv": "text", ".txt": "text", ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
#: Bytes of the beginning and the end that `check_catalogue` wants to see.
N_HEAD, N_TAIL = 65_536, 4
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNSAFE = re.compile(r"[^\w .()+-]", re.UNICODE)


def safe_name(name: str) -> str:
    """Return a file's name without folders and characters that mean something elsewhere. Raises a 415 problem."""
    base = _UNSAFE.sub("_", PurePosixPath(name.replace("\\", "/")).name).strip(" .")
    ending = PurePosixPath(base).suffix.lower()
    if ending not in KINDS:
        raise ProblemError(
            415, "catalogue-type", f"expected a file that ends in {', '.join(KINDS)}; found {base[-40:]!r}"
        )
    return base[-120:]


def check_catalogue(name: str, head: bytes, tail: bytes) -> None:
    """Raise a 415 problem where the content cannot be what the name's ending says, a 422 one where there is none.

    `head`: the first N_HEAD bytes, or all; `tail`: the last N_TAIL.
    """
    if not head:
        raise ProblemError(422, "empty", "the file is empty")
    kind = KINDS[PurePosixPath(name).suffix.lower()]
    if kind == "parquet":
        if not (head.startswith(b"PAR1") and tail == b"PAR1"):
            raise ProblemError(415, "catalogue-type", "the content is no Parquet file; write it again")
        return
    if not head.startswith(_UTF16) and b"\0" in head:
        raise ProblemError(
            415, "catalogue-type", "the content is no text: a workbook or an archive must be exported as CSV first"
        )
    if kind == "json" and not head.startswith(_UTF16):
        first = head.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
        if first not in (b"{", b"["):
            raise ProblemError(415, "catalogue-type", "the content is no JSON: it begins with neither { nor [")
