#!/bin/sh
# Writes golden.tsv.gz beside this script: what rustc-demangle makes of the symbols of real binaries and libraries.
#
#   golden.sh SOURCE FILE...
#
# SOURCE is a checkout of https://github.com/rust-lang/rustc-demangle at the tag rustc-demangle-v0.1.27, FILE... are
# binaries, shared libraries and rlibs. Needs rustc, nm and gzip.
set -eu
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
source=$1
shift
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT

rustc --edition 2018 --cap-lints allow -O --crate-name rustc_demangle --crate-type rlib \
	-o "$build/librustc_demangle.rlib" "$source/src/lib.rs"
rustc --edition 2021 -O --extern "rustc_demangle=$build/librustc_demangle.rlib" -o "$build/golden" "$here/golden.rs"

for file; do
	nm "$file" 2>/dev/null || true
	nm -D "$file" 2>/dev/null || true
done | awk '{ sub(/@.*/, "", $NF); print $NF }' | grep -E '^_?(_?R|_?ZN)' | sort -u >"$build/symbols"

"$build/golden" 56000 <"$build/symbols" | gzip -9n >"$here/golden.tsv.gz"
