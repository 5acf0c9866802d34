#!/bin/sh
# Measures a national run: a card (layout agency_card, one page) for each of 3,000 agencies out of
# 1.2 million figures, by JOBS processes (2): made, and run again when nothing has changed. Processor
# time and wall time; on a machine that does other things only the former says anything. A
# measurement, not a test. STORE names a store that is made already, else bench compare's is used.
# Run from the repository's top: ./dev bench batch [JOBS]
set -eu
jobs=${1:-2}
program=${JIANBAO:-build/release/jianbao}
store=${STORE:-build/bench/country.db}
[ -s "$store" ] || JIANBAO=$program sh tests/bench/compare.sh 1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT INT TERM

# measure TITLE
measure() {
    /usr/bin/time -o "$out/times" -f '%U %S %e %M' "$program" batch agency_card --for-each agency \
        --out-dir "$out/cards" --store "$store" --jobs "$jobs" 2>"$out/said"
    awk -v title="$1" -v jobs="$jobs" -v said="$(tail -n 1 "$out/said")" '{
        split(said, word, " "); n = word[1]; cpu = $1 + $2
        printf "%-10s %s\n", title, said
        printf "%10s %.2f s CPU, %.2f ms a document: %.0f a second on %d free cores\n", "", cpu,
            1000 * cpu / n, jobs * n / cpu, jobs
        printf "%10s %.2f s wall: %.0f a second; %.0f MiB at most in one process\n", "", $3, n / $3,
            $4 / 1024
    }' "$out/times"
}
measure made
measure 'run again'
printf '%-10s %s\n' 'in all' "$(du -sh "$out/cards" | cut -f 1)"
