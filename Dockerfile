# One image for worker and API; the command chooses. Debian, because Temporal's native core is not built for musl.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No dependency needs its install script.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
# The base image has Node, and an image runs on one platform: npm's copy of Node and the other native cores go.
RUN rm -rf node_modules/node-linux-* node_modules/.bin/node \
 && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
      ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +
COPY bin ./bin
COPY worker.ts ./
COPY src ./src
# Writes dist/workflows.js, so that a worker starts without bundling.
RUN node src/app/build-bundle.ts

FROM node:24-bookworm-slim
# tini reaps and forwards signals, which Node as process 1 does not; the certificates are for GitHub and a hosted Temporal.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tini \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app ./
RUN install -d -o node -g node /var/lib/cascade
ENV NODE_ENV=production \
    NODE_OPTIONS=--max-semi-space-size=8 \
    MALLOC_ARENA_MAX=2 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    CASCADE_API_HOST=0.0.0.0 \
    CASCADE_CHAINS=/etc/cascade \
    CASCADE_DATA=/var/lib/cascade
USER node
EXPOSE 8080
# Of the API. A container with another command disables it.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.CASCADE_API_PORT || 8080}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "worker.ts"]
