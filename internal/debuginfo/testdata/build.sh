#!/bin/bash
# Rebuilds programs.zip: futures.rs as each compiler writes it, in each form that debug information comes in.
# Needs Debian's rustc 1.63, rustup's stable (1.95), binutils, and LLVM 14 with clang for what Mach-O needs.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
cp "$here/futures.rs" "$out"
cd "$out"
mkdir programs
rm -f "$here/programs.zip"

flags=(--crate-type cdylib --edition 2021 -Cpanic=abort -Copt-level=1 -g "--remap-path-prefix=$out=/src"
  -Clink-arg=-nostdlib -Clink-arg=-Wl,--build-id "-Clinker=$out/linker-cc")

# The linker, without core: its debug information is many times that of the program.
cat >linker-cc <<'END'
#!/bin/bash
for argument; do
  shift
  [[ $argument == *.rlib ]] || set -- "$@" "$argument"
done
exec cc "$@"
END
chmod +x linker-cc

# compile DIRECTORY COMPILER FLAGS... writes DIRECTORY/libfutures.so
compile() {
  local directory=programs/$1 compiler=$2
  shift 2
  mkdir -p "$directory"
  "$compiler" "${flags[@]}" "$@" --out-dir "$directory" futures.rs
}

stable=$(rustup which --toolchain stable rustc)
compile 1.63 /usr/bin/rustc
compile 1.63-v0 /usr/bin/rustc -Csymbol-mangling-version=v0
compile 1.95 "$stable" -Cdwarf-version=4
compile 1.95-dwarf5 "$stable" -Cdwarf-version=5
for version in 4 5; do
  for form in unpacked packed; do
    compile 1.95-split-$form$version "$stable" -Cdwarf-version=$version -Csplit-debuginfo=$form
  done
done
rm -f programs/*/*.o

# What addr2line says of every fourth byte of code. (Of DWARF 5, binutils 2.40 names wrong files.)
for directory in 1.63 1.95; do
  nm -S --defined-only programs/$directory/libfutures.so | while read -r start size kind name; do
    [[ $kind == [tT] ]] || continue
    for ((address = 16#$start; address < 16#$start + 16#$size; address += 4)); do
      printf '%x\n' $address
    done
  done | sort -u | addr2line -a -f -i -e programs/$directory/libfutures.so >programs/$directory/addr2line.txt
done

# copy DIRECTORY COMMAND... runs objcopy or the like on a copy of the program
copy() {
  local directory=programs/$1
  shift
  mkdir -p "$directory"
  "$@" programs/1.95/libfutures.so "$directory/libfutures.so"
}

copy compressed-zlib objcopy --compress-debug-sections=zlib-gabi
copy compressed-gnu objcopy --compress-debug-sections=zlib-gnu
copy compressed-zstd objcopy --compress-debug-sections=zstd
copy stripped objcopy --strip-debug

# Debug files: by debug link with no build id, by build id, and by name.
mkdir programs/linked programs/identified programs/named
objcopy --only-keep-debug --remove-section=.note.gnu.build-id programs/1.95/libfutures.so programs/linked/debug.info
objcopy --strip-debug --remove-section=.note.gnu.build-id --add-gnu-debuglink=programs/linked/debug.info \
  programs/1.95/libfutures.so programs/linked/libfutures.so
id=$(readelf -n programs/1.95/libfutures.so | sed -n 's/.*Build ID: //p')
mkdir -p "programs/identified/.build-id/${id:0:2}"
objcopy --only-keep-debug programs/1.95/libfutures.so "programs/identified/.build-id/${id:0:2}/${id:2}.debug"
objcopy --strip-debug programs/1.95/libfutures.so programs/identified/libfutures.so
objcopy --only-keep-debug programs/1.95/libfutures.so programs/named/libfutures.so.debug
objcopy --strip-debug programs/1.95/libfutures.so programs/named/libfutures.so

# Mach-O: the intermediate code of Debian's compiler, made an Apple library by the LLVM of its age. What it says of
# sections and groups is ELF's.
/usr/bin/rustc "${flags[@]}" -Ccodegen-units=1 --emit llvm-ir -o futures.ll futures.rs
sed -i -e 's/, comdat\b//; s/ comdat\b//; /^\$/d; s/section "[^"]*"//; s/"target-cpu"="[^"]*"//' -e 's/^target triple.*/target triple = "x86_64-apple-macosx11.0.0"/' \
  -e 's/^target datalayout.*/target datalayout = "e-m:o-p270:32:32-p271:32:32-p272:64:64-i64:64-f80:128-n8:16:32:64-S128"/' futures.ll
linker=$(dirname "$stable")/../lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld
mkdir programs/macho
for arch in x86_64 arm64; do
  clang-14 --target=$arch-apple-macosx11.0.0 -Wno-override-module -O1 -c futures.ll -o $arch.o
  "$linker" -flavor darwin -dylib -arch $arch -platform_version macos 11.0 11.0 -undefined dynamic_lookup -oso_prefix "$out/" \
    -o $arch.dylib $arch.o
  dsymutil-14 --oso-prepend-path="$out" $arch.dylib
done
llvm-lipo-14 -create x86_64.dylib arm64.dylib -output programs/macho/libfutures.dylib
dwarf=Contents/Resources/DWARF
mkdir -p programs/macho/libfutures.dylib.dSYM/$dwarf programs/macho/thin.dSYM/$dwarf
llvm-lipo-14 -create {x86_64,arm64}.dylib.dSYM/$dwarf/*.dylib -output programs/macho/libfutures.dylib.dSYM/$dwarf/libfutures.dylib
cp x86_64.dylib.dSYM/$dwarf/x86_64.dylib programs/macho/thin.dSYM/$dwarf/

grep -rl -e "$out" -e "$HOME" programs && echo "a path of this machine is in the programs" >&2 && exit 1
(cd programs && find . -type f | LC_ALL=C sort | zip -q -9 -X "$here/programs.zip" -@)