# The Collector with the processor in it, on an otherwise empty image and as an unprivileged user.
#
#   docker build -t rustasync-collector .
#   docker run -p 4317:4317 -p 4318:4318 -v ./collector.yaml:/etc/rustasync/config.yaml rustasync-collector
#
# Without a configuration of your own it runs examples/debug.yaml, which prints cleaned data.
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN make collector command

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /src/bin/rustasync-collector /src/bin/rustasync /
COPY --from=build /src/examples/debug.yaml /etc/rustasync/config.yaml
USER 65532:65532
ENV OTLP_GRPC_ENDPOINT=0.0.0.0:4317 OTLP_HTTP_ENDPOINT=0.0.0.0:4318 HEALTH_ENDPOINT=0.0.0.0:13133
EXPOSE 4317 4318 13133
ENTRYPOINT ["/rustasync-collector"]
# A Collector refuses pipelines of profiles without this gate, which changes nothing else.
CMD ["--config", "/etc/rustasync/config.yaml", "--feature-gates=service.profilesSupport"]
