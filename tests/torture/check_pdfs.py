#!/usr/bin/env python3
"""check_pdfs DIR | check_pdfs --make LAYOUT_TORTURE [OPTION...]: the PDFs of the torture, seen by others.

DIR and its folders hold what layout_torture --pdf wrote; with --make it writes them to a folder that
lives no longer than the check. Of each PDF
  - qpdf has nothing to say, fonts and characters are in order, no word lies in the margin and no two
    lie on top of each other (as tests/pdf/check_pdf.py has it);
  - pdftotext reads, page by page, the characters that the page list wrote beside it (SEED.txt) in
    the same order;
  - read by its structure the document says the same in the same order as its pages (SEED.order, empty
    where rows go on over pages); footnotes, which begin with FOOTNOTE, are left out of that;
  - no line that a reader finds ends or begins as none may. Readers guess what is a line: they put
    neighbouring cells and labels into one. What they find counts when the page list has the two ends
    in one text; otherwise it is only counted, as a misreading.
Says what differs; exits 1 then.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'pdf'))
import check_pdf  # noqa: E402  pylint: disable=wrong-import-position

FOOTNOTE = '乙'
MARGIN = 5.0


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=300, check=False)


def letters(text):
    return ''.join(c for c in text if not c.isspace() and c != '\u00ad')


def file_faults(pdf):
    done = run('qpdf', '--check', str(pdf))
    if done.returncode != 0 or b'WARNING' in done.stdout:
        yield 'qpdf: ' + done.stdout.decode('utf-8', 'replace').strip()[-300:]
    yield from check_pdf.check_fonts(str(pdf))
    yield from check_pdf.check_text(str(pdf))


def page_texts(pdf):
    return pdf.with_suffix('.txt').read_text('utf-8').split('\f')[:-1]


def text_faults(pdf):
    text = run('pdftotext', '-raw', '-enc', 'UTF-8', str(pdf), '-').stdout.decode('utf-8')
    found = text.split('\f')[:-1]
    wanted = page_texts(pdf)
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


def bad_edges(before, after):
    """What check_pdf says of two lines below each other."""
    line = '<line ><word xMin="0" yMin="0" xMax="0" yMax="0">{}</word></line>'
    return check_pdf.check_lines(line.format(before) + line.format(after))


def page_faults(pdf, misread):
    """Places and lines as poppler sees them; lines of two texts are added to misread."""
    boxes = check_pdf.run('pdftotext', '-bbox-layout', str(pdf), '-')[1]
    pages = check_pdf.PAGE.findall(boxes)
    for number, ((width, height, content), said) in enumerate(zip(pages, page_texts(pdf)), 1):
        words = [check_pdf.Word(match) for match in check_pdf.WORD.finditer(content)]
        for fault in check_pdf.check_place(words, float(width), float(height),
                                           MARGIN * check_pdf.MM - 0.5):
            yield f'page {number}: {fault}'
        own = [letters(text) for text in said.split('\n\n')]
        for block in check_pdf.BLOCK.findall(content):
            rows = [list(check_pdf.WORD.finditer(line)) for line in check_pdf.LINE.findall(block)]
            for one, next_one in zip(rows, rows[1:]):
                # A sign of another font may be told as a line beside its own.
                below = one and next_one and (float(next_one[0].group(2)) >
                                              (float(one[-1].group(2)) + float(one[-1].group(4))) / 2)
                if not below:
                    continue
                before, after = (''.join(w.group(5) for w in row) for row in (one, next_one))
                for fault in bad_edges(before, after):
                    ends = letters(check_pdf.html.unescape(before)[-10:] +
                                   check_pdf.html.unescape(after)[:6])
                    if any(ends in text for text in own):
                        yield f'page {number}: {fault}'
                    else:
                        misread.append(f'{pdf.stem}, page {number}: {fault}')


def faults(pdf):
    """What is wrong with one PDF, and what a reader misread in it."""
    misread = []
    wrong = [*file_faults(pdf), *text_faults(pdf), *order_faults(pdf), *page_faults(pdf, misread)]
    return wrong, misread


def check(folder):
    failed = ordered = 0
    misread = []
    pdfs = sorted(folder.rglob('*.pdf'), key=lambda p: int(p.stem))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for pdf, (wrong, both) in zip(pdfs, pool.map(faults, pdfs)):
            ordered += pdf.with_suffix('.order').stat().st_size > 0
            failed += len(wrong)
            misread += both
            for fault in wrong:
                print(f'seed {pdf.stem}: {fault}', flush=True)
    for one in misread:
        print(f'two texts taken for one: {one}')
    print(f'{len(pdfs)} PDFs read by others, {ordered} of them by their structure, {failed} faults; '
          f'{len(misread)} times a reader took two texts for one')
    return failed == 0 and bool(pdfs)


def main():
    if sys.argv[1] != '--make':
        sys.exit(0 if check(pathlib.Path(sys.argv[1])) else 1)
    with tempfile.TemporaryDirectory() as name:
        made = run(*sys.argv[2:], '--pdf', name)
        print(made.stdout.decode('utf-8', 'replace').strip())
        sys.exit(0 if made.returncode == 0 and check(pathlib.Path(name)) else 1)


main()
