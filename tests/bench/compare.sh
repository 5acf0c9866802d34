#!/bin/sh
# Measures comparisons over a whole country: 3,000 agencies, 10 years, 40 indicators, 1.2 million
# figures made up by figures.py. Processor time, wall time and peak memory over RUNS runs (5), as
# medians. A measurement, not a test: it has no limit and passes no judgement. The store is made
# once and kept under build/bench. Run from the repository's top: ./dev bench compare [RUNS]
set -eu
runs=${1:-5}
program=${JIANBAO:-build/release/jianbao}
here=build/bench
mkdir -p "$here"
if [ ! -s "$here/country.done" ]; then
    rm -f "$here"/country.db*
    python3 tests/bench/figures.py "$here/country"
    "$program" init "$here/country.db"
    /usr/bin/time -f 'made the store: %U s user, %S s system, %e s in all' \
        "$program" import --store "$here/country.db" "$here/country/agencies.csv" \
        "$here/country/reports.csv" "$here/country/denominators.csv" \
        "$here"/country/facts-*.csv 2>"$here/import.log"
    tail -n 1 "$here/import.log"
    rm -rf "$here/country"
    echo done >"$here/country.done"
fi
printf '%s bytes in the store\n' "$(wc -c <"$here/country.db")"

# median FIELDS: of the times file, by an awk expression
median() {
    awk "{ print $1 }" "$here/times" | sort -n | awk '{ v[NR] = $1 }
        END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# measure TITLE ARGUMENT...
measure() {
    title=$1
    shift
    rm -f "$here/times"
    i=0
    while [ "$i" -lt "$runs" ]; do
        /usr/bin/time -a -o "$here/times" -f '%U %S %e %M' \
            "$program" "$@" --store "$here/country.db" --format csv >"$here/out.csv"
        i=$((i + 1))
    done
    printf '%-52s %6.2f s CPU %6.2f s wall %6.0f MiB %8d lines\n' "$title" "$(median '$1 + $2')" \
        "$(median '$3')" "$(median '$4 / 1024')" "$(wc -l <"$here/out.csv")"
}

three=enf_cases_filed,enf_penalties,wage_recovered_amount
measure '3 indicators, every agency, changes and places' \
    rollup --level county --year 2024 --change --rank --indicator "$three"
measure '3 indicators, the nation, 10 years with changes' rollup --by year --indicator "$three"
measure 'all indicators, nation and provinces, one year' rollup --year 2024
measure 'the same per worker and per inspector' rollup --year 2024 --per workers,inspectors
measure 'all indicators, nation and provinces, 10 years' rollup
