#!/bin/sh
# Measures the demo brief: processor time, wall time and peak memory over RUNS runs (10), as
# min / median / max. A measurement, not a test: it has no limit and passes no judgement.
# Run from the repository's top: ./dev bench
set -eu
runs=${1:-10}
program=${JIANBAO:-build/release/jianbao}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT INT TERM

JIANBAO=$program JIANBAO_OUT=$out ./dev demo >"$out/demo.log"
i=0
while [ "$i" -lt "$runs" ]; do
    /usr/bin/time -a -o "$out/times" -f '%U %S %e %M' \
        "$program" brief compare --store "$out/demo.db" -o "$out/compare.pdf" >/dev/null
    i=$((i + 1))
done

# column NAME UNIT AWK-EXPRESSION
column() {
    awk "{ print $3 }" "$out/times" | sort -n | awk -v name="$1" -v unit="$2" '
        { v[NR] = $1 }
        END {
            median = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
            printf "%-16s %8.2f %8.2f %8.2f  %s\n", name, v[1], median, v[NR], unit
        }'
}
printf '%-16s %8s %8s %8s  (%d runs of `jianbao brief compare`)\n' '' min median max "$runs"
column 'processor time' s '$1 + $2'
column 'wall time' s '$3'
column 'peak memory' MiB '$4 / 1024'
printf '%-16s %8d  bytes\n' 'size of the PDF' "$(wc -c <"$out/compare.pdf")"
