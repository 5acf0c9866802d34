#!/usr/bin/env python3
"""Scores an extraction against a gold file of the corpus.

score.py GOLD.jsonl EXTRACTED.jsonl [--errors] [--json] [--min-f1 X]     or: score.py --self-test

EXTRACTED has one record a line: source (file name), indicator, value (number or decimal string, base
unit), qualifier, period_start, period_end, char_start, char_end, yoy_percent. A record is right when
its span touches a gold figure of the same document that has its value and accepts its code. What is
optional is never missed and never wrong. Every other record of a scored family is false, and said to
be on a trap when it touches one. Codes of the family oth are left out.
"""
import argparse
import json
import pathlib
import sys
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation

FAMILIES = ('enf', 'disp', 'arb', 'med', 'wage', 'rev', 'lit')
QUALIFIERS = {'exact': ('exact',), 'at_least': ('at_least', 'more_than'), 'about': ('about',),
              'under': ('under', 'nearly', 'at_most', 'less_than')}


def load(path):
    with open(path, encoding='utf-8') as file:
        return [json.loads(line) for line in file if line.strip()]


def doc_name(source):
    """The document a record speaks of: the file's name without folder and endings."""
    name = pathlib.PurePath(source).name
    for ending in ('.txt', '.html', '.htm', '.docx', '.gb18030'):
        name = name.removesuffix(ending)
    return name


def family(code):
    return code.split('_')[0]


def same(a, b):
    try:
        a, b = Decimal(str(a)), Decimal(str(b))
    except InvalidOperation:
        return False
    return abs(a - b) <= Decimal('1e-6') * max(1, abs(b))


class Score:
    def __init__(self, gold):
        self.docs = defaultdict(list)
        for row in gold:
            self.docs[doc_name(row['doc'])].append(row)
        self.found, self.errors = set(), []
        self.families = {f: Counter() for f in FAMILIES}
        self.traps = Counter()
        self.agree = {what: [0, 0] for what in ('period', 'qualifier', 'yoy')}

    def add(self, record):
        code, name = record['indicator'], doc_name(record['source'])
        if family(code) not in FAMILIES:
            return
        touched = [row for row in self.docs.get(name, ())
                   if row['span'][0] < record['char_end'] and record['char_start'] < row['span'][1]]
        for row in touched:
            if code in row.get('accept', ()) and same(record['value'], row['value']):
                self._right(row, record, name)
                return
        if not any(row.get('optional') for row in touched):
            self._false(record, touched, name)

    def _right(self, row, record, name):
        if id(row) in self.found:
            return
        self.found.add(id(row))
        if row['optional']:
            return
        self.families[family(row['accept'][0])]['right'] += 1
        where, want = f'{name} {row["raw"]} {record["indicator"]}', row['period']
        if want and want['start']:
            got = (record.get('period_start'), record.get('period_end'))
            self._compare('period', got == (want['start'], want['end']), where,
                          f'{got[0]}..{got[1]}', f'{want["start"]}..{want["end"]}')
        self._compare('qualifier', record.get('qualifier') in QUALIFIERS[row['qualifier']], where,
                      record.get('qualifier'), row['qualifier'])
        if row.get('yoy') is not None:
            got = record.get('yoy_percent')
            self._compare('yoy', got is not None and same(got, row['yoy']), where, got, row['yoy'])

    def _compare(self, what, good, where, got, want):
        self.agree[what][0] += good
        self.agree[what][1] += 1
        if not good:
            self.errors.append(f'{what:9} {where}: got {got}, want {want}')

    def _false(self, record, touched, name):
        self.families[family(record['indicator'])]['false'] += 1
        kinds = [row['trap'] for row in touched if 'trap' in row]
        self.traps.update(kinds[:1])
        why = ''.join(f' (trap {kind})' for kind in kinds[:1])
        why += ''.join(f' (gold {row["raw"]} {"/".join(row["accept"]) or "-"} {row["value"]})'
                       for row in touched if 'accept' in row)
        self.errors.append(f'{"false":9} {name} [{record["char_start"]}:{record["char_end"]}] '
                           f'{record["indicator"]}={record["value"]}{why}')

    def finish(self):
        """Counts what was missed; the numbers of the report."""
        core = [0, 0]
        for name, rows in self.docs.items():
            for row in rows:
                if not row.get('accept') or row['optional'] or family(row['accept'][0]) not in FAMILIES:
                    continue
                hit = id(row) in self.found
                core = [core[0] + (hit and row['core']), core[1] + row['core']]
                if not hit:
                    self.families[family(row['accept'][0])]['missed'] += 1
                    self.errors.append(f'{"missed":9} {name} {row["raw"]} {"/".join(row["accept"])}')
        total = sum(self.families.values(), Counter())
        return {**rates(total), 'core_recall': ratio(*core), 'on_traps': sum(self.traps.values()),
                'traps': dict(self.traps), **{k: ratio(*v) for k, v in self.agree.items()},
                'families': {f: rates(c) for f, c in self.families.items() if c}}


