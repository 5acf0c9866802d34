#!/bin/sh
# Measures the printing of a statistical briefing from a store: title, introduction and three themes,
# each a table of ten columns in order of size with a total and a chart of the first 15, over 5 (S),
# 100 (M) and 3,000 (L) agencies, tags on. For each size medians of RUNS runs (5; of L 3) of wall and
# processor time, the highest peak of memory, bytes and pages; then 200 different S briefings, one
# process after the other; with perf installed, the five functions that cost most at L. A
# measurement, not a test. Run from the repository's top: ./dev bench render [RUNS]
set -eu
runs=${1:-5}
program=${JIANBAO:-build/release/jianbao}
here=build/bench/render
layout=tests/bench/briefing.json
mkdir -p "$here"

# store NAME AGENCIES [SEED]: made once
store() {
    [ -s "$here/$1.done" ] && return
    rm -rf "$here/$1" "$here/$1".db*
    python3 tests/bench/briefing.py "$here/$1" "$2" ${3:+"$3"}
    "$program" init "$here/$1.db" >/dev/null
    "$program" import --store "$here/$1.db" "$here/$1"/*.csv >/dev/null 2>&1
    rm -rf "${here:?}/$1"
    echo done >"$here/$1.done"
}

# median EXPRESSION: over the lines of the times file
median() {
    awk "{ print $1 }" "$here/times" | sort -n | awk '{ v[NR] = $1 }
        END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

printf '%-4s %8s %8s %8s %10s %6s\n' size 'wall s' 'CPU s' 'MiB' bytes pages
for size in S:5 M:100 L:3000; do
    name=${size%:*}
    store "$name" "${size#*:}"
    rm -f "$here/times"
    i=0
    count=$runs
    [ "$name" = L ] && [ "$runs" -gt 3 ] && count=3
    while [ "$i" -lt "$count" ]; do
        /usr/bin/time -a -o "$here/times" -f '%e %U %S %M' \
            "$program" brief "$layout" --store "$here/$name.db" -o "$here/$name.pdf" >/dev/null
        i=$((i + 1))
    done
    printf '%-4s %8.2f %8.2f %8.1f %10d %6d\n' "$name" "$(median '$1')" "$(median '$2 + $3')" \
        "$(awk '$4 > m { m = $4 } END { print m / 1024 }' "$here/times")" \
        "$(wc -c <"$here/$name.pdf")" "$(pdfinfo "$here/$name.pdf" | awk '/^Pages/ { print $2 }')"
done

i=0
while [ "$i" -lt 200 ]; do
    store "batch-$i" 5 $((770000 + i))
    i=$((i + 1))
done
/usr/bin/time -o "$here/times" -f '%e %U %S' sh -c '
    i=0
    while [ "$i" -lt 200 ]; do
        "$1" brief "$2" --store "$3/batch-$i.db" -o "$3/batch.pdf" >/dev/null || exit 1
        i=$((i + 1))
    done' sh "$program" "$layout" "$here"
awk '{ printf "200 S briefings, a process each: %.2f s wall, %.2f s CPU, %.0f a second\n",
              $1, $2 + $3, 200 / $1 }' "$here/times"

if command -v perf >/dev/null 2>&1; then
    perf record -q -o "$here/perf" "$program" brief "$layout" --store "$here/L.db" \
        -o "$here/L.pdf" >/dev/null 2>&1 || exit 0
    echo 'most costly at L:'
    perf report -i "$here/perf" --no-children --stdio 2>/dev/null |
        awk '!/^#/ && NF > 3 { print "  " $1, $3, $NF; if (++n == 5) exit }'
fi
