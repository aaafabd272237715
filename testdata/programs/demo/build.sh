#!/bin/bash
# Rebuilds testdata/demo: compiles the service with two compilers, lets each serve its own load generator, and
# keeps what they recorded, one resource a compiler.
set -euo pipefail

repository=$(cd "$(dirname "$0")/../../.." && pwd)
work=${DEMO_WORK:-/build/storefront}
out=$repository/testdata/demo

rm -rf "$work" && mkdir -p "$work" "$out"
cp -r "$repository/testdata/programs/demo/." "$repository/testdata/programs/.cargo" "$work/"
rm -f "$out/logs.json" "$out/traces.json"
cd "$work"

# serve CARGO RUSTC ARGUMENT...
serve() {
  local cargo=$1 rustc=$2 version
  shift 2
  version=$("$rustc" --version | cut -d' ' -f2)
  RUSTC=$rustc STOREFRONT_RUSTC=$version "$cargo" build --quiet --offline --release --target-dir "target/$version" "$@"
  "target/$version/release/storefront" "$out" >/dev/null
}

# Debian's 1.63: futures are generators behind GenFuture; std has backtraces as an unstable feature.
RUSTC_BOOTSTRAP=1 serve /usr/bin/cargo /usr/bin/rustc --features backtrace_unstable
# rustup's stable, with the mangling that Rust has by default since 1.97.
RUSTFLAGS=-Csymbol-mangling-version=v0 serve "$(rustup which cargo)" "$(rustup which rustc)"
