#!/bin/bash
# Prints the frames at an address of a program for Windows whose debug information is a PDB. Needs Debian's rustc and
# rust-src 1.63, rustup for rust-lld, and llvm-symbolizer 14. Works in the directory that it is started in.
set -euo pipefail

program=$(cd "$(dirname "$0")/../../../internal/debuginfo/testdata" && pwd)/futures.rs
linker=$(dirname "$(rustup which --toolchain stable rustc)")/../lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld
compile=(/usr/bin/rustc --edition 2021 --target x86_64-pc-windows-msvc -Cpanic=abort -Copt-level=1 --cap-lints allow -L core)
export RUSTC_BOOTSTRAP=1

cp "$program" .
echo '#![feature(compiler_builtins)] #![compiler_builtins] #![no_std]' >compiler_builtins.rs
"${compile[@]}" --crate-type rlib --crate-name core -Zforce-unstable-if-unmarked --out-dir core \
  /usr/src/rustc-1.63.0/library/core/src/lib.rs
"${compile[@]}" --crate-type rlib --crate-name compiler_builtins -Zforce-unstable-if-unmarked --out-dir core compiler_builtins.rs
"${compile[@]}" --crate-type rlib --emit obj -g -Ccodegen-units=1 futures.rs -o futures.obj
(cd core && ar x libcore.rlib)
"$linker" -flavor link /dll /noentry /debug /nodefaultlib /force /export:futures_run \
  /out:futures.dll /pdb:futures.pdb futures.obj core/core*.o >/dev/null 2>&1

# The address with the most functions inlined there.
for ((offset = 0; offset < 3000; offset += 8)); do
  printf '0x%x\n' $((0x180001000 + offset))
done | llvm-symbolizer-14 --obj=futures.dll |
  awk 'BEGIN { RS = "" } /async/ && split($0, line, "\n") > most { most = split($0, line, "\n"); best = $0 } END { print best }'
