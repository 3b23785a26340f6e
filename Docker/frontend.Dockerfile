# The interface behind nginx, which passes the API on. Built from the repository's root.
ARG NODE_IMAGE=node:24-bookworm-slim
ARG NGINX_IMAGE=nginx:stable

FROM ${NODE_IMAGE} AS interface
# Certificates of authorities besides the well-known ones, for a package registry behind a company's proxy.
ARG NODE_EXTRA_CA_CERTS
WORKDIR /build
COPY package.json package-lock.json tsconfig.base.json ./
COPY frontend/package.json frontend/
COPY backend/package.json backend/
# The backend's too: the interface lists the licences of all that is shipped.
RUN npm ci --ignore-scripts --no-audit --no-fund --workspace frontend --workspace backend
COPY scripts/licences.ts scripts/shipped-packages.ts scripts/
COPY frontend frontend
RUN cd frontend && node --run build -- --logLevel warn

FROM ${NGINX_IMAGE}
COPY Docker/frontend/nginx.conf.template Docker/frontend/security-headers.conf /usr/share/bangui/
COPY Docker/frontend/start.sh /usr/local/bin/start-frontend
COPY --from=interface /build/frontend/dist /usr/share/bangui/interface

# Late, so that a new version alone builds nothing again.
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="BanGUI: frontend" \
      org.opencontainers.image.description="The interface of BanGUI, the web interface to fail2ban" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}"

# nginx's own user in its image; it needs no right but to read.
USER 101:101
EXPOSE 8080
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/frontend-health"]
# The base image's entry point would change its own configuration, which is not used here.
ENTRYPOINT []
CMD ["start-frontend"]
