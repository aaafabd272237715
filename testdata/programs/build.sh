#!/bin/bash
# Rebuilds testdata/corpus: compiles the programs with each compiler, mangling and profile, runs every scenario,
# and has the generator write one archive a build from what they printed and from their debug information.
#
#   testdata/programs/build.sh                      all builds
#   testdata/programs/build.sh 1.95-v0-debug ...    some: COMPILER-MANGLING-PROFILE
#   testdata/programs/build.sh 1.95-v0-lto/services one kind of programs of one: programs, heldout or services
#
# COMPILER is 1.63 (Debian's), 1.95 (rustup's stable) or nightly; MANGLING legacy or v0; PROFILE debug, release, or one
# without debug information: stripped, which is release, lto, or small. README.md says what has to be installed.
#
# The programs are compiled and run in a directory of their own, so that the paths in the texts are those of no
# particular machine.
set -euo pipefail

repository=$(cd "$(dirname "$0")/../.." && pwd)
work=${CORPUS_WORK:-/build}
libraries=future_store,tokio_like
# On nightly a crate that finds unstable features to be allowed would use them as they were years ago.
nightly_features=async_for_loop,async_iterator,coroutine_trait,coroutines,future_join,gen_blocks,stmt_expr_attributes,yield_expr

all_builds() {
  local compiler mangling profile
  for mangling in legacy v0; do
    for profile in lto small; do
      echo "1.95-$mangling-$profile/services"
    done
  done
  for compiler in 1.63 1.95 nightly; do
    for mangling in legacy v0; do
      # Nightly with the mangling that it no longer has by default is nobody's build.
      [ "$compiler-$mangling" = nightly-legacy ] && continue
      for profile in debug release stripped; do
        echo "$compiler-$mangling-$profile"
      done
    done
  done
}

# compiler NAME sets cargo, features and flags, and what cargo reads from the environment.
compiler() {
  features=() flags=() toolchain=()
  unset RUSTC RUSTC_BOOTSTRAP
  case $1 in
  1.63)
    cargo=/usr/bin/cargo features=(--features backtrace_unstable)
    export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1
    ;;
  1.95) cargo=cargo toolchain=(+stable) features=(--features async_fn_in_trait,async_closures) ;;
  nightly)
    cargo=cargo toolchain=(+nightly) features=(--features async_fn_in_trait,async_closures)
    flags=("-Zallow-features=$nightly_features")
    export VALUE_BAG_CAPTURE_CTOR=1 # the same, for a crate that does not ask
    ;;
  *) echo "no compiler $1" >&2 && exit 2 ;;
  esac
}

# mangling NAME COMPILER adds the flags for a mangling that is not the compiler's own.
mangling() {
  case $2-$1 in
  1.63-v0) flags+=(-Zunstable-options -Csymbol-mangling-version=v0) ;;
  *-v0) flags+=(-Csymbol-mangling-version=v0) ;;
  esac
}

# directory PROFILE is where cargo leaves the binaries.
directory() {
  case $1 in
  stripped) echo release ;;
  *) echo "$1" ;;
  esac
}

# compile PROFILE TARGET KIND builds the programs of a kind, or all.
compile() {
  local profile
  profile=$(directory "$1")
  local arguments=(build --quiet --offline --jobs 2 --profile "${profile/debug/dev}" --target-dir "$2")
  export RUSTFLAGS="${flags[*]}"
  if [ "$3" = heldout ] || [ "$3" = services ]; then
    local wanted=("--package" "$3")
    [ -z "${RUSTC_BOOTSTRAP:-}" ] || wanted+=(--features backtrace_unstable)
    (cd "$work/programs" && "$cargo" "${toolchain[@]}" "${arguments[@]}" "${wanted[@]}")
    return
  fi
  (cd "$work/programs" && "$cargo" "${toolchain[@]}" "${arguments[@]}" --workspace "${features[@]}")
  # The tests, whose binary has a name that varies.
  rm -f "$2"/*/deps/under_test-*
  (cd "$work/programs" && "$cargo" "${toolchain[@]}" "${arguments[@]}" --workspace "${features[@]}" --test under_test)
  if [ "${toolchain[*]}" = +nightly ]; then
    (cd "$work/programs/nightly" && "$cargo" "${toolchain[@]}" "${arguments[@]}")
  fi
}

# programs DIRECTORY lists the programs of a directory of the sources.
programs() {
  case $1 in
  heldout) ls "$work/programs/heldout/src/bin" ;;
  services) ls "$work/programs/services/src/bin" ;;
  *) { ls "$work/programs/src/bin" && echo generators && echo under_test; } | sed 's/\.rs$//' | grep -v '^demangle$' ;;
  esac
}

# scenarios BINARY lists what a program can run: the test harness its tests, the others what they print.
scenarios() {
  case $1 in
  */under_test) "$1" --list --format terse | sed 's/: test$//' ;;
  *) "$1" ;;
  esac
}

