# One image for `serve`, `work` and every other command.
FROM node:22-trixie-slim AS page
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM rust:1.95-trixie AS program
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
COPY backend/ backend/
COPY recommender/ recommender/
COPY tests/ tests/
COPY seed-data/ seed-data/
# The page is embedded when the program is compiled.
COPY --from=page /src/frontend/dist frontend/dist
RUN cargo build --release --locked -p scenepool

FROM debian:trixie-slim
# curl is for the health check, the certificates for a PostgreSQL reached by TLS.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data scenepool \
 && install -d -o scenepool /data
COPY --from=program /src/target/release/scenepool /usr/local/bin/scenepool
COPY LICENSE /usr/share/doc/scenepool/LICENSE
USER scenepool
ENV SCENEPOOL_DATA_DIR=/data SCENEPOOL_ADDR=0.0.0.0:8080
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["scenepool"]
CMD ["serve"]
