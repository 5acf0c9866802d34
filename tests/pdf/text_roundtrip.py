#!/usr/bin/env python3
"""text_roundtrip: what a reader copies out of the PDF is what the page list says stands there.

Compares, page by page, the characters that poppler takes out of the PDF with those of the dump of
the same document (`brief --format dump`), as multisets without spaces: readers order columns and
guess spaces each in their own way, but none may lose, add or change a character.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import demo

QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')


def dump_pages(text):
    """The characters of each page of a dump, from the quoted text of its text marks."""
    pages = []
    for line in text.splitlines():
        if line.startswith('page '):
            pages.append('')
        elif pages and line.startswith('text '):
            pages[-1] += json.loads(QUOTED.search(line).group())
    return pages


def pdf_pages(path):
    text = subprocess.run(['pdftotext', '-enc', 'UTF-8', str(path), '-'], check=True,
                          stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout.decode('utf-8')
    return text.split('\f')[:-1]


def letters(text):
    return collections.Counter(c for c in text if not c.isspace() and c != '\u00ad')


def told(counter):
    return ' '.join(f'{c!r}x{n}' for c, n in sorted(counter.items())[:20])


def main():
    jianbao = demo.program(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        demo.make_store(jianbao, folder / 'demo.db', [demo.EXAMPLES / t for t in demo.TABLES])
        demo.make_pdf(jianbao, folder / 'demo.db', folder / 'demo.pdf')
        dump = demo.run(jianbao, 'brief', 'compare', '--store', folder / 'demo.db', '--format',
                        'dump', '-o', '-').decode('utf-8')
        wanted, found = dump_pages(dump), pdf_pages(folder / 'demo.pdf')
    failed = 0
    if not wanted or not ''.join(wanted).strip():
        sys.exit('the dump has no text: has its format changed?')
    if len(wanted) != len(found):
        sys.exit(f'{len(wanted)} pages in the dump, {len(found)} in the PDF')
    for number, (want, got) in enumerate(zip(wanted, found), 1):
        lost, added = letters(want) - letters(got), letters(got) - letters(want)
        if lost or added:
            failed += 1
            print(f'page {number}: lost: {told(lost)}; added: {told(added)}')
    print(f'{len(wanted)} pages, {sum(map(len, wanted))} characters, {failed} pages differ')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
