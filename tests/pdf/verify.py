#!/usr/bin/env python3
"""verify.py PROGRAM: jianbao verify finds every change, and none where there is none.

A briefing with totals, changes and orders is made from the made-up prefecture; then the records
are changed at random, one at a time, and imported into a store of their own. What the briefing
carries (figures.csv, read with qpdf) tells which records it rests on. Then bytes of the file itself
are changed at random.
"""
import csv
import decimal
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import demo

PREFECTURE = demo.ROOT / 'examples/prefecture'
INDICATORS = ('enf_cases_filed', 'enf_penalties', 'arb_accepted', 'arb_closed',
              'wage_clues_received', 'wage_recovered_amount')
FAULTS = []


def check(fine, what, done=None):
    if not fine:
        FAULTS.append(what)
        print('! ' + what)
        if done is not None:
            print(f'    exit {done.returncode}: {done.stdout[-1500:]}{done.stderr[-1500:]}')


class Bench:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.env = demo.environment(LC_ALL='C.UTF-8', JIANBAO_LANG='en', SOURCE_DATE_EPOCH=None)

    def call(self, *words):
        return subprocess.run([str(self.program), *map(str, words)], capture_output=True, text=True,
                              errors='replace', env=self.env, cwd=self.folder, timeout=120,
                              check=False)

    def store(self, name, records):
        """A new store of these records; None when they cannot be imported."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        files = [PREFECTURE / 'agencies.csv']
        for table in ('reports', 'facts', 'absences'):
            files.append(self.folder / f'{table}.jsonl')
            files[-1].write_text(''.join(json.dumps(r, ensure_ascii=False) + '\n'
                                         for r in records[table]), encoding='utf-8')
        self.call('init', path)
        done = self.call('import', '--store', path, *files)
        return path if done.returncode == 0 else None

    def verify(self, store, pdf='brief.pdf'):
        return self.call('verify', pdf, '--store', store)


def load():
    return {table: [json.loads(line) for line in
                    (PREFECTURE / f'{table}.jsonl').read_text(encoding='utf-8').splitlines()]
            for table in ('reports', 'facts', 'absences')}


def copied(records):
    return {table: [dict(r) for r in rows] for table, rows in records.items()}


def carried(pdf):
    """(agency, year, indicator) of every fact that the briefing names."""
    text = demo.run('qpdf', '--show-attachment=figures.csv', pdf).decode('utf-8-sig')
    return {(r['agency_code'], str(r['year']), r['indicator'])
            for r in csv.DictReader(io.StringIO(text)) if r['kind'] in ('figure', 'basis')}


def key(fact):
    return (fact['agency_code'], str(fact['year']), fact['indicator'])


def change_fact(fact, chance):
    """One thing about a fact, so that it can still be imported; says what."""
    what = chance.choice(('value', 'note', 'status', 'sentence', 'period', 'source', 'qualifier'))
    number = re.search(r'[0-9]+(\.[0-9]+)?', fact.get('raw') or '')
    if what == 'value' and number and number.group() in (fact.get('sentence') or ''):
        old = decimal.Decimal(number.group())
        raw = fact['raw'].replace(number.group(), '1' + number.group(), 1)
        new = decimal.Decimal('1' + number.group())
        fact['value'] = f"{decimal.Decimal(fact['value']) / old * new:f}" if old else '1'
        fact['sentence'] = fact['sentence'].replace(fact['raw'], raw, 1)
        fact['raw'], fact['char_start'], fact['char_end'] = raw, None, None
    elif what == 'value':
        fact['note'] = '数字有误'
    elif what == 'status':
        fact['status'] = 'approved' if fact.get('status') != 'approved' else 'extracted'
    elif what == 'sentence':
        fact['sentence'] = (fact.get('sentence') or fact.get('raw') or '') + '另据说明。'
        fact['char_start'] = fact['char_end'] = None
    elif what == 'period':
        fact['period_start'], fact['period_end'] = f"{fact['year']}-01-01", f"{fact['year']}-06-30"
        fact['period_kind'] = 'part_year'
    elif what == 'qualifier':
        fact['qualifier'] = 'at_least' if fact.get('qualifier') != 'at_least' else 'exact'
    else:
        fact[what] = (fact.get(what) or '') + '（改）'
    return what


def random_changes(bench, records, shown, chance, wanted):
    """So many changes of what is shown, each to be found."""
    done, kinds = 0, {}
    for _ in range(wanted * 8):
        if done == wanted:
            break
        new = copied(records)
        kind = chance.choice(('fact', 'fact', 'fact', 'fact', 'gone', 'report', 'absence'))
        if kind in ('fact', 'gone'):
            at = chance.choice([i for i, f in enumerate(new['facts']) if key(f) in shown])
            name = key(new['facts'][at])
            kind = 'gone' if kind == 'gone' else change_fact(new['facts'][at], chance)
            if kind == 'gone':
                del new['facts'][at]
        elif kind == 'report':
            report = chance.choice(new['reports'])
            name = (report['agency_code'], report['year'])
            report['title'] = report['title'] + '（修订）'
        else:
            at = chance.choice([i for i, a in enumerate(new['absences'])
                                if a['indicator'] in INDICATORS] or [None])
            if at is None:
                continue
            name = key(new['absences'][at])
            new['absences'][at]['note'] = (new['absences'][at].get('note') or '') + '另见附注。'
        store = bench.store('changed.db', new)
        if store is None:
            continue
        done += 1
        kinds[kind] = kinds.get(kind, 0) + 1
        found = bench.verify(store)
        check(found.returncode == 1 and re.search(r'figures: \d+ difference', found.stdout),
              f'{kind} of {name} is found', found)
    check(done == wanted, f'{wanted} changes could be made, not {done}')
    print(f'{done} changes tried: {kinds}')


def changes_elsewhere(bench, records, shown, chance, wanted):
    """Changes of what the briefing does not show: nothing may be found."""
    others = [i for i, f in enumerate(records['facts'])
              if key(f) not in shown and f['indicator'] not in INDICATORS]
    tried = 0
    for _ in range(wanted):
        new = copied(records)
        at = chance.choice(others)
        new['facts'][at]['note'] = '与此无关'
        store = bench.store('changed.db', new)
        if store is not None:
            tried += 1
            found = bench.verify(store)
            check(found.returncode == 0, f'{key(new["facts"][at])} is not shown', found)
    check(tried > 0, 'changes elsewhere were tried')


def random_bytes(bench, store, chance, wanted):
    """Bytes of the file: each is found, none ends the program otherwise."""
    whole = (bench.folder / 'brief.pdf').read_bytes()
    for _ in range(wanted):
        bad = bytearray(whole)
        at = chance.randrange(len(bad))
        bad[at] ^= 1 << chance.randrange(8)
        (bench.folder / 'bad.pdf').write_bytes(bytes(bad))
        found = bench.verify(store, 'bad.pdf')
        check(found.returncode in (1, 3), f'byte {at} is found', found)
    (bench.folder / 'bad.pdf').write_bytes(whole + b'\n% signed\n%%EOF\n')
    found = bench.verify(store, 'bad.pdf')
    check(found.returncode == 1 and 'behind it' in found.stdout, 'bytes behind are told', found)
    (bench.folder / 'bad.pdf').write_bytes(whole[:len(whole) // 2])
    found = bench.verify(store, 'bad.pdf')
    check(found.returncode in (1, 3), 'half of a file', found)


def other_layouts(bench, store):
    for words in (['compare'], ['memo_attachment', '--set', 'from=2023'],
                  ['compare', '--status', 'approved,corrected,extracted']):
        bench.call('brief', *words, '--store', store, '-o', 'other.pdf')
        found = bench.verify(store, 'other.pdf')
        check(found.returncode == 0 and 'byte for byte' in found.stdout, ' '.join(words), found)


def main():
    program = demo.program(sys.argv[1])
    changes = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    chance = random.Random(20240601)
    records = load()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(program, pathlib.Path(name))
        store = bench.store('store.db', records)
        made = bench.call('brief', 'totals', '--store', store, '-o', 'brief.pdf')
        check(made.returncode == 0, 'the briefing is made', made)
        found = bench.verify(store)
        check(found.returncode == 0 and 'byte for byte' in found.stdout, 'nothing changed', found)
        shuffled = {table: chance.sample(rows, len(rows)) for table, rows in records.items()}
        found = bench.verify(bench.store('shuffled.db', shuffled))
        check(found.returncode == 0 and 'byte for byte' in found.stdout,
              'the same records in another order', found)
        shown = carried(bench.folder / 'brief.pdf')
        check(len(shown) > 50, f'{len(shown)} figures are carried')
        random_changes(bench, records, shown, chance, changes)
        changes_elsewhere(bench, records, shown, chance, changes // 5)
        random_bytes(bench, store, chance, changes)
        other_layouts(bench, store)
    print('\n'.join(FAULTS) or 'every change was found, and nothing else')
    sys.exit(1 if FAULTS else 0)


if __name__ == '__main__':
    main()
