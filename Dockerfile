# Two images of one checkout, one for each Python environment (docs: design decision 2).
#   docker build --target app -t daogou-app .      gateway, action server, imports
#   docker build --target rasa -t daogou-rasa .    Rasa

FROM python:3.11-slim AS app
WORKDIR /srv/daogou
ENV PYTHONUNBUFFERED=1 PYTHONPATH=/srv/daogou DAOGOU_DATA=/data OMP_NUM_THREADS=1
COPY requirements requirements
RUN pip install --no-cache-dir uv -r requirements/torch.txt \
    && uv pip install --system --no-cache -r requirements/app.txt --override requirements/without-torch.txt
COPY . .
RUN uv pip install --system --no-cache --no-deps . && useradd --create-home daogou && mkdir /data && chown daogou /data
USER daogou
VOLUME /data

FROM python:3.10-slim AS rasa
WORKDIR /srv/daogou
ENV PYTHONUNBUFFERED=1 PYTHONPATH=/srv/daogou DAOGOU_DATA=/data OMP_NUM_THREADS=1
COPY requirements/rasa.txt requirements/rasa.txt
RUN pip install --no-cache-dir uv && uv pip install --system --no-cache -r requirements/rasa.txt
COPY . .
RUN useradd --create-home daogou && mkdir /data && chown daogou /data
USER daogou
VOLUME /data
