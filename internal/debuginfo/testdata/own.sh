#!/bin/bash
# Rebuilds own.zip: small programs by each compiler, with as much debug information as `debug` in Cargo.toml asks for.
# Needs Debian's rustc 1.63, rustup's stable and nightly, and a C compiler.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
cp "$here"/{own,plain,generic,standard}.rs "$out"
cd "$out"
mkdir programs
rm -f "$here/own.zip"

# The linker, without core, as in build.sh.
cat >linker-cc <<'END'
#!/bin/bash
for argument; do
  shift
  [[ $argument == *libcore*.rlib || $argument == *libcompiler_builtins*.rlib ]] || set -- "$@" "$argument"
done
exec cc "$@"
END
chmod +x linker-cc

common=(--edition 2021 -Cpanic=abort -Copt-level=1 -Ccodegen-units=1)

# compile COMPILER DIRECTORY SOURCE DEBUG writes programs/DIRECTORY
compile() {
  local compiler=$1 name=$2 source=$3 debug=$4
  "$compiler" "${common[@]}" -g --crate-type rlib "--remap-path-prefix=$out=/rustc/${hash:?}/library" standard.rs
  "$compiler" "${common[@]}" -Cdebuginfo="$debug" --crate-type cdylib "--remap-path-prefix=$out=/src" \
    --extern standard=libstandard.rlib -Clink-arg=-nostdlib -Clink-arg=-Wl,--build-id "-Clinker=$out/linker-cc" \
    -o "programs/$name.so" "$source"
  rm libstandard.rlib
}

for toolchain in 1.63 stable nightly; do
  if [[ $toolchain == 1.63 ]]; then compiler=/usr/bin/rustc; else compiler=$(rustup which --toolchain $toolchain rustc); fi
  hash=$("$compiler" -vV | sed -n 's/^commit-hash: //p')
  [[ $hash =~ ^[0-9a-f]{40}$ ]] || hash=4b91a6ea7258a947e59c6522cd5898e7c0a6a88f # 1.63's; Debian's does not say
  compile "$compiler" $toolchain-0 own.rs 0
  [[ $toolchain == 1.63 ]] || compile "$compiler" $toolchain-lines own.rs line-tables-only # an option since 1.71
  compile "$compiler" $toolchain-1 own.rs 1
  compile "$compiler" $toolchain-2 own.rs 2
  compile "$compiler" $toolchain-plain plain.rs 1
  compile "$compiler" $toolchain-generic generic.rs 1
done
echo 'int start(int n) { return n + 1; }' >c.c
cc -g -shared -nostdlib "-fdebug-prefix-map=$out=/src" -o programs/c.so c.c
strip -o programs/stripped.so programs/stable-1.so

grep -rl -e "$out" -e "$HOME" programs && echo "a path of this machine is in the programs" >&2 && exit 1
(cd programs && find . -type f | LC_ALL=C sort | zip -q -9 -X "$here/own.zip" -@)
