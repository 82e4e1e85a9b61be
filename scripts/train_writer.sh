#!/usr/bin/env bash
# Makes models/writer again from the public data sets: three shops, talks in them, pairs, the base, four adapters.
#     scripts/train_writer.sh DATA [OUT]
# Whatever is there already in OUT (default var/train/writer_chain) is not made again; the base goes on where it stopped.
set -euo pipefail
DATA="$(realpath "${1:?usage: scripts/train_writer.sh DATA [OUT]}")"
cd "$(dirname "$0")/.."
OUT="$(realpath -m "${2:-var/train/writer_chain}")"
mkdir -p "$OUT/pairs"
export DAOGOU_DATA="$OUT/house"
daogou() { .venv/bin/daogou "$@"; }
made() { # file, command that writes it
    local file="$1"
    shift
    [ -e "$file" ] || "$@"
}

if [ ! -e "$OUT/house/ready" ]; then
    .venv/bin/python -m knowledge.sample --out "$OUT/sample"
    daogou import items="$OUT/sample/items.jsonl" reviews="$OUT/sample/reviews.jsonl" links="$OUT/sample/links.jsonl" \
        --shop sample --schema "$OUT/sample/shop.yml"
    daogou import "$DATA"/litemall/{goods,comments}.jsonl --shop litemall --schema shops/litemall/shop.yml
    daogou import "$DATA"/crosswoz/database/{hotel,restaurant,attraction}_db.json --shop crosswoz --schema shops/crosswoz/shop.yml
    touch "$OUT/house/ready"
fi
PROMPTS=()
for shop in sample litemall crosswoz; do
    made "$OUT/pairs/prompts_$shop.jsonl" daogou train prompts --shop $shop -n 3000 --out "$OUT/pairs/prompts_$shop.jsonl"
    PROMPTS+=(--prompts "$OUT/pairs/prompts_$shop.jsonl")
done
READ=()
for task in reply adcopy rewrite summary; do
    made "$OUT/pairs/$task.jsonl" daogou train pairs --task $task --data "$DATA" "${PROMPTS[@]}" --out "$OUT/pairs/$task.jsonl"
    READ+=(--pairs "$OUT/pairs/$task.jsonl")
done
daogou train writer --data "$DATA" "${READ[@]}" --steps 1800 --out "$OUT/writer"
# People's sentences and the guide's wordings about half and half: more of either costs the other.
mixed() {
    daogou train pairs --task reply --data "$DATA" --out "$OUT/pairs/reply_people.jsonl"
    daogou train pairs --task reply "${PROMPTS[@]}" --out "$OUT/pairs/reply_guide.jsonl"
    for part in people:3000 guide:3500; do
        shuf -n "${part#*:}" --random-source=<(yes 7) "$OUT/pairs/reply_${part%:*}.jsonl"
    done > "$OUT/pairs/reply_mixed.jsonl.new"
    mv "$OUT/pairs/reply_mixed.jsonl.new" "$OUT/pairs/reply_mixed.jsonl"
}
made "$OUT/pairs/reply_mixed.jsonl" mixed
for task in reply adcopy rewrite summary; do
    pairs="$OUT/pairs/$task.jsonl" limit=5000 epochs=2
    case $task in reply) pairs="$OUT/pairs/reply_mixed.jsonl" limit=6000 ;; summary) epochs=3 ;; esac
    made "$OUT/adapters/$task/card.json" daogou train generator --task $task --data "$pairs" --base "$OUT/writer/model" \
        --out "$OUT/adapters/$task" --limit $limit --batch 16 --rank 32 --rate 2e-3 --epochs $epochs
done
.venv/bin/python -m finetune.shipping --base "$OUT/writer/model" --adapters "$OUT/adapters" --out models/writer
