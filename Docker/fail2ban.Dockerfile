# fail2ban as Debian packages it, with what BanGUI's jails need: ipset, iptables, nftables. Built from the repository's root.
ARG DEBIAN_IMAGE=debian:bookworm-slim
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS jails
WORKDIR /build
COPY backend/src/fail2ban backend/src/fail2ban
COPY backend/src/firewall backend/src/firewall
COPY Docker/fail2ban/write-jails.ts Docker/fail2ban/
RUN node Docker/fail2ban/write-jails.ts /jails /var/lib/bangui-blocklist

FROM ${DEBIAN_IMAGE}

RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      acl fail2ban ipset iptables logrotate nftables python3-pyinotify python3-systemd \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt /var/log/* \
 && rm /etc/fail2ban/jail.d/defaults-debian.conf \
 && mkdir -p /usr/share/bangui \
 && mv /etc/fail2ban /usr/share/bangui/stock \
 && mkdir -p /etc/fail2ban /run/fail2ban /var/lib/fail2ban /var/lib/fail2ban-log \
 # Logs of the host that are not root's may be read by this group.
 && usermod --append --groups adm root \
 # Both write here: BanGUI as the owner, root without any further right as the group.
 && install -d -o 1000 -g 0 -m 2775 /var/lib/bangui-blocklist

COPY Docker/fail2ban/container.conf /usr/share/bangui/stock/fail2ban.d/
COPY Docker/fail2ban/logrotate.conf /usr/share/bangui/
COPY --from=jails /jails /usr/share/bangui/jails
COPY Docker/fail2ban/start.sh /usr/local/bin/start-fail2ban

# Late, so that a new version alone builds nothing again.
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="BanGUI: fail2ban" \
      org.opencontainers.image.description="fail2ban with the jails of BanGUI" \
      org.opencontainers.image.licenses="GPL-2.0-or-later" \
      org.opencontainers.image.version="${VERSION}"

ENV BANGUI_BLOCKLIST_DIR=/var/lib/bangui-blocklist
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["fail2ban-client", "ping"]
CMD ["start-fail2ban"]
