#!/usr/bin/env bash
# Compiles requirements/*.in into the pinned lists. torch is left out of them: see requirements/torch.txt and setup.sh.
set -euo pipefail
cd "$(dirname "$0")/../requirements"
uv=../.venv/bin/uv
$uv pip compile -q --python-version 3.11 --override without-torch.txt --no-header app.in -o app.txt
$uv pip compile -q --python-version 3.11 --override without-torch.txt --no-header dev.in -o dev.txt
$uv pip compile -q --python-version 3.11 --override without-torch.txt --no-header train.in -o train.txt
$uv pip compile -q --python-version 3.10 --no-header rasa.in -o rasa.txt
