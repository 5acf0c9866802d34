#!/usr/bin/env python3
"""Looks at a finished PDF with other people's eyes: qpdf, poppler, MuPDF, Ghostscript.

Prints what is wrong, one a line, and exits 1 if anything is:
  readers   all four read it to the end and none of them warns
  fonts     each is embedded, a subset, and maps to Unicode
  text      some can be taken out, without replacement, private, radical or compatibility characters
  place     no word outside the page or in its margin, no two words on top of each other
  lines     none begins with a mark that closes or ends with one that opens; no number is cut from
            its digits or its unit
  sense     (--tagged) language, title, structure tree, tables with scoped header cells
  outline   (--bookmarks N) at least so many bookmarks
--self-test makes small PDFs with one fault each and wants each found.
"""
import argparse
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

TOOLS = ('qpdf', 'pdftotext', 'pdffonts', 'pdfinfo', 'pdftoppm', 'mutool', 'gs')
MM = 72 / 25.4
# What a reader says of itself, not of the file.
OWN_BUSINESS = {'warning: ICC support is not available'}
NOT_AT_START = set('，。、；：？！）》〉」』】〕］｝”’％%‰℃,.;:?!)]}·')
NOT_AT_END = set('（《〈「『【〔［｛“‘([{￥¥$№')
COUNTER = re.compile(r'[%％‰℃]|个百分点|万|亿|元|件|宗|起|人|名|家|户|条|份|次|天|日|年|月')
FOREIGN = re.compile('[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd\ufffe\uffff\ue000-\uf8ff\u2e80-\u2fdf\uf900-\ufaff'
                     '\U000f0000-\U0010fffd]')


def run(*command):
    """(exit code, standard output, standard error) of a reader."""
    env = dict(os.environ, LC_ALL='C.UTF-8')
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=env, timeout=300, check=False)
    return (done.returncode, done.stdout.decode('utf-8', 'replace'),
            done.stderr.decode('utf-8', 'replace'))


def first_line(*texts):
    lines = [line for text in texts for line in text.strip().splitlines() if line.strip()]
    return lines[0] if lines else 'no message'


def check_readers(path):
    """Every reader goes through every page and has nothing to say."""
    with tempfile.TemporaryDirectory() as folder:
        picture = os.path.join(folder, 'page')
        readings = [
            ('qpdf', ('qpdf', '--check', path)),
            ('pdftotext', ('pdftotext', '-enc', 'UTF-8', path, '-')),
            ('pdftoppm', ('pdftoppm', '-r', '40', path, picture)),
            ('mutool', ('mutool', 'draw', '-q', '-r', '40', '-o', picture + '%d.png', path)),
            ('gs', ('gs', '-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-dPDFSTOPONERROR', '-sDEVICE=nullpage',
                    path)),
        ]
        for name, command in readings:
            code, out, err = run(*command)
            if name not in ('qpdf', 'gs'):
                out = ''
            err = ''.join(line for line in err.splitlines(True) if line.strip() not in OWN_BUSINESS)
            if name == 'qpdf' and not code and 'WARNING' not in out + err:
                continue
            if code or out.strip() or err.strip():
                yield f'{name}: {first_line(err, out)}' + (f' (exit {code})' if code else '')


def check_fonts(path):
    rows = run('pdffonts', path)[1].splitlines()
    if len(rows) < 3:
        yield 'fonts: none found'
        return
    # The row of dashes tells where the columns stand; names may hold spaces.
    spans = [match.span() for match in re.finditer('-+', rows[1])]
    heads = [rows[0][a:b].strip() for a, b in spans]
    for row in rows[2:]:
        cells = dict(zip(heads, (row[a:b].strip() for a, b in spans)))
        for column, what in (('emb', 'embedded'), ('sub', 'a subset'), ('uni', 'mapped to Unicode')):
            if cells.get(column) != 'yes':
                yield f'fonts: {cells.get("name")} is not {what}'


def check_text(path):
    text = run('pdftotext', '-enc', 'UTF-8', path, '-')[1]
    if not text.strip():
        yield 'text: none can be taken out'
    for match in FOREIGN.finditer(text):
        around = text[max(0, match.start() - 8):match.end() + 8]
        yield f'text: U+{ord(match.group()):04X} in {around!r}'


class Word:
    def __init__(self, match):
        self.left, self.top, self.right, self.bottom = (float(n) for n in match.groups()[:4])
        self.text = html.unescape(match.group(5))
        # Full-width marks have a blank half, which may lie under their neighbour: ；“ set close.
        half = (self.bottom - self.top) * 0.35
        self.ink_left = self.left + half * (self.text[:1] in OPENING)
        self.ink_right = self.right - half * (self.text[-1:] in CLOSING)


OPENING = tuple('（《〈「『【〔“‘')
CLOSING = tuple('，。、；：！？）》〉」』】〕”’')
BOX = r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"'
WORD = re.compile(rf'<word {BOX}>(.*?)</word>', re.S)
LINE = re.compile(r'<line [^>]*>(.*?)</line>', re.S)
BLOCK = re.compile(r'<block [^>]*>(.*?)</block>', re.S)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)


