#!/usr/bin/env python3
"""check_pdfs DIR: the PDFs of the torture, seen by qpdf and poppler.

qpdf --check has nothing to say of any, and pdftotext reads, page by page, the characters that the
page list wrote beside it (DIR/SEED.txt) in the same order. Read by its structure the document says
the same in the same order as its pages (DIR/SEED.order, empty where rows go on over pages); footnotes,
which begin with FOOTNOTE, are left out of that. Says what differs; exits 1 then.
"""
import pathlib
import re
import subprocess
import sys


FOOTNOTE = '乙'


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


def note_end(lines, at):
    """Where the element of a note ends: at the next line that is not deeper."""
    depth = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > depth:
        end += 1
    return end


def spoken(pdf):
    lines = run('pdfinfo', '-struct-text', str(pdf)).stdout.decode('utf-8').splitlines()
    said = [re.fullmatch(r' *"(.*)"', line) for line in lines]
    out = []
    at = 0
    while at < len(lines):
        end = at + 1
        if lines[at].lstrip().startswith('Note '):
            end = note_end(lines, at)
        own = [m.group(1) for m in said[at:end] if m]
        out += [] if any(text.startswith(FOOTNOTE) for text in own) else own
        at = end
    return letters(''.join(out))


def order_faults(pdf):
    want = letters(pdf.with_suffix('.order').read_text('utf-8'))
    got = spoken(pdf) if want else ''
    if want != got:
        at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
        yield (f'structure, character {at + 1}: the pages say {want[at:at + 20]!r}, '
               f'it says {got[at:at + 20]!r}')


def main():
    failed = count = ordered = 0
    for pdf in sorted(pathlib.Path(sys.argv[1]).glob('*.pdf'), key=lambda p: int(p.stem)):
        count += 1
        ordered += pdf.with_suffix('.order').stat().st_size > 0
        for fault in (*faults(pdf), *order_faults(pdf)):
            failed += 1
            print(f'seed {pdf.stem}: {fault}', flush=True)
    print(f'{count} PDFs read by qpdf and pdftotext, {ordered} of them by their structure, '
          f'{failed} faults')
    sys.exit(failed > 0 or count == 0)


main()