def ratio(part, whole):
    return round(part / whole, 4) if whole else None


def rates(count):
    right, false, missed = count['right'], count['false'], count['missed']
    precision, recall = ratio(right, right + false) or 0.0, ratio(right, right + missed) or 0.0
    f1 = round(2 * right / (2 * right + false + missed), 4) if right else 0.0
    return {'precision': precision, 'recall': recall, 'f1': f1,
            'right': right, 'false': false, 'missed': missed}


def show(result, agree):
    line = '{:9} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}   right {right}, false {false}, missed {missed}'
    for name, numbers in result['families'].items():
        print(line.format(name, **numbers))
    print(line.format('all', **result))
    print(f'on traps {result["on_traps"]}, core recall {result["core_recall"]}; of the right ones: ' +
          ', '.join(f'{what} {good}/{all_}' for what, (good, all_) in agree.items()))


def self_test():
    """What is right, missed, false, on a trap, optional: each must count where it belongs."""
    whole = {'start': '2023-01-01', 'end': '2023-12-31'}

    def gold(start, code, value, **more):
        return {'doc': 'a.txt', 'span': [start, start + 3], 'raw': 'x', 'value': value, 'accept': code,
                'core': True, 'optional': False, 'qualifier': 'exact', 'period': whole, 'yoy': None, **more}

    def record(start, code, value, **more):
        return {'source': 'dir/a.txt', 'indicator': code, 'value': value, 'qualifier': 'exact',
                'period_start': whole['start'], 'period_end': whole['end'],
                'char_start': start, 'char_end': start + 2, **more}

    score = Score([gold(0, ['arb_accepted', 'disp_accepted_all'], 12, yoy=-3.5), gold(10, ['arb_closed'], 9),
                   gold(20, ['rev_cases'], 1, optional=True), gold(30, [], 5),
                   {'doc': 'a.txt', 'span': [40, 45], 'raw': '2023年', 'trap': 'scope_year'}])
    for given in (record(1, 'disp_accepted_all', '12.0', yoy_percent='-3.5', qualifier='about'),
                  record(0, 'arb_accepted', 12), record(10, 'arb_closed', 8), record(20, 'rev_cases', 1),
                  record(20, 'lit_cases', 7), record(30, 'arb_closed', 5), record(41, 'med_orgs', 2023),
                  record(60, 'oth_permits', 3)):
        score.add(given)
    got = score.finish()
    want = {'right': 1, 'false': 3, 'missed': 1, 'on_traps': 1, 'precision': 0.25, 'recall': 0.5,
            'f1': 0.3333, 'core_recall': 0.5, 'period': 1.0, 'qualifier': 0.0, 'yoy': 1.0}
    wrong = {key: (got[key], value) for key, value in want.items() if got[key] != value}
    print(f'score.py: {wrong}' if wrong else 'score.py counts as it says')
    sys.exit(1 if wrong else 0)


def main():
    if sys.argv[1:] == ['--self-test']:
        self_test()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('gold')
    parser.add_argument('extracted')
    parser.add_argument('--errors', action='store_true', help='every difference, one a line')
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--min-f1', type=float, help='fail below it')
    args = parser.parse_args()
    score = Score(load(args.gold))
    for record in load(args.extracted):
        score.add(record)
    result = score.finish()
    if args.errors:
        print('\n'.join(sorted(score.errors)))
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        show(result, score.agree)
    if args.min_f1 is not None and result['f1'] < args.min_f1:
        sys.exit(1)


main()
