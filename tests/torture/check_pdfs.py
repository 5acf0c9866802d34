#!/usr/bin/env python3
"""check_pdfs DIR: the PDFs of the torture, seen by qpdf and poppler.

qpdf --check has nothing to say of any, and pdftotext reads, page by page, the characters that the
page list wrote beside it (DIR/SEED.txt) in the same order. Says what differs; exits 1 then.
"""
import pathlib
import subprocess
import sys


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=300, check=False)


def letters(text):
    return ''.join(c for c in text if not c.isspace() and c != '\u00ad')


def faults(pdf):
    done = run('qpdf', '--check', str(pdf))
    if done.returncode != 0 or b'WARNING' in done.stdout:
        yield 'qpdf: ' + done.stdout.decode('utf-8', 'replace').strip()[-300:]
    text = run('pdftotext', '-raw', '-enc', 'UTF-8', str(pdf), '-').stdout.decode('utf-8')
    found = text.split('\f')[:-1]
    wanted = pdf.with_suffix('.txt').read_text('utf-8').split('\f')[:-1]
    if len(found) != len(wanted):
        yield f'{len(wanted)} pages laid out, {len(found)} read'
    for number, (want, got) in enumerate(zip(wanted, found), 1):
        want, got = letters(want), letters(got)
        if want != got:
            at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b),
                      min(len(want), len(got)))
            yield (f'page {number}, character {at + 1}: laid out {want[at:at + 20]!r}, '
                   f'read {got[at:at + 20]!r}')


def main():
    failed = count = 0
    for pdf in sorted(pathlib.Path(sys.argv[1]).glob('*.pdf'), key=lambda p: int(p.stem)):
        count += 1
        for fault in faults(pdf):
            failed += 1
            print(f'seed {pdf.stem}: {fault}')
    print(f'{count} PDFs read by qpdf and pdftotext, {failed} faults')
    sys.exit(failed > 0 or count == 0)


main()
