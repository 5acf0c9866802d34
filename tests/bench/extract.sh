#!/bin/sh
# Measures the reading of reports: megabytes of text a second of processor time on one core, and
# memory for one file and for many. The text is that of the sample reports, and the sample almost
# without figures stands between the others, so that every third sentence has a number in it and a
# kilobyte three figures; published reports have one in five and two. With perf installed, the five
# functions that cost most. A measurement, not a test.
# Run from the repository's top: ./dev bench extract
set -eu
runs=${1:-5}
program=${JIANBAO:-build/release/jianbao}
reports=examples/reports
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT INT TERM

plain=$reports/shangcheng-2023.txt
{
    cat "$reports/haizhu-2024.txt" "$plain" "$plain" "$plain"
    iconv -f GB18030 -t UTF-8 "$reports/guangming-2021-gb18030.txt"
    cat "$plain" "$plain" "$plain"
} >"$out/one.txt"
mkdir "$out/many"
i=0
while [ "$i" -lt 1500 ]; do
    cp "$out/one.txt" "$out/many/$i.txt"
    i=$((i + 1))
done

# timed FILES... : appends "user system MiB" to the times
timed() {
    /usr/bin/time -a -o "$out/times" -f '%U %S %M' "$program" extract --format jsonl \
        --agency 440105 --year 2024 "$@" >"$out/found" 2>/dev/null
}
timed "$out/one.txt"
small=$(awk 'END { printf "%.1f", $3 / 1024 }' "$out/times")
rm "$out/times"
i=0
while [ "$i" -lt "$runs" ]; do
    timed "$out"/many/*.txt
    i=$((i + 1))
done
bytes=$(cat "$out"/many/*.txt | wc -c)
awk '{ print $1 + $2 }' "$out/times" | sort -n | awk -v bytes="$bytes" '
    { v[NR] = $1 }
    END {
        printf "%.1f MB in %.2f / %.2f / %.2f s of processor time (min / median / max of %d)\n",
               bytes / 1e6, v[1], v[int((NR + 1) / 2)], v[NR], NR
        printf "rate             %8.1f  MB/s (median)\n", bytes / 1e6 / v[int((NR + 1) / 2)]
    }'
printf 'figures          %8d  (%s a kilobyte)\n' "$(wc -l <"$out/found")" \
    "$(awk -v n="$(wc -l <"$out/found")" -v b="$bytes" 'BEGIN { printf "%.1f", n * 1000 / b }')"
sentences=$(sed 's/[。！？]/&\n/g' "$out/one.txt" | grep -c '[^[:space:]]')
numbered=$(sed 's/[。！？]/&\n/g' "$out/one.txt" | grep -c '[0-9]')
printf 'with a number    %8d  %% of the sentences\n' $((100 * numbered / sentences))
printf 'memory, 1 file   %8s  MiB\n' "$small"
printf 'memory, 1500     %8s  MiB\n' \
    "$(awk '$3 > m { m = $3 } END { printf "%.1f", m / 1024 }' "$out/times")"
if command -v perf >/dev/null 2>&1; then
    perf record -q -o "$out/perf" "$program" extract --format jsonl --agency 440105 --year 2024 \
        "$out"/many/*.txt >/dev/null 2>&1 || exit 0
    echo 'most costly:'
    perf report -i "$out/perf" --no-children --stdio 2>/dev/null |
        awk '!/^#/ && NF > 3 { print "  " $1, $NF; if (++n == 5) exit }'
fi
