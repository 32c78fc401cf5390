# A small image: one program that needs no library, and nothing beside it; it runs as nobody.
#
#   docker build -t wirecopy .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" wirecopy compare press/ -o out
#
# --user lets it write where you may. The version of Rust is that of rust-toolchain.toml.
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
RUN cargo build --release --locked
RUN mkdir -p -m 1777 /image/tmp && mkdir -p /image/usr/bin /image/usr/share/doc/wirecopy \
    && cp target/release/wirecopy /image/usr/bin/ && strip /image/usr/bin/wirecopy \
    && cp LICENSE-MIT LICENSE-APACHE /image/usr/share/doc/wirecopy/

FROM scratch
COPY --from=build /image/ /
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/usr/bin/wirecopy"]
CMD ["--help"]
