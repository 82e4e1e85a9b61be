"""`python -m knowledge.sample --out DIR [--seed 7]`: writes the sample shop's files.

Owns: the command and the form of the files: shop.yml, items.jsonl, reviews.jsonl, links.jsonl, media/<item_id>.svg.
Does not know: what is in them.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from knowledge.types import to_json

from .generate import Sample, generate
from .pictures import draw


def write(sample: Sample, out: Path) -> None:
    """Write the files of a sample shop under `out`, which is made. Raises OSError where it cannot be written."""
    media = out / "media"
    media.mkdir(parents=True, exist_ok=True)
    schema = yaml.dump(to_json(sample.shop), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    (out / "shop.yml").write_text(schema, encoding="utf-8")
    _write_lines(out / "items.jsonl", sample.items)
    _write_lines(out / "reviews.jsonl", sample.reviews)
    _write_lines(out / "links.jsonl", sample.links)
    for item, draft in zip(sample.items, sample.drafts, strict=True):
        (media / f"{item.item_id}.svg").write_text(draw(item, draft.attributes), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.sample", description="Write the sample shop's files.")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seed", type=int, default=7, help="seed of the generator (default 7)")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    sample = generate(options.seed)
    try:
        write(sample, options.out)
    except OSError as error:
        print(f"cannot write {options.out}: {error.strerror}", file=sys.stderr)
        return 1
    print(
        f"{len(sample.items)} items in {len({i.category for i in sample.items})} "
        f"categories, {len(sample.reviews)} reviews, "
        f"{len(sample.links)} links, written to {options.out} in {time.monotonic() - started:.1f} s"
    )
    return 0


def _write_lines(path: Path, rows: Iterable[Any]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(to_json(row), ensure_ascii=False) + "\n")


class _Dumper(yaml.SafeDumper):
    """Writes lists of plain values on one line, without anchors, as a person would."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain_list(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=all(isinstance(v, str) for v in data))


_Dumper.add_representer(list, _plain_list)


if __name__ == "__main__":
    raise SystemExit(main())
