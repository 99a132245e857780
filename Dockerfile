# One image for the API, the worker and the command line; a second target that applies migrations.
#   docker build -t faktulove .
#   docker build -t faktulove-migrate --target migrate .

FROM node:20-bookworm-slim AS base
WORKDIR /app
# No step fetches more than registry packages: the GPU libraries of ONNX Runtime are not wanted here.
ENV ONNXRUNTIME_NODE_INSTALL=skip CHECKPOINT_DISABLE=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --loglevel=error
COPY . .
RUN npm run build

# Applies migrations and ends. Carries Prisma's command line, which the running product does not need.
FROM build AS migrate
RUN chown -R node:node /app/.tmp
ENV NODE_ENV=production
USER node
CMD ["node", "tools/migrate.mjs"]

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --loglevel=error

FROM base AS run
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 FAKTULOVE_DATA_DIR=/data MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=2097152 MALLOC_TRIM_THRESHOLD_=4194304 GLIBC_TUNABLES=glibc.malloc.hugetlb=1
COPY package.json LICENSE THIRD_PARTY_NOTICES.md ./
COPY --from=packages /app/node_modules ./node_modules
COPY models ./models
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
# HEALTH_PORT lets the worker answer with its own port.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HEALTH_PORT || process.env.PORT}/health/`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node as the first process handles SIGTERM itself: the API and the worker finish what they have in hand.
CMD ["node", "--enable-source-maps", "dist/main.js"]
