#!/usr/bin/env python3
"""layouts: every layout that comes with the program is good for both example stores.

Each agrees with the JSON Schema, is found under its own id, describes itself in both languages, and
is bound and painted over the five agencies and over the prefecture; check_pdf.py reads what came
out, and veraPDF, where there is one, finds it valid. `--self-test` shows that the schema's reader
can say no.
"""
import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = ROOT / 'layouts' / 'schema' / 'layout.schema.json'
STORES = {
    'five': ('five-agencies', ['agencies.csv', 'reports.csv', 'facts.csv', 'absences.csv']),
    'prefecture': ('prefecture', ['agencies.csv', 'reports.jsonl', 'facts.jsonl',
                                  'absences.jsonl', 'denominators.csv']),
}
# One year of the prefecture; series need more.
YEARS = ['--set', 'from=2024']
SERIES = {'yoy_series': ['--set', 'agencies=990101,990102,990109'], 'agency_card': [
    '--set', 'agencies=990101']}
TYPES = {'object': dict, 'array': list, 'string': str, 'boolean': bool, 'integer': int}


class Schema:
    """What the layouts' schema needs of JSON Schema 2020-12, and no more."""

    KNOWN = {'$schema', '$defs', '$ref', 'title', 'description', 'default', 'type', 'const', 'enum',
             'properties', 'required', 'additionalProperties', 'propertyNames', 'items',
             'minItems', 'maxItems', 'minimum', 'maximum', 'minLength', 'pattern', 'not', 'oneOf',
             'anyOf', 'allOf', 'minProperties', 'maxProperties', 'dependentRequired', 'if', 'then',
             'else'}

    def __init__(self, root):
        self.root = root

    def faults(self, rule, value, path='$'):
        if isinstance(rule, bool):
            return [] if rule else [f'{path}: nothing may stand here']
        unknown = set(rule) - self.KNOWN
        if unknown:
            return [f'{path}: the schema uses {sorted(unknown)}, which this test cannot read']
        found = []
        if '$ref' in rule:
            found += self.faults(self.lookup(rule['$ref']), value, path)
        found += self.plain(rule, value, path)
        found += self.choices(rule, value, path)
        if isinstance(value, dict):
            found += self.members(rule, value, path)
        if isinstance(value, list):
            for i, item in enumerate(value):
                found += self.faults(rule.get('items', True), item, f'{path}[{i}]')
        return found

    def lookup(self, name):
        rule = self.root
        for part in name.removeprefix('#/').split('/'):
            rule = rule[part]
        return rule

    @staticmethod
    def plain(rule, value, path):
        number = isinstance(value, int) and not isinstance(value, bool)
        kinds = rule.get('type', [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        fits = [isinstance(value, TYPES[kind]) and (kind != 'integer' or number) for kind in kinds]
        wrong = [
            bool(kinds) and not any(fits),
            'const' in rule and value != rule['const'],
            'enum' in rule and value not in rule['enum'],
            isinstance(value, list) and len(value) < rule.get('minItems', 0),
            isinstance(value, str) and len(value) < rule.get('minLength', 0),
            isinstance(value, str) and not re.search(rule.get('pattern', ''), value),
            number and value < rule.get('minimum', value),
            number and value > rule.get('maximum', value),
        ]
        return [f'{path}: {json.dumps(value, ensure_ascii=False)[:60]} does not fit'
                ] if any(wrong) else []

    def choices(self, rule, value, path):
        found = []
        for name, least, most in (('oneOf', 1, 1), ('anyOf', 1, 10 ** 6)):
            if name in rule:
                tries = [self.faults(option, value, path) for option in rule[name]]
                good = sum(not faults for faults in tries)
                if not least <= good <= most:
                    near = min(tries, key=len)
                    found += [f'{path}: fits {good} of the choices'] + near[:2]
        for option in rule.get('allOf', []):
            found += self.faults(option, value, path)
        if 'not' in rule and not self.faults(rule['not'], value, path):
            found.append(f'{path}: may not be so')
        return found

    def members(self, rule, value, path):
        found = [f'{path}: {name} is missing' for name in rule.get('required', [])
                 if name not in value]
        known = rule.get('properties', {})
        for name, member in value.items():
            found += self.faults(known.get(name, rule.get('additionalProperties', True)), member,
                                 f'{path}.{name}')
            found += self.faults(rule.get('propertyNames', True), name, f'{path}.{name}')
        return found


def run(words):
    return subprocess.run([str(word) for word in words], text=True, capture_output=True,
                          check=False, timeout=300)


def stores_make(program, folder):
    for name, (example, files) in STORES.items():
        store = folder / f'{name}.db'
        paths = [ROOT / 'examples' / example / file for file in files]
        for words in (['init', store], ['import', '--store', store] + paths):
            done = run([program] + words)
            if done.returncode:
                sys.exit(f'{name}: {done.stderr}')
        run([program, 'doctor', '--figures', '--store', store])  # 1 when a figure does not hold
        yield name, store


def layout_check(program, name, schema):
    """Faults of the text alone."""
    done = run([program, 'layout', 'show', name, '--json'])
    if done.returncode:
        return [done.stderr.strip()]
    layout = json.loads(done.stdout)
    found = schema.faults(schema.root, layout)
    if layout['id'] != name:
        found.append(f'its id is {layout["id"]}')
    for key in ('title', 'description'):
        if not all(layout[key][lang].strip() for lang in ('zh', 'en')):
            found.append(f'no {key} in one of the languages')
    for wanted in ('agencies', 'from', 'to'):
        if wanted not in layout['params']:
            found.append(f'no parameter {wanted}')
    return found


def paint(program, name, store_name, store, out):
    settings = []
    if store_name == 'prefecture':
        settings = SERIES.get(name, YEARS)
    elif name == 'agency_card':
        settings = ['--set', 'agencies=440105']
    done = run([program, 'brief', name, '--store', store, '-o', out] + settings)
    return [f'{store_name}: {done.stderr.strip()}'] if done.returncode else []


def look(files):
    """Faults that other people's readers find."""
    found = []
    done = run([sys.executable, ROOT / 'tests' / 'pdf' / 'check_pdf.py', '--tagged'] + files)
    if done.returncode:
        found.append(done.stdout.strip() or done.stderr.strip())
    done = run(['sh', ROOT / 'tools' / 'verapdf'] + files)
    if done.returncode not in (0, 77):
        found.append(done.stdout.strip()[-2000:] or done.stderr.strip())
    return found


def self_test():
    schema = Schema(json.loads(SCHEMA.read_text(encoding='utf-8')))
    good = json.loads((ROOT / 'layouts' / 'compare.json').read_text(encoding='utf-8'))
    wrong = [dict(good, language='fr'), dict(good, blocks=[]), dict(good, colour='red'),
             dict(good, blocks=[{'type': 'title'}]),
             {key: value for key, value in good.items() if key != 'id'}]
    missed = [i for i, layout in enumerate(wrong) if not schema.faults(schema.root, layout)]
    if schema.faults(schema.root, good) or missed:
        sys.exit(f'self-test: {schema.faults(schema.root, good)}, missed {missed}')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('program', nargs='?', type=pathlib.Path)
    parser.add_argument('--self-test', action='store_true')
    args = parser.parse_args()
    if args.self_test:
        return self_test()
    program = args.program.resolve()
    schema = Schema(json.loads(SCHEMA.read_text(encoding='utf-8')))
    # The specimen shows the made-up prefecture only; ./dev specimens makes and checks it.
    names = [path.stem for path in sorted((ROOT / 'layouts').glob('*.json'))
             if path.stem != 'specimen']
    found = []
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        files = []
        for name in names:
            found += [f'{name}: {fault}' for fault in layout_check(program, name, schema)]
        for store_name, store in stores_make(program, folder):
            for name in names:
                out = folder / f'{name}-{store_name}.pdf'
                faults = paint(program, name, store_name, store, out)
                found += [f'{name}: {fault}' for fault in faults]
                files += [] if faults else [out]
        found += look(files)
    finally:
        shutil.rmtree(folder)
    print('\n'.join(found))
    return 1 if found else 0


sys.exit(main())