def check_place(words, width, height, margin):
    """Nothing outside, nothing on top of something else."""
    for word in words:
        if (min(word.left, word.top) < margin or word.right > width - margin
                or word.bottom > height - margin):
            yield f'{word.text!r} lies outside the page or nearer than the margin to its edge'
    words = sorted(words, key=lambda w: w.top)
    for index, one in enumerate(words):
        for other in words[index + 1:]:
            if other.top >= one.bottom:
                break
            across = min(one.ink_right, other.ink_right) - max(one.ink_left, other.ink_left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            lower = min(one.bottom - one.top, other.bottom - other.top)
            # Boxes take a font's whole ascent and descent, so neighbours touch; ink that meets
            # shares half of its height.
            if across > 1.5 and down > lower / 2:
                yield f'{one.text!r} and {other.text!r} overlap'


def check_lines(block):
    """Edges of the lines of one block of running text."""
    lines = [''.join(html.unescape(w.group(5)) for w in WORD.finditer(line))
             for line in LINE.findall(block)]
    lines = [line for line in lines if line]
    for before, after in zip(lines, lines[1:]):
        if after[0] in NOT_AT_START and len(after) > 1:
            yield f'a line begins with {after[:12]!r}'
        if before[-1] in NOT_AT_END:
            yield f'a line ends with {before[-12:]!r}'
        # A column of figures is a block too, but its lines are short.
        running = len(before) > 8 and len(after) > 3
        # A mark behind the last digit parts it from a unit, but may be the number's own.
        if running and (re.search(r'\d[.,]?$', before) and after[0].isdecimal()
                        or re.search(r'\d$', before) and COUNTER.match(after)):
            yield f'a number is cut: {before[-10:]!r} / {after[:6]!r}'


def check_pages(path, margin):
    boxes = run('pdftotext', '-bbox-layout', path, '-')[1]
    pages = PAGE.findall(boxes)
    if not pages:
        yield 'pages: none found'
    for number, (width, height, content) in enumerate(pages, 1):
        words = [Word(match) for match in WORD.finditer(content)]
        found = list(check_place(words, float(width), float(height), margin * MM - 0.5))
        for block in BLOCK.findall(content):
            found += check_lines(block)
        for fault in found[:10]:
            yield f'page {number}: {fault}'


def objects_of(path):
    """All objects of the file by reference, and the trailer, as qpdf tells them."""
    code, out, _ = run('qpdf', '--json=2', '--json-key=qpdf', '--json-stream-data=none', path)
    if code not in (0, 3):
        return {}
    values = {}
    for name, item in json.loads(out)['qpdf'][1].items():
        value = item.get('value', item.get('stream', {}).get('dict'))
        values[name.removeprefix('obj:')] = value
    return values


def scoped(attributes, objects):
    """Whether a header cell's attributes, in one dictionary or a list of them, give a scope."""
    attributes = objects.get(attributes, attributes) if isinstance(attributes, str) else attributes
    if isinstance(attributes, list):
        return any(scoped(one, objects) for one in attributes)
    return isinstance(attributes, dict) and '/Scope' in attributes


def check_sense(path):
    objects = objects_of(path)
    catalogue = objects.get((objects.get('trailer') or {}).get('/Root'), {})
    if '/StructTreeRoot' not in catalogue:
        yield 'sense: no structure tree'
        return
    mark = catalogue.get('/MarkInfo')
    mark = objects.get(mark, mark) if isinstance(mark, str) else mark
    if not (mark or {}).get('/Marked'):
        yield 'sense: not marked as tagged'
    if not catalogue.get('/Lang'):
        yield 'sense: no language'
    info = run('pdfinfo', path)[1]
    if not re.search(r'^Title:\s+\S', info, re.M):
        yield 'sense: no title'
    elements = [v for v in objects.values()
                if isinstance(v, dict) and '/S' in v and ('/P' in v or '/K' in v)]
    kinds = [v['/S'] for v in elements]
    for kind in ('/Document', '/H1', '/Table', '/TR', '/TH', '/TD'):
        if kind not in kinds:
            yield f'sense: no {kind[1:]} in the structure tree'
    if kinds.count('/H1') > 1:
        yield f"sense: {kinds.count('/H1')} headings of the first level; the title is the only one"
    bare = sum(1 for v in elements if v['/S'] == '/TH' and not scoped(v.get('/A'), objects))
    if bare:
        yield f'sense: {bare} header cells without a scope'


def count_titles(outlines):
    return sum(1 + count_titles(one.get('kids', [])) for one in outlines)


def check_outline(path, wanted):
    out = run('qpdf', '--json', '--json-key=outlines', path)[1]
    count = count_titles(json.loads(out).get('outlines', [])) if out else 0
    if count < wanted:
        yield f'outline: {count} bookmarks, wanted {wanted}'


def check(path, margin=5.0, tagged=False, bookmarks=0):
    """All that is wrong with one file."""
    path = str(path)
    faults = list(check_readers(path))
    faults += check_fonts(path)
    faults += check_text(path)
    faults += check_pages(path, margin)
    if tagged:
        faults += check_sense(path)
    if bookmarks:
        faults += check_outline(path, bookmarks)
    return faults


# ---- self-test: small PDFs with one fault each ----------------------------------------------

TO_FFFD = (b'/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n'
           b'1 begincodespacerange <00> <FF> endcodespacerange\n'
           b'1 beginbfchar <5A> <FFFD> endbfchar\nendcmap end end\n')


def make_pdf(path, lines, unicode_map=b'', broken=False):
    """A page of text lines (x, y, text) in Helvetica, which is not embedded."""
    content = b''.join(b'BT /F 10 Tf %d %d Td (%s) Tj ET\n' % (
        x, y, re.sub(rb'([()\\])', rb'\\\1', text.encode('latin-1'))) for x, y, text in lines)
    to_unicode = b'/ToUnicode 6 0 R' if unicode_map else b''
    bodies = [
        b'<</Type/Catalog/Pages 2 0 R>>',
        b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
        b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R'
        b'/Resources<</Font<</F 4 0 R>>>>>>',
        b'<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding%s>>' % to_unicode,
        b'<</Length %d>>stream\n%sendstream' % (len(content) + (99 if broken else 0), content),
        b'<</Length %d>>stream\n%sendstream' % (len(unicode_map), unicode_map),
    ]
    out, offsets = b'%PDF-1.4\n', []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b'%d 0 obj%s endobj\n' % (number, body)
    table = b''.join(b'%010d 00000 n \n' % offset for offset in offsets)
    out += b'xref\n0 7\n0000000000 65535 f \n' + table
    out += b'trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % out.rindex(b'xref\n')
    path.write_bytes(out)


def paragraph(*lines):
    return [(72, 700 - 12 * number, line) for number, line in enumerate(lines)]


SAMPLES = [
    ('fonts', 'is not embedded', dict(lines=paragraph('some quiet words'))),
    ('place', 'outside the page', dict(lines=[(590, 400, 'far out')])),
    ('place', 'overlap', dict(lines=[(100, 400, 'onewordhere'), (103, 401, 'anotherword')])),
    ('lines', 'a line begins with', dict(lines=paragraph('words that run on and', ', then on and on'))),
    ('lines', 'a line ends with', dict(lines=paragraph('words that run on and (', 'then on and on it'))),
    ('lines', 'a number is cut', dict(lines=paragraph('they recovered some 1234', '567 yuan for them'))),
    ('text', 'U+FFFD', dict(lines=paragraph('Zebra'), unicode_map=TO_FFFD)),
    ('readers', 'qpdf:', dict(lines=paragraph('some quiet words'), broken=True)),
    ('sense', 'no structure tree', dict(lines=paragraph('some quiet words'))),
    ('outline', '0 bookmarks', dict(lines=paragraph('some quiet words'))),
    ('text', 'none can be taken out', dict(lines=[])),
]


def self_test():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (what, wanted, parts) in enumerate(SAMPLES):
            path = pathlib.Path(folder) / f'{number}.pdf'
            make_pdf(path, **parts)
            faults = check(path, tagged=True, bookmarks=1)
            if not any(wanted in fault for fault in faults):
                failed += 1
                print(f'self-test: {what}: nothing says {wanted!r}: {faults}')
        path = pathlib.Path(folder) / 'quiet.pdf'
        make_pdf(path, paragraph('some quiet words', 'that no one minds'))
        for fault in check(path):
            if 'Helvetica' not in fault:
                failed += 1
                print(f'self-test: wrongly found: {fault}')
    print(f'{len(SAMPLES)} made-up faults, {failed} mistakes')
    return failed == 0


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('files', nargs='*')
    options.add_argument('--margin', type=float, default=5.0, help='mm that must stay free (5)')
    options.add_argument('--tagged', action='store_true')
    options.add_argument('--bookmarks', type=int, default=0)
    options.add_argument('--self-test', action='store_true')
    args = options.parse_args()
    lacking = [tool for tool in TOOLS if not shutil.which(tool)]
    if lacking:
        raise SystemExit(f'not installed: {", ".join(lacking)}; run ./dev install test')
    if args.self_test:
        raise SystemExit(0 if self_test() else 1)
    if not args.files:
        raise SystemExit('no file named')
    failed = False
    for path in args.files:
        faults = check(path, args.margin, args.tagged, args.bookmarks)
        failed = failed or bool(faults)
        print(f'{path}: {len(faults)} faults' if faults else f'{path}: sound')
        for fault in faults[:60]:
            print(f'  {fault}')
    raise SystemExit(1 if failed else 0)


if __name__ == '__main__':
    main()
