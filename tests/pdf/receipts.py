#!/usr/bin/env python3
"""receipts.py PROGRAM: in a finished PDF each figure leads to its receipt, and the receipt back.

Reads the links with qpdf and the words under them and at their ends with pdftotext: where a figure's
link leads stands a sentence of the store that states this figure; where the receipt leads back the
figure stands. Without the ledger there is no such link.
"""
import csv
import json
import pathlib
import re
import sys
import tempfile

import demo

PREFECTURE = demo.ROOT / 'examples/prefecture'
# What a link to a receipt says of itself.
RECEIPT = re.compile(r'^u:(?:出处：第 (\d+) 页|Source: page (\d+))$')
PAGE = re.compile(r'^u:(?:转到第 (\d+) 页|Go to page (\d+))$')
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
FAULTS = []


def check(fine, what):
    if not fine:
        FAULTS.append(what)


class Pdf:
    """Pages, their links, and the words within a box, all from other people's readers."""

    def __init__(self, path):
        self.path = path
        whole = json.loads(demo.run('qpdf', '--json=2', path))
        self.objects = whole['qpdf'][1]
        self.pages = [page['object'] for page in whole['pages']]
        self.height = [self.value(name)['/MediaBox'][3] for name in self.pages]
        self.links = [link for number, name in enumerate(self.pages)
                      for annot in self.value(self.value(name).get('/Annots', []))
                      for link in self.link(number, self.value(annot))]
        boxes = demo.run('pdftotext', '-bbox', path, '-').decode('utf-8')
        self.words = [[(*map(float, word[:4]), word[4]) for word in WORD.findall(page)]
                      for page in boxes.split('<page ')[1:]]

    def value(self, thing):
        while isinstance(thing, str) and re.fullmatch(r'\d+ \d+ R', thing):
            thing = self.objects['obj:' + thing]['value']
        return thing

    def link(self, page, annot):
        if '/Dest' not in annot:
            return []
        target = self.pages.index(annot['/Dest'][0])
        left, bottom, right, top = annot['/Rect']
        return [{'page': page, 'box': (left, self.height[page] - top, right,
                                       self.height[page] - bottom),
                 'to': target, 'y': self.height[target] - annot['/Dest'][3],
                 'says': annot['/Contents']}]

    def text(self, page, left, top, right, bottom):
        """Words whose middle lies in the box."""
        return ' '.join(w[4] for w in self.words[page]
                       if left <= (w[0] + w[2]) / 2 <= right and top <= (w[1] + w[3]) / 2 <= bottom)

    def numbers(self, page, left, top, right, bottom):
        """Those of the words that the box touches: a word may hold more than the figure."""
        return {number for w in self.words[page]
                if w[0] < right - 1 and w[2] > left + 1 and top <= (w[1] + w[3]) / 2 <= bottom
                for number in re.findall(r'\d[\d.,]*', w[4])}


def plain(text):
    return re.sub(r'\s', '', text).replace('&quot;', '"').replace('&amp;', '&')


def digits(text):
    """Whatever the scale and the language: 26.04 million is 2604万 is 26040000."""
    return [re.sub('[.,]', '', number).rstrip('0') or '0'
            for number in re.findall(r'\d[\d.,]*', text)]


def sentences(records):
    """By the digits of a figure as reports write it: the sentences that state it."""
    found = {}
    for record in records:
        for number in digits(record['raw'])[:1]:
            found.setdefault(number, set()).add(plain(record['sentence']))
    return found


def row_end(tops, top):
    """Where the row of a ledger ends that begins there."""
    return min([y for y in tops if y > top + 1], default=top + 90)


def look(pdf, stated, name):
    """Every link to a receipt and back; returns how many of each."""
    forth = [link for link in pdf.links if RECEIPT.match(link['says'])]
    ledger = {link['to'] for link in forth}
    back = [link for link in pdf.links if link['page'] in ledger and PAGE.match(link['says'])]
    tops = {page: sorted({link['y'] for link in forth if link['to'] == page}) for page in ledger}
    cut = 0
    for link in forth:
        figure = pdf.numbers(link['page'], *link['box'])
        end = row_end(tops[link['to']], link['y'])
        row = pdf.text(link['to'], 0, link['y'], 2000, end)
        whole = plain(pdf.text(link['to'], 0, 0, 2000, 2000))
        said = next(filter(None, RECEIPT.match(link['says']).groups()))
        check(int(said) == link['to'] + 1, f'{name}: {figure} says page {said}')
        # A sentence over several lines is no one string among its neighbours: its letters are.
        hit = [s for number in digits(' '.join(figure)) if number in digits(row)
               for s in stated.get(number, ()) if set(s) <= set(row) and s[:4] in whole]
        cut += not figure  # its unit stands on the next line
        check(bool(hit) or not figure, f'{name}: no sentence with {figure} in {row[:80]}')
    for link in back:
        line = pdf.text(link['to'], 0, link['y'] - 3, 2000, link['y'] + 18)
        top = max(y for y in tops[link['page']] if y <= link['box'][1])
        own = pdf.text(link['page'], 0, top, link['box'][0], row_end(tops[link['page']], top))
        check(bool(set(digits(own)) & set(digits(line))),
              f'{name}: the receipt {own[:60]} leads back to {line[:60]}')
    check(cut * 10 <= len(forth), f'{name}: {cut} of {len(forth)} links have no figure under them')
    return len(forth), len(back)


def make(program, store, layout, out, *settings):
    words = [word for setting in settings for word in ('--set', setting)]
    demo.run(program, 'brief', layout, '--store', store, '-o', out, '--report', f'{out}.json',
             *words)
    report = json.loads(pathlib.Path(f'{out}.json').read_text(encoding='utf-8'))['receipts']
    pdf = Pdf(out)
    return pdf, report


def check_layout(program, store, stated, folder, layout, *settings):
    out = folder / f'{layout}.pdf'
    pdf, report = make(program, store, layout, out, *settings)
    forth, back = look(pdf, stated, layout)
    check(report['links'] == report['resolved'] == forth > 0, f'{layout}: {report}, {forth} found')
    check(report['without'] == 0, f'{layout}: figures without a receipt: {report}')
    check(back >= report['count'], f'{layout}: {back} ways back from {report["count"]} receipts')
    pdf, report = make(program, store, layout, folder / 'off.pdf', 'receipts=false', *settings)
    found = [link for link in pdf.links if RECEIPT.match(link['says'])]
    check(not found and report['count'] == report['links'] == 0, f'{layout}: links without ledger')


def main():
    program = demo.program(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        five, prefecture = folder / 'five.db', folder / 'prefecture.db'
        demo.make_store(program, five, [demo.EXAMPLES / table for table in demo.TABLES])
        tables = ('agencies.csv', 'reports.jsonl', 'facts.jsonl', 'absences.jsonl')
        demo.make_store(program, prefecture, [PREFECTURE / table for table in tables])
        with open(demo.EXAMPLES / 'facts.csv', encoding='utf-8-sig') as source:
            stated = sentences(csv.DictReader(source))
        for layout in ('brief_compare', 'brief_enforcement', 'brief_disputes', 'brief_wages',
                       'en_comparative', 'annual_rollup'):
            check_layout(program, five, stated, folder, layout)
        lines = (PREFECTURE / 'facts.jsonl').read_text(encoding='utf-8').splitlines()
        records = map(json.loads, lines)
        check_layout(program, prefecture, sentences(records), folder, 'annual_rollup',
                     'from=2024', 'to=2024')
    print('\n'.join(FAULTS[:40]) or 'every figure leads to its receipt and back')
    sys.exit(1 if FAULTS else 0)


main()
