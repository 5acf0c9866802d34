#!/usr/bin/env python3
"""layout_examples: the program accepts every example of a layout in docs/layouts.md.

A whole layout is checked as it stands. Members and blocks are put into the first whole one, whose
table gets the id that examples refer to.
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / 'docs' / 'layouts.md'


def examples():
    """(line, text) of each JSON example."""
    text = PAGE.read_text(encoding='utf-8')
    for match in re.finditer(r'^```json\n(.*?)^```$', text, re.M | re.S):
        yield text.count('\n', 0, match.start()) + 1, match.group(1)


def whole(text, first):
    """The layout that an example stands for."""
    if not text.startswith('{'):
        made = copy.deepcopy(first)
        made.update(json.loads('{' + text + '}'))
        return made
    value = json.loads(text)
    if 'jianbao' in value:
        return value
    made = copy.deepcopy(first)
    made['blocks'][-1]['id'] = 'cases'
    made['blocks'].append(value)
    return made


def main():
    program = pathlib.Path(sys.argv[1])
    first = None
    faults = 0
    count = 0
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / 'example.json'
        for line, text in examples():
            layout = whole(text, first)
            first = first or layout
            path.write_text(json.dumps(layout, ensure_ascii=False), encoding='utf-8')
            done = subprocess.run([str(program), 'layout', 'check', str(path)], text=True,
                                  capture_output=True, check=False, timeout=60)
            count += 1
            if done.returncode != 0:
                print(f'docs/layouts.md:{line}: {done.stderr.strip()}')
                faults += 1
    if count < 3:
        print(f'docs/layouts.md: only {count} examples found')
        faults += 1
    return 1 if faults else 0


sys.exit(main())
