"""One import in a process of its own: `python -m actions.import_worker FILE --shop NAME`, told in JSON lines.

Owns: the limits that a hostile file runs into (memory, sizes that a Parquet file declares) and the lines. Does not
know: HTTP, importing. It works at a low priority, because people are talking meanwhile, and ends when its standard
input does.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from knowledge.errors import BadFile, KnowledgeError
from knowledge.importing.files import format_of

#: Lines of progress are at least so many seconds apart.
TELL_EVERY_S = 0.2
#: Rows that a Parquet file may declare: twice the largest catalogue that the house is made for (design, section 5).
MAX_ROWS = 20_000_000


def main(argv: list[str] | None = None) -> int:
    """Import one file; return the exit code: 0 done, 1 refused (the reason as a JSON line)."""
    parser = argparse.ArgumentParser(prog="python -m actions.import_worker")
    parser.add_argument("file", type=Path)
    parser.add_argument("--shop", required=True)
    parser.add_argument("--role", default=None)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--memory", type=int, required=True, help="bytes that this process may take")
    args = parser.parse_args(argv)
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_DATA, (args.memory, args.memory))
    try:
        check_declared(args.file, args.memory)
        report = _import(args)
    except KnowledgeError as error:
        # Where the file lay on this machine is nobody's business.
        _tell({"error": str(error).replace(str(args.file), args.file.name)})
        return 1
    except MemoryError:
        _tell({"error": f"the file needs more than the {args.memory // 2**20} MiB that an import may take"})
        return 1
    _tell({"report": report})
    return 0


def check_declared(file: Path, memory: int) -> None:
    """Refuse a Parquet file whose own footer says that it unpacks to too much. Raises BadFile, nothing is unpacked."""
    if format_of(file) != "parquet":
        return
    import pyarrow
    import pyarrow.parquet

    try:
        footer = pyarrow.parquet.read_metadata(file)
    except (pyarrow.ArrowException, OSError) as error:
        raise BadFile(f"not a Parquet file: {error}", where=file.name, remedy="write it again") from error
    n_bytes = sum(footer.row_group(n).total_byte_size for n in range(footer.num_row_groups))
    if n_bytes > memory or footer.num_rows > MAX_ROWS:
        raise BadFile(
            f"it unpacks to {n_bytes} bytes in {footer.num_rows} rows", where=file.name,
            expected=f"{memory} bytes and {MAX_ROWS} rows at most", remedy="split the file",
        )  # fmt: skip


def _import(args: argparse.Namespace) -> dict[str, Any]:
    from knowledge.catalogue import Catalogue
    from knowledge.derive import update
    from knowledge.importing.job import InputFile, import_files
    from knowledge.settings import load

    catalogue = Catalogue(load(data=args.data))
    try:
        report = import_files(
            catalogue, [InputFile(args.file, args.role)], args.shop, dry_run=args.dry_run, replace_items=args.replace,
            progress=_Steps(), derive=update,
        )  # fmt: skip
    finally:
        catalogue.close()
    kept = {key: value for key, value in asdict(report).items() if key not in ("schema_path", "_unknown")}
    return kept | {"unknown_fields": list(report.unknown_fields())[:20]}


class _Steps:
    """Tells how far each step is, now and then and at its end."""

    def __init__(self) -> None:
        self._done: dict[str, int] = {}
        self._told_at = 0.0

    def __call__(self, step: str, advance: int, total: int | None) -> None:
        done = self._done[step] = self._done.get(step, 0) + advance
        now = time.monotonic()
        if now - self._told_at >= TELL_EVERY_S or done == total:
            self._told_at = now
            _tell({"step": step, "done": done, "of": total})


def _tell(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False, default=str), flush=True)


def _end_with_stdin() -> None:
    # os.read and not sys.stdin: a thread that waits in its buffer's lock makes the interpreter abort at its end.
    while os.read(0, 4096):
        pass
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main())
