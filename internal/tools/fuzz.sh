#!/bin/bash
# Runs each fuzz target for a time, from the inputs that were kept on: internal/tools/fuzz.sh 10s
# With keep, it then keeps what was found of interest, in testdata/fuzz/<target>.tar.xz: internal/tools/fuzz.sh 1h keep
#
# Before Go 1.27, a run in which nothing was found can end with "context deadline exceeded" when its time is over
# (https://go.dev/issue/75804). What was found is always written to a file, and said: without that, such an end is none.
set -euo pipefail

# run fuzzes one target.
run() {
  local package=$1 target=$2 time=$3 log
  # Go would spend much of the time on minimizing what it finds of interest, so that is bounded.
  if log=$(go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 10x "$package" 2>&1); then
    tail -n 2 <<<"$log"
  elif grep -q 'Failing input written' <<<"$log" || ! grep -q '^    context deadline exceeded$' <<<"$log"; then
    echo "$log"
    exit 1
  else
    echo "nothing was found: the end of the time was taken for a failure"
  fi
}

for package in $(go list ./...); do
  for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
    echo "fuzzing $package $target"
    kept=$(go list -f '{{.Dir}}' "$package")/testdata/fuzz/$target.tar.xz
    inputs=$(go env GOCACHE)/fuzz/$package/$target # where go keeps what it finds of interest
    mkdir -p "$inputs"
    if [ -f "$kept" ]; then
      tar -xJf "$kept" -C "$inputs"
    fi
    run "$package" "$target" "$1"
    if [ "${2:-}" = keep ]; then
      mkdir -p "$(dirname "$kept")"
      tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cJf "$kept" -C "$inputs" .
    fi
  done
done
