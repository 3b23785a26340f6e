# The backend: Node, what it needs to run, and fail2ban's command-line tools. Built from the repository's root.
ARG DEBIAN_IMAGE=debian:bookworm-slim
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS packages
# Certificates of authorities besides the well-known ones, for a package registry behind a company's proxy.
ARG NODE_EXTRA_CA_CERTS
WORKDIR /opt/bangui
COPY package.json package-lock.json ./
COPY backend/package.json backend/
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund --workspace backend

FROM ${DEBIAN_IMAGE}

# No server of fail2ban runs here; its tools test, dump and reload the configuration.
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends fail2ban ca-certificates \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/* /etc/fail2ban/* \
 && groupadd --gid 1000 bangui \
 && useradd --uid 1000 --gid bangui --no-create-home --home-dir /data --shell /usr/sbin/nologin bangui \
 # The group that may read the host's logs, to show them and to try filters on them.
 && usermod --append --groups adm bangui \
 && install -d -o bangui -g bangui /data /var/cache/bangui \
 && install -d /run/fail2ban /var/lib/fail2ban-log \
 # Both write here: BanGUI as the owner, fail2ban's root without any further right as the group.
 && install -d -o bangui -g root -m 2775 /var/lib/bangui-blocklist

# The base image of Node has npm and yarn, which nobody needs at run time.
COPY --from=packages /usr/local/bin/node /usr/local/bin/
COPY --from=packages /opt/bangui /opt/bangui
COPY LICENSE /opt/bangui/
COPY backend /opt/bangui/backend
COPY Docker/backend/health-check.sh /usr/local/bin/health-check

ENV BANGUI_HOST=0.0.0.0 \
    BANGUI_PORT=8000 \
    BANGUI_DATA_DIR=/data \
    BANGUI_FAIL2BAN_SOCKET=/run/fail2ban/fail2ban.sock \
    BANGUI_BLOCKLIST_DIR=/var/lib/bangui-blocklist \
    NODE_COMPILE_CACHE=/var/cache/bangui

USER bangui
# What is compiled once is kept in the image, which takes a second off each start, and memory.
RUN cd /opt/bangui/backend/src \
 && node --eval "import('./app.ts')" \
 && for worker in archive/archive-worker.ts blocklist/import-worker.ts; do node --eval "import('./$worker').catch(() => {})"; done

# Late, so that a new version alone builds nothing again.
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="BanGUI: backend" \
      org.opencontainers.image.description="The API of BanGUI, the web interface to fail2ban" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}"

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["health-check"]
CMD ["/opt/bangui/backend/bangui"]