# run BINARY SCENARIO DIRECTORY runs one.
run() {
  case $1 in
  */under_test) CORPUS_DIRECTORY=$3 setarch -R timeout 30 "$1" --exact "$2" --nocapture ;;
  *) setarch -R timeout 30 "$1" "$2" "$3" ;;
  esac
}

# capture BINARY DIRECTORY runs every scenario of a program, each in a directory of its own. Addresses are the
# same in every run, which keeps the archives small.
capture() {
  local scenario directory
  for scenario in $(scenarios "$1"); do
    directory=$2/$scenario
    mkdir -p "$directory"
    (
      cd "$work/programs"
      RUST_BACKTRACE=full run "$1" "$scenario" "$directory" \
        >"$directory/stdout.txt" 2>"$directory/panic-full.txt" || true
      if [ ! -e "$directory/alternate.txt" ]; then
        RUST_BACKTRACE=1 run "$1" "$scenario" "$directory" >/dev/null 2>"$directory/panic.txt" || true
        [ -s "$directory/panic.txt" ] || echo "$1 $scenario: nothing was captured" >&2
      fi
    )
  done
}

# index BUILD TARGET FILE writes what the debug information of all programs of a build says of their closures. That of a
# stripped build is that of the release.
index() {
  local binaries files=() kind program
  [ "${1##*-}" != stripped ] || return 0
  binaries=$2/$([ "${1##*-}" = debug ] && echo debug || echo release)
  for kind in programs heldout; do
    for program in $(programs $kind); do
      [ ! -e "$binaries/$program" ] || files+=("$binaries/$program")
    done
  done
  mkdir -p "$(dirname "$3")"
  "$work/rustasync" index "${files[@]}" -o "$3"
}

# archive BUILD PROGRAMS TARGET FILE runs the programs and writes their archive.
archive() {
  local build=$1 kind=$2 target=$3 file=$4 program binaries run stripped=()
  binaries=$target/$(directory "${build##*-}")
  run=$work/run/$build/$kind
  rm -rf "$run" && mkdir -p "$run/texts" "$run/binaries"
  [ "$kind" != programs ] || cp "$binaries"/deps/under_test-???????????????? "$binaries/under_test"
  for program in $(programs "$kind"); do
    [ -e "$binaries/$program" ] || continue
    cp "$binaries/$program" "$run/binaries/"
    case $build in
    *-stripped | *-lto | *-small)
      strip --strip-debug "$run/binaries/$program"
      stripped=(-stripped)
      ;;
    esac
    mkdir "$run/texts/$program"
    capture "$run/binaries/$program" "$run/texts/$program"
  done
  mkdir -p "$(dirname "$file")"
  "$work/make" -runs "$run/texts" -binaries "$binaries" -demangle "$demangle" -libraries "$libraries" "${stripped[@]}" \
    -comment "$("${RUSTC:-rustc}" "${toolchain[@]}" --version), RUSTFLAGS=\"${flags[*]}\", ${build##*-}" \
    -out "$file" | tee "$run/counts.txt" | sed "s|^|$build $kind |"
}

rm -rf "$work/programs"
mkdir -p "$work"
cp -r --preserve=timestamps "$repository/testdata/programs" "$work/programs" # what did not change is not compiled again
(cd "$repository" && go build -o "$work/make" ./internal/lab/corpus/make && go build -o "$work/rustasync" ./cmd/rustasync)
(cd "$work/programs" && cargo build --quiet --offline --bin demangle --target-dir "$work/target/1.95-legacy")
demangle=$work/target/1.95-legacy/debug/demangle

for build in ${@:-$(all_builds)}; do
  IFS=/ read -r build kind <<<"$build"
  IFS=- read -r compiler_name mangling_name profile_name <<<"$build"
  compiler "$compiler_name"
  mangling "$mangling_name" "$compiler_name"
  target=$work/target/$compiler_name-$mangling_name
  compile "$profile_name" "$target" "$kind"
  for programs in ${kind:-programs heldout services}; do
    folder=$repository/testdata/corpus/$programs
    archive "$build" "$programs" "$target" "${folder%/programs}/$build.txtar.gz"
  done
  [ -n "$kind" ] || index "$build" "$target" "$repository/testdata/corpus/index/$build.idx"
done
