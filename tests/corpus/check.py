#!/usr/bin/env python3
"""Checks the corpus for itself: spans, values, codes, overlaps, and that no digit is unlabelled.

Reads only the texts, the gold and the catalogue, so it also finds faults of build.py. Prints what
there is of each part and family. Also takes other gold files: check.py GOLD.jsonl FOLDER
"""
import json
import pathlib
import re
import sys
from collections import Counter, defaultdict

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
QUALIFIERS = {'exact', 'at_least', 'about', 'under'}
FIGURE_KEYS = {'doc', 'id', 'span', 'raw', 'value', 'accept', 'core', 'optional', 'qualifier', 'period',
               'period_basis', 'yoy', 'agency', 'agency_code', 'report_year', 'note'}
SCALE = {'': 1, '千': 1000, '万': 10 ** 4, '亿': 10 ** 8}


def load(path):
    return [json.loads(line) for line in path.read_text(encoding='utf-8').splitlines() if line]


def plain_value(raw):
    """The value of words that are plain: digits and a unit, perhaps 万 or 亿; None of anything else.

    A bare number has its unit elsewhere (in the head of a table), so it says nothing either.
    """
    raw = raw.replace(',', '').replace(' ', '')
    match = re.fullmatch(r'\D*?(\d+(?:\.\d+)?)[余多]?([千万亿]?)\D*', raw)
    if not match or '个百分点' in raw or re.fullmatch(r'[\d.]+', raw):
        return None
    return round(float(match[1]) * SCALE[match[2]], 6)


def row_faults(row, text, codes):
    start, end = row['span']
    if text[start:end] != row['raw']:
        yield f'span holds {text[start:end]!r}'
    if 'trap' in row:
        return
    if FIGURE_KEYS - set(row):
        yield f'lacks {sorted(FIGURE_KEYS - set(row))}'
    if set(row['accept']) - codes:
        yield f'no such code {sorted(set(row["accept"]) - codes)}'
    if row['qualifier'] not in QUALIFIERS:
        yield f'no such qualifier {row["qualifier"]}'
    value = plain_value(row['raw'])
    if value is not None and abs(value - row['value']) > 1e-6:
        yield f'value {row["value"]}, but the words say {value}'
    begin, finish = row['period']['start'], row['period']['end']
    if begin and finish and begin > finish:
        yield f'period {begin}..{finish}'


def doc_faults(doc, rows, text, codes):
    for row in rows:
        for fault in row_faults(row, text, codes):
            yield f'{doc} {row["raw"]}: {fault}'
    covered = set()
    for row in rows:
        span = set(range(*row['span']))
        if covered & span:
            yield f'{doc} {row["raw"]}: overlaps another label'
        covered |= span
    for match in re.finditer(r'[0-9０-９]+', text):
        if not set(range(*match.span())) <= covered:
            around = text[max(0, match.start() - 8):match.end() + 8].replace('\n', ' ')
            yield f'{doc} {match.group()}: no label ({around})'


def check(gold, folder, codes):
    faults, docs = [], defaultdict(list)
    rows = load(gold)
    for row in rows:
        docs[row['doc']].append(row)
    texts = {p.name: p.read_bytes().decode('utf-8') for p in sorted(folder.glob('*.txt'))}
    for name in sorted(set(texts) ^ set(docs)):
        faults.append(f'{name}: only in the {"texts" if name in texts else "gold"}')
    for name, text in texts.items():
        faults += doc_faults(name, docs[name], text, codes)
    ids = Counter(row['id'] for row in rows if 'id' in row)
    faults += [f'{i}: id used twice' for i, n in ids.items() if n > 1]
    families = Counter(r['accept'][0].split('_')[0] for r in rows if r.get('accept'))
    scored = {f: n for f, n in sorted(families.items()) if f != 'oth'}
    print(f'{gold.name}: {len(texts)} texts, {sum(map(len, texts.values()))} characters, '
          f'{sum(scored.values())} figures ' + ' '.join(f'{f} {n}' for f, n in scored.items()) +
          f'; optional {sum(bool(r.get("optional") and r["accept"]) for r in rows)}'
          f', codes {len({r["accept"][0] for r in rows if r.get("accept")})}'
          f', context {sum("accept" in r and not r["accept"] for r in rows)}'
          f', traps {sum("trap" in r for r in rows)}')
    return faults, Counter(r['trap'] for r in rows if 'trap' in r)


def main():
    catalogue = json.loads((ROOT / 'src/model/catalogue.json').read_text(encoding='utf-8'))
    codes = {i['code'] for i in catalogue['indicators']}
    if len(sys.argv) > 2:
        jobs = [(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))]
    else:
        jobs = [(HERE / f'{part}.gold.jsonl', HERE / part) for part in ('dev', 'held', 'fresh')]
    faults, traps = [], Counter()
    for gold, folder in jobs:
        more, kinds = check(gold, folder, codes)
        faults += more
        traps += kinds
    print('traps: ' + ', '.join(f'{kind} {n}' for kind, n in traps.most_common()))
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


main()
