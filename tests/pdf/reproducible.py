#!/usr/bin/env python3
"""reproducible: the same figures give the same PDF, byte for byte.

Makes the demo again in other time zones, locales (one with a decimal comma, made for the test),
folders and years, with the rows and the files of the import in other orders, and compares.
"""
import csv
import difflib
import io
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import demo


def comma_locale(folder):
    """The environment of a German locale compiled into the folder, or None without its sources."""
    made = shutil.which('localedef') and subprocess.run(
        ['localedef', '-i', 'de_DE', '-f', 'UTF-8', str(folder / 'de_DE.UTF-8')],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if not (folder / 'de_DE.UTF-8').is_dir() or not made:
        return None
    return {'LOCPATH': str(folder), 'LC_ALL': 'de_DE.UTF-8', 'LANG': 'de_DE.UTF-8'}


def shuffled(source, target, seed):
    """The table with its rows in another order."""
    with open(source, encoding='utf-8', newline='') as file:
        head, *rows = list(csv.reader(file))
    random.Random(seed).shuffle(rows)
    text = io.StringIO()
    csv.writer(text, lineterminator='\n').writerows([head] + rows)
    target.write_text(text.getvalue(), encoding='utf-8')


def variants(folder):
    """(name, environment changes, seed of the shuffle or None) of each way to make it again."""
    yield 'once more', {}, None
    yield 'far east, C locale', {'TZ': 'Pacific/Kiritimati', 'LC_ALL': 'C'}, None
    yield 'far west, no home', {'TZ': 'Pacific/Pago_Pago', 'HOME': None, 'LC_ALL': 'POSIX'}, None
    yield 'rows shuffled', {}, 1
    yield 'rows shuffled otherwise', {'LC_ALL': 'C.UTF-8'}, 2
    comma = comma_locale(folder)
    if comma:
        yield 'decimal comma', comma, 3
    else:
        print('left out: decimal comma (package locales is not installed)')


def make(jianbao, folder, number, changes, seed):
    """Makes the demo in a folder of its own; returns the path of the PDF."""
    place = folder / f'variant-{number}'
    place.mkdir()
    env = demo.environment(**changes)
    tables = [demo.EXAMPLES / name for name in demo.TABLES]
    if seed is not None:
        for name in demo.TABLES:
            shuffled(demo.EXAMPLES / name, place / name, seed)
        tables = [place / name for name in demo.TABLES]
    demo.make_store(jianbao, place / 'demo.db', tables, env)
    demo.make_pdf(jianbao, place / 'demo.db', place / 'demo.pdf', env)
    return place / 'demo.pdf'


def tell_difference(jianbao, first, other):
    """Where the page lists differ; the PDFs may differ although the pages are the same."""
    dumps = [demo.run(jianbao, 'brief', 'compare', '--store', pdf.with_suffix('.db'), '--format',
                      'dump', '-o', '-').decode('utf-8', 'replace').splitlines()
             for pdf in (first, other)]
    lines = list(difflib.unified_diff(*dumps, 'first', 'other', lineterm='', n=1))
    print('\n'.join(lines[:40]) if lines else 'the page lists are the same, the PDFs are not')


def main():
    jianbao = demo.program(sys.argv[1])
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        first = make(jianbao, folder, 'first', {'TZ': 'Asia/Shanghai'}, None)
        wanted = first.read_bytes()
        if not wanted.startswith(b'%PDF-'):
            sys.exit('the first is no PDF')
        for number, (what, changes, seed) in enumerate(variants(folder)):
            other = make(jianbao, folder, number, changes, seed)
            same = other.read_bytes() == wanted
            print(f'{what}: {"the same" if same else "DIFFERS"}')
            if not same:
                failed += 1
                tell_difference(jianbao, first, other)
    print(f'{len(wanted)} bytes each' if not failed else f'{failed} differ')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
