#!/bin/bash
# Rebuilds code.zip: code.rs by several compilers without debug information, and what debug information said of the same
# programs. Needs Debian's rustc 1.63 with its std for arm64 and Windows (libstd-rust-dev:arm64,
# libstd-rust-dev-windows), rustup's stable and Go.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
mkdir -p "$out/src" "$out/programs"
cp "$here/code.rs" "$out/src/code.rs"
cd "$out"
rm -f "$here/code.zip"
(cd "$here/../../.." && go build -o "$out/rustasync" ./cmd/rustasync)

stable=$(rustup which --toolchain stable rustc)
lld=$(dirname "$stable")/../lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld

# The linker for arm64: what is written for gcc, without gcc.
cat >linker-arm64 <<END
#!/bin/bash
exec "$lld" -flavor gnu "\${@/#-Wl,/}"
END
chmod +x linker-arm64

# compile DIRECTORY COMPILER FLAGS... writes programs/DIRECTORY: code.so and code.idx
compile() {
  local directory=programs/$1 compiler=$2
  shift 2
  mkdir -p "$directory"
  "$compiler" --edition 2021 --crate-type cdylib --crate-name code -Cpanic=abort -Copt-level=s -Ccodegen-units=1 -g \
    "--remap-path-prefix=$out/=" -Clink-arg=-nostdlib -Aunused_unsafe "$@" -o "$directory/code.so" src/code.rs
  ./rustasync index "$directory/code.so" -o "$directory/code.idx"
  "${strip:-strip}" --strip-debug "$directory/code.so"
}

# lines DIRECTORY writes programs/DIRECTORY: code.so with line tables only, without core, whose are many times the
# program's, and code.idx.
lines() {
  mkdir -p "programs/$1"
  cat >linker-lines <<'END'
#!/bin/bash
for argument; do
  shift
  [[ $argument == *.rlib ]] || set -- "$@" "$argument"
done
exec cc "$@"
END
  chmod +x linker-lines
  for debug in 1 line-tables-only; do
    "$stable" --edition 2021 --crate-type cdylib --crate-name code -Cpanic=abort -Copt-level=s -Ccodegen-units=1 \
      -Cdebuginfo=$debug "--remap-path-prefix=$out/=" -Clink-arg=-nostdlib "-Clinker=$out/linker-lines" -Aunused_unsafe \
      -o "programs/$1/code.so" src/code.rs
    [ $debug != 1 ] || ./rustasync index "programs/$1/code.so" -o "programs/$1/code.idx"
  done
}

compile 1.63-legacy /usr/bin/rustc
compile 1.63-v0 /usr/bin/rustc -Csymbol-mangling-version=v0
compile stable-legacy "$stable"
compile stable-v0 "$stable" -Csymbol-mangling-version=v0
lines stable-lines
strip=aarch64-linux-gnu-strip
compile 1.63-v0-arm64 /usr/bin/rustc -Csymbol-mangling-version=v0 --target aarch64-unknown-linux-gnu \
  "-Clinker=$out/linker-arm64" -Clinker-flavor=ld

# A program for Windows, linked without GNU's tools for it and without core.
cat >linker-windows <<END
#!/bin/bash
arguments=()
for argument; do
  case \$argument in
  -Wl,-soname* | -Wl,--disable-auto-image-base | -fno-use-linker-plugin | -m64 | -nostartfiles | -nodefaultlibs | -nostdlib | -l* | *.rlib | *crt2.o | *rsbegin.o | *rsend.o) ;;
  -Wl,*) IFS=, read -ra parts <<<"\${argument#-Wl,}" && arguments+=("\${parts[@]}") ;;
  *) arguments+=("\$argument") ;;
  esac
done
exec "$lld" -flavor gnu -m i386pep -e start -Xlink=-force:unresolved "\${arguments[@]}"
END
chmod +x linker-windows
strip=strip
compile 1.63-v0-windows /usr/bin/rustc -Csymbol-mangling-version=v0 --target x86_64-pc-windows-gnu \
  "-Clinker=$out/linker-windows"
rm -f programs/*/*.a

grep -rl -e "$out" -e "$HOME" programs && echo "a path of this machine is in the programs" >&2 && exit 1
(cd programs && find . -type f | LC_ALL=C sort | zip -q -9 -X "$here/code.zip" -@)
