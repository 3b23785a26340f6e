# A Debian host with systemd and a running fail2ban, for the tests of make install.
ARG NODE_IMAGE=node:24-bookworm-slim
FROM ${NODE_IMAGE}
RUN apt-get update && apt-get install -y --no-install-recommends \
    systemd systemd-sysv dbus fail2ban acl iptables nftables ipset iproute2 make curl
# Debian's jail sshd does not start without this file.
RUN touch /var/log/auth.log && printf '[DEFAULT]\nbackend = polling\n' >/etc/fail2ban/jail.d/polling.local
# systemd wants the unified hierarchy to itself, which the engine gives read-only or, on old hosts, not at all.
CMD ["sh", "-c", "umount -R /sys/fs/cgroup && mount -t cgroup2 none /sys/fs/cgroup && exec /sbin/init"]
