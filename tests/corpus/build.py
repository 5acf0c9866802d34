#!/usr/bin/env python3
"""Writes the corpus (dev/, held/, fresh/, *.gold.jsonl, context.jsonl) from the .src files.

build.py          writes the files
build.py --check  writes nothing; fails when a file is not what the source says
"""
import json
import pathlib
import sys

sys.dont_write_bytecode = True
from markup import Fault, passages  # noqa: E402  (no bytecode beside the sources)

HERE = pathlib.Path(__file__).resolve().parent
PARTS = ('dev', 'held', 'fresh')


def lines(rows):
    return ''.join(json.dumps(row, ensure_ascii=False) + '\n' for row in rows)


def wanted():
    """Every file of the corpus with its content."""
    files, context, seen = {}, [], set()
    for part in PARTS:
        gold = []
        for passage in passages(HERE / f'{part}.src'):
            if passage.name in seen:
                raise Fault(f'{passage.name}: the name is used twice')
            seen.add(passage.name)
            files[HERE / part / f'{passage.name}.txt'] = passage.text
            gold += passage.gold()
            if passage.given:
                context.append({'doc': f'{passage.name}.txt', 'agency_code': passage.code,
                                'report_year': passage.year})
        files[HERE / f'{part}.gold.jsonl'] = lines(gold)
    files[HERE / 'context.jsonl'] = lines(context)
    return files


def main():
    try:
        files = wanted()
    except Fault as fault:
        sys.exit(f'build.py: {fault}')
    stray = [p for part in PARTS for p in (HERE / part).glob('*.txt') if p not in files]
    if '--check' in sys.argv[1:]:
        stale = [p for p, text in files.items() if not p.exists() or p.read_bytes() != text.encode()]
        for path in stale + stray:
            print(f'{path.relative_to(HERE)}: not what the source says; run build.py')
        sys.exit(1 if stale or stray else 0)
    for path in stray:
        path.unlink()
    for path, text in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    print(f'{len(files)} files')


main()
