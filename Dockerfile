# The dashboard in a container:  docker build -t ledger . && docker run -p 8050:8050 ledger
# With the scheduled run and a proxy in front: compose.yaml. Other data than the committed edition: mount the folder above
# a built package, since a build exchanges the package's own folder: -v /srv/ledger:/data:ro -e LEDGER_DATA=/data/processed

# What is installed, and the partial plotly bundle, are made where make and npm are, and taken over without them.
FROM python:3.11-slim AS made
# make and npm are used here alone, in whatever version the image's Debian has
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends make npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY Makefile ./
COPY requirements/run.txt requirements/
COPY tools/install.py tools/
COPY tools/bundle tools/bundle
COPY dashboard/__init__.py dashboard/
COPY dashboard/http/__init__.py dashboard/http/bundle.py dashboard/http/
RUN make bundle

# The same image again: the environment names its interpreter by path.
FROM python:3.11-slim
# a font, with which the pictures for previews of links are written
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*
# what is mounted on the two folders belongs to the user, as an empty volume takes over its owner from them
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /tmp ledger \
 && install --directory --owner=ledger --group=ledger /data /certificates
WORKDIR /app
COPY --from=made /app/.venv .venv
COPY LICENSE README.md ./
COPY data/raw/bundled data/raw/bundled
COPY data/processed data/processed
COPY deploy/prepare.sh deploy/
COPY etl etl
COPY dashboard dashboard
COPY --from=made /app/dashboard/assets dashboard/assets
# compiled here, since nothing is written at run time: each start of a process would compile some 300 modules
RUN .venv/bin/python -m compileall -q etl dashboard
ENV PATH=/app/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8050/healthz', timeout=4)"]
CMD ["python", "-m", "dashboard", "--host", "0.0.0.0", "--port", "8050"]
