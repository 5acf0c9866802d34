#!/bin/sh
# Measures the printing of a statistical briefing from a store: title, introduction and three themes,
# each a table of ten columns in order of size with a total and a chart of the first 15, over 5 (S),
# 100 (M) and 3,000 (L) agencies, tags on; without the figures as attached files, which no other
# renderer makes, and with them. For each the medians of RUNS runs (5; of L 3) of wall and processor
# time, the highest peak of memory, bytes and pages; then 200 different S briefings in one run of
# `jianbao batch`, by one process and by as many as there are processors. PEERS names an executable
# that prints the same document by other means: "PEERS one SIZE FILE.pdf" and "PEERS batch FOLDER",
# called for each word of PEER_NAMES with that word in PEER. A measurement, not a test.
# Run from the repository's top: ./dev bench render [RUNS]
set -eu
runs=${1:-5}
program=${JIANBAO:-build/release/jianbao}
here=build/bench/render
layout=tests/bench/briefing.json
mkdir -p "$here"

# store NAME AGENCIES [SEED [REGIONS]]: made once
store() {
    name=$1
    [ -s "$here/$name.done" ] && return
    shift
    rm -rf "$here/$name" "$here/$name".db*
    python3 tests/bench/briefing.py "$here/$name" "$@"
    "$program" init "$here/$name.db" >/dev/null
    "$program" import --store "$here/$name.db" "$here/$name"/*.csv >/dev/null 2>&1
    rm -rf "${here:?}/$name"
    echo done >"$here/$name.done"
}

# median EXPRESSION: over the lines of the times file
median() {
    awk "{ print $1 }" "$here/times" | sort -n | awk '{ v[NR] = $1 }
        END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# measure WHAT SIZE COUNT PDF COMMAND...: a line of figures; %e of time(1) is too coarse for S
measure() {
    what=$1 size=$2 count=$3 pdf=$4
    shift 4
    python3 tests/bench/times.py "$count" "$@" >"$here/times" || return 0
    bytes='' pages=''
    if [ -f "$pdf" ]; then
        bytes=$(wc -c <"$pdf")
        pages=$(pdfinfo "$pdf" | awk '/^Pages/ { print $2 }')
    fi
    printf '%-5s %-20s %9.4f %9.4f %8.1f %10s %6s\n' "$size" "$what" "$(median '$1')" \
        "$(median '$2')" "$(awk '$3 > m { m = $3 } END { print m }' "$here/times")" \
        "$bytes" "$pages"
}

printf '%-5s %-20s %9s %9s %8s %10s %6s\n' size what 'wall s' 'CPU s' MiB bytes pages
for size in S:5 M:100 L:3000; do
    name=${size%:*}
    store "$name" "${size#*:}"
    count=$runs
    [ "$name" = L ] && [ "$runs" -gt 3 ] && count=3
    measure jianbao "$name" "$count" "$here/$name.pdf" \
        "$program" brief "$layout" --store "$here/$name.db" --no-data -o "$here/$name.pdf"
    measure 'with the figures' "$name" "$count" "$here/$name.pdf" \
        "$program" brief "$layout" --store "$here/$name.db" -o "$here/$name.pdf"
    for peer in ${PEER_NAMES:-}; do
        measure "$peer" "$name" "$count" "$here/$peer-$name.pdf" \
            env PEER="$peer" "$PEERS" one "$name" "$PWD/$here/$peer-$name.pdf"
    done
done

store batch 5 770000 200
for jobs in 1 "$(nproc)"; do
    rm -rf "$here/cards"
    measure "200 S, jobs $jobs" batch 1 '' "$program" batch "$layout" --for-each region \
        --out-dir "$here/cards" --store "$here/batch.db" --no-data --jobs "$jobs"
done
for peer in ${PEER_NAMES:-}; do
    rm -rf "$here/cards"
    mkdir -p "$here/cards"
    measure "200 S, $peer" batch 1 '' env PEER="$peer" "$PEERS" batch "$PWD/$here/cards"
done
