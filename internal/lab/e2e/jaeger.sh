#!/bin/bash
# Builds Jaeger's all-in-one program: internal/lab/e2e/jaeger.sh FILE. It takes Go and some minutes.
#
# Jaeger's module replaces others, which `go install` refuses, so that it is built in a module with Jaeger's own
# requirements. Its user interface is not part of the module: the program answers its API, and shows a placeholder.
set -euo pipefail

version=v1.76.0
out=$(realpath "$1")
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -r "$folder"' EXIT
cd "$folder"

source=$(go mod download -json "github.com/jaegertracing/jaeger@$version" | sed -n 's/.*"Dir": "\(.*\)",/\1/p')
sed 's|^module .*|module jaeger|' "$source/go.mod" >go.mod
go mod edit -require="github.com/jaegertracing/jaeger@$version"
cat "$source/go.sum" >go.sum
go build -mod=mod -o "$out" github.com/jaegertracing/jaeger/cmd/all-in-one
