#!/usr/bin/env python3
"""memo.py PROGRAM: jianbao attach and memos of many makers.

The memos are made here: by hand (objects of all kinds, with a table or streams of
cross-references), by Ghostscript, and from those by qpdf (encrypted, linearized, damaged). Each is
attached; qpdf must find nothing wrong, and page contents, links, bookmarks, labels and attached
files must be what they were.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import demo
from demo import check

DAMAGED = ('no-table', 'bad-xref', 'junk-before')


# ---- memos made by hand


def pdf(objects, trailer='', table=True):
    """A PDF of these objects, of which the first is the catalog; bytes stay as they are."""
    out, offsets = bytearray(b'%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        body = body if isinstance(body, bytes) else body.encode('latin-1')
        out += b'%d 0 obj\n%s\nendobj\n' % (number, body)
    start = len(out)
    if table:
        out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
        out += b''.join(b'%010d 00000 n \n' % at for at in offsets)
    out += f'trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n'.encode('latin-1')
    return bytes(out + b'startxref\n%d\n%%%%EOF\n' % start)


def stream(data, keys=''):
    data = data if isinstance(data, bytes) else data.encode('latin-1')
    return f'<< {keys} /Length {len(data)} >>\nstream\n'.encode('latin-1') + data + b'\nendstream'


def simple(pages, extra_catalog='', extra_objects=(), box='0 0 595 842', rotate=0, page_keys=''):
    """`pages` pages of text. Objects: 1 catalog, 2 pages, 3 font, then page and content in turn, then
    the extra ones."""
    kids = ' '.join(f'{4 + 2 * i} 0 R' for i in range(pages))
    objects = [f'<< /Type /Catalog /Pages 2 0 R {extra_catalog} >>',
               f'<< /Type /Pages /Kids [{kids}] /Count {pages} /MediaBox [{box}] '
               '/Resources << /Font << /F1 3 0 R >> >> >>',
               '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>']
    for i in range(pages):
        objects.append(f'<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * i} 0 R /Rotate {rotate} '
                       f'{page_keys if i == 0 else ""} >>')
        objects.append(stream(f'BT /F1 24 Tf 72 700 Td (Memo, page {i + 1}) Tj ET'))
    return objects + list(extra_objects)


def rich():
    """Bookmarks two deep, page labels, a link, an attached file, a named destination."""
    extra = [
        '<< /Type /Outlines /First 11 0 R /Last 12 0 R /Count 2 >>',
        '<< /Title (Request) /Parent 10 0 R /Next 12 0 R /Dest [4 0 R /Fit] /First 13 0 R '
        '/Last 13 0 R /Count -1 >>',
        '<< /Title (Opinion) /Parent 10 0 R /Prev 11 0 R /Dest [6 0 R /Fit] >>',
        '<< /Title (Detail) /Parent 11 0 R /Dest [8 0 R /XYZ 0 700 0] >>',
        '<< /Type /Annot /Subtype /Link /Rect [72 690 300 720] /Border [0 0 0] /Dest [8 0 R /Fit] >>',
        '<< /Type /Annot /Subtype /Link /Rect [72 600 300 620] '
        '/A << /S /URI /URI (https://example.org/) >> >>',
        stream('memo data', '/Type /EmbeddedFile'),
        '<< /Type /Filespec /F (figures.csv) /UF (figures.csv) /EF << /F 16 0 R >> >>',
    ]
    catalog = ('/Outlines 10 0 R /PageLabels << /Nums [0 << /S /r >> 2 << /S /D /St 7 >>] >> '
               '/Names << /EmbeddedFiles << /Names [(figures.csv) 17 0 R] >> >>')
    return pdf(simple(3, catalog, extra, page_keys='/Annots [14 0 R 15 0 R]'))


def form(signed):
    value = ('/FT /Sig /V << /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached '
             '/ByteRange [0 10 20 10] /Contents <00> >>' if signed else '/FT /Tx /V (filled in)')
    extra = [f'<< /Type /Annot /Subtype /Widget /T (field1) {value} /Rect [72 600 300 620] '
             '/DA (/F1 12 Tf 0 g) /P 4 0 R >>']
    flags = '/SigFlags 3' if signed else '/DA (/F1 12 Tf 0 g) /DR << /Font << /F1 3 0 R >> >>'
    return pdf(simple(1, f'/AcroForm << /Fields [6 0 R] {flags} >>', extra,
                      page_keys='/Annots [6 0 R]'))


def tagged():
    """A document of another maker with tags of its own."""
    extra = ['<< /Type /StructTreeRoot /K 7 0 R /ParentTree << /Nums [0 [8 0 R]] >> '
             '/ParentTreeNextKey 1 >>',
             '<< /Type /StructElem /S /Document /P 6 0 R /K [8 0 R] >>',
             '<< /Type /StructElem /S /P /P 7 0 R /Pg 4 0 R /K 0 >>']
    objects = simple(1, '/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R /Lang (en)', extra,
                     page_keys='/StructParents 0')
    objects[4] = stream('/P << /MCID 0 >> BDC BT /F1 24 Tf 72 700 Td (Tagged) Tj ET EMC')
    return pdf(objects)


def scanned():
    """Pictures and nothing else: raw bytes that no one may touch."""
    picture = bytes((x * 7 + y * 3) % 256 for y in range(64) for x in range(64))
    objects = ['<< /Type /Catalog /Pages 2 0 R >>',
               '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
               '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R '
               '/Resources << /XObject << /Im0 5 0 R >> >> >>',
               stream('q 595 0 0 842 0 0 cm /Im0 Do Q'),
               stream(picture, '/Type /XObject /Subtype /Image /Width 64 /Height 64 '
                               '/ColorSpace /DeviceGray /BitsPerComponent 8')]
    return pdf(objects, '/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]')


# ---- what a file holds


def qpdf_json(path):
    done = subprocess.run(['qpdf', '--json', str(path)],
                          capture_output=True, check=False)
    return json.loads(done.stdout)


def raw_pages(path, count):
    """The content bytes of the first pages, as they are stored decoded."""
    held = qpdf_json(path)
    out = []
    for page in held['pages'][:count]:
        out.append([subprocess.run(['qpdf', f'--show-object={ref.split()[0]}', '--filtered-stream-data',
                                    str(path)], capture_output=True, check=False).stdout
                    for ref in page['contents']])
    return out


def outline(items):
    return [(i['title'], i['destpageposfrom1'], outline(i['kids'])) for i in items]


def annots(path, count):
    """Kinds, places and targets (as page numbers) of the first pages' annotations."""
    held = qpdf_json(path)
    objects = held['qpdf'][1]
    pages = {page['object']: n for n, page in enumerate(held['pages'])}
    out = []
    for page in held['pages'][:count]:
        body = objects['obj:' + page['object']]['value']
        refs = body.get('/Annots', [])
        for ref in refs if isinstance(refs, list) else objects['obj:' + refs]['value']:
            value = objects['obj:' + ref]['value'] if isinstance(ref, str) else ref
            dest = value.get('/Dest')
            out.append((value['/Subtype'], value['/Rect'], json.dumps(value.get('/A')),
                        pages.get(dest[0]) if isinstance(dest, list) else dest))
    return out


def things(value):
    """Every dictionary and every list within."""
    if isinstance(value, (dict, list)):
        yield value
        for part in value.values() if isinstance(value, dict) else value:
            yield from things(part)


class Leads:
    """Where the pages from `first` on lead: links with their targets, bookmarks, tags. Pages are
    counted from there."""

    def __init__(self, path, first=0):
        held = qpdf_json(path)
        self.objects = held['qpdf'][1]
        self.pages = {page['object']: n - first for n, page in enumerate(held['pages'])}
        own = [page['object'] for page in held['pages'][first:]]
        refs = [(self.pages[page], ref) for page in own
                for ref in self.value(self.value(page).get('/Annots', []))]
        self.links = [(page, self.value(ref)['/Rect'], self.target(self.value(ref)))
                      for page, ref in refs if self.value(ref)['/Subtype'] == '/Link']
        self.bookmarks = self.shifted(held['outlines'], first)
        parts = [part for one in self.objects.values() for part in things(one.get('value'))
                 if isinstance(part, dict)]
        self.tags = (sum(self.pages.get(part.get('/Pg'), -1) >= 0 for part in parts),
                     sum(part.get('/Type') == '/OBJR' and part.get('/Obj') in {r for _, r in refs}
                         for part in parts))
        self.dead = [dest for part in parts for dest in (part.get('/Dest'), part.get('/D'))
                     if isinstance(dest, list) and dest and dest[0] not in self.pages]

    def value(self, thing):
        while isinstance(thing, str) and 'obj:' + thing in self.objects:
            thing = self.objects['obj:' + thing]['value']
        return thing

    def target(self, link):
        action = self.value(link.get('/A', {}))
        dest = self.value(link.get('/Dest', action.get('/D')))
        return [self.pages.get(dest[0]), *dest[1:]] if isinstance(dest, list) else action

    def shifted(self, items, first):
        return [(i['title'], i['destpageposfrom1'] and i['destpageposfrom1'] - first,
                 self.shifted(i['kids'], first)) for i in items]


def pixels(path, first, last, folder):
    """The pages drawn, as bytes."""
    for old in folder.glob('draw-*'):
        old.unlink()
    demo.run('pdftoppm', '-r', '40', '-f', first, '-l', last, path, folder / 'draw')
    return [p.read_bytes() for p in sorted(folder.glob('draw-*'))]


class Bench:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.store = folder / 'demo.db'
        self.env = demo.environment(LC_ALL='C.UTF-8', JIANBAO_LANG='en')
        demo.make_store(program, self.store, [demo.EXAMPLES / t for t in demo.TABLES])

    def call(self, *words):
        return subprocess.run([str(self.program), '--store', str(self.store), *map(str, words)],
                              capture_output=True, text=True, errors='replace', env=self.env,
                              cwd=self.folder, timeout=300, check=False)

    def memo(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path


def unchanged(bench, name, memo, out, pages):
    """The memo within the output; of a damaged one what qpdf makes of it."""
    if name in DAMAGED:
        mended = bench.folder / 'mended.pdf'
        subprocess.run(['qpdf', '--object-streams=preserve', str(memo), str(mended)],
                       capture_output=True, check=False)
        memo = mended
    before, after = qpdf_json(memo), qpdf_json(out)
    done = subprocess.run(['qpdf', '--check', str(out)], capture_output=True, text=True, check=False)
    check(done.returncode == 0, f'{name}: qpdf finds nothing wrong', done)
    check(len(after['pages']) > pages, f'{name}: pages were added')
    sample = min(pages, 5)
    check(raw_pages(memo, sample) == raw_pages(out, sample), f'{name}: contents unchanged')
    marks = outline(after['outlines'])
    own = outline(before['outlines'])
    check(marks[:len(own)] == own and len(marks) == len(own) + 1 and marks[-1][0].startswith('附件')
          and marks[-1][1] == pages + 1, f'{name}: bookmarks first the memo\'s, then the annex')
    labels = [l for l in after['pagelabels'] if l['index'] < pages]
    check(labels == (before['pagelabels'] or [{'index': 0, 'label': {'/S': '/D'}}]) or
          [l['label'].get('/S') for l in labels] ==
          [l['label'].get('/S') for l in before['pagelabels'] or [{'label': {'/S': '/D'}}]],
          f'{name}: labels kept')
    check(after['pagelabels'][-1]['index'] == pages, f'{name}: the annex has labels of its own')
    check(annots(memo, sample) == annots(out, sample), f'{name}: links kept')
    files = after['attachments']
    check({'figures.json', 'layout.json'} <= set(files) and
          set(before['attachments']) <= set(files), f'{name}: attached files kept and added')
    if shutil.which('pdftoppm'):
        last = min(pages, 3)
        check(pixels(memo, 1, last, bench.folder) == pixels(out, 1, last, bench.folder),
              f'{name}: drawn the same')


def attach(bench, name, data, pages, said=None, *words):
    memo = bench.memo(f'{name}.pdf', data)
    out = bench.folder / f'{name}-out.pdf'
    done = bench.call('attach', memo, '-o', out, *words)
    check(done.returncode == 0, f'{name}: attached', done)
    if done.returncode:
        return None
    check((said or '') in done.stderr and (said is not None or not done.stderr),
          f'{name}: says {said!r}', done)
    unchanged(bench, name, memo, out, pages)
    again = bench.folder / 'again.pdf'
    bench.call('attach', memo, '-o', again, *words)
    check(again.read_bytes() == out.read_bytes(), f'{name}: the same bytes again')
    found = bench.call('verify', out)
    check(found.returncode == 0 and 'unchanged since' in found.stdout, f'{name}: verifies', found)
    return out


def refused(bench, name, data, status, said):
    memo = bench.memo(f'{name}.pdf', data)
    out = bench.folder / 'refused.pdf'
    for lang in ('en', 'zh'):
        done = bench.call('attach', memo, '-o', out, '--lang', lang)
        check(done.returncode == status and (lang == 'zh' or said in done.stderr) and
              done.stderr.count('\n') == 1, f'{name}: refused ({lang})', done)
    check(not out.exists(), f'{name}: no output')


def lead(bench, name, data, pages, layout, tagged_too):
    """An annex of several pages leads where it leads when it is printed alone."""
    memo = bench.memo(f'{name}.pdf', data)
    out, alone = bench.folder / f'{name}-lead.pdf', bench.folder / f'{name}-alone.pdf'
    done = bench.call('attach', memo, '-o', out, '--digest', alone, '--layout', layout)
    check(done.returncode == 0, f'{name}, {layout}: attached', done)
    was, own, behind, whole = Leads(memo), Leads(alone), Leads(out, pages), Leads(out)
    check(len(own.pages) > 2 and len({to[0] for page, _, to in own.links if to[0] > page}) > 1 and
          any(to[0] < page for page, _, to in own.links), f'{name}, {layout}: leads to and fro')
    check(behind.links == own.links, f'{name}, {layout}: the annex\'s {len(own.links)} links live')
    check(whole.links[:len(was.links)] == was.links, f'{name}, {layout}: so do the memo\'s')
    check(not own.dead and not whole.dead, f'{name}, {layout}: nothing leads nowhere')
    check(behind.bookmarks[-1][2] == own.bookmarks, f'{name}, {layout}: nor do bookmarks')
    if tagged_too:
        check(min(own.tags) > 0 and behind.tags == own.tags, f'{name}, {layout}: tags live')
    for path in filter(lambda _: shutil.which('pdftoppm'), (out, alone)):
        drawn = subprocess.run(['pdftoppm', '-r', '10', str(path), str(bench.folder / 'lead')],
                               capture_output=True, text=True, check=False)
        check('destination' not in drawn.stderr, f'{path.name}: no bad destination', drawn)


def links(bench):
    ours = bench.folder / 'ours.pdf'
    bench.call('brief', 'brief_disputes', '-o', ours)
    for layout in ('brief_compare', 'annual_rollup'):
        lead(bench, 'untagged', rich(), 3, layout, False)
        lead(bench, 'tags', tagged(), 1, layout, True)
        lead(bench, 'ours-behind', ours.read_bytes(), len(qpdf_json(ours)['pages']), layout, False)


def hand_made(bench):
    attach(bench, 'plain', pdf(simple(1)), 1)
    out = attach(bench, 'rich', rich(), 3)
    text = demo.run('qpdf', '--show-attachment=figures.csv', out)
    check(text == b'memo data', 'rich: its own figures.csv is untouched')
    check(b'indicator' in demo.run('qpdf', '--show-attachment=figures-2.csv', out),
          'rich: ours got another name')
    attach(bench, 'landscape', pdf(simple(2, box='0 0 842 595')), 2)
    attach(bench, 'rotated', pdf(simple(1, rotate=90)), 1)
    attach(bench, 'scanned', scanned(), 1)
    attach(bench, 'form', form(False), 1)
    attach(bench, 'signed', form(True), 1, 'sign afterwards')
    attach(bench, 'long', pdf(simple(500)), 500)
    attach(bench, 'no-table', pdf(simple(2), table=False), 2, 'has been repaired')
    broken = pdf(simple(2)).replace(b'startxref\n', b'startxref\n9')
    attach(bench, 'bad-xref', broken, 2, 'has been repaired')
    attach(bench, 'junk-before', b'junk\n' + pdf(simple(1)), 1)


def tags(bench):
    out = attach(bench, 'tagged', tagged(), 1)
    held = qpdf_json(out)['qpdf'][1]
    root = next(o['value'] for o in held.values()
                if isinstance(o.get('value'), dict) and o['value'].get('/Type') == '/StructTreeRoot')
    check(len(root['/K']) == 2, 'tagged: both documents stand in the tree')
    if shutil.which('pdfinfo'):
        text = demo.run('pdfinfo', '-struct-text', out).decode('utf-8', 'replace')
        check('Tagged' in text and '主要数字' in text.replace('\n', ''), 'tagged: both can be read')


def made_by_others(bench):
    """What other programs make of the same."""
    rich_path = bench.memo('source.pdf', rich())
    for name, words in (('objstm', ['--object-streams=generate', '--compress-streams=y']),
                        ('linear', ['--linearize'])):
        path = bench.folder / f'{name}-made.pdf'
        demo.run('qpdf', '--static-id', *words, rich_path, path)
        attach(bench, name, path.read_bytes(), 3)
    for name, user, said in (('locked', 'secret', 'password'), ('restricted', '', 'restricted')):
        path = bench.folder / f'{name}-made.pdf'
        demo.run('qpdf', '--encrypt', user, 'owner', '256', '--modify=none', '--', rich_path, path)
        refused(bench, name, path.read_bytes(), 3, said)
    if shutil.which('gs'):
        path = bench.folder / 'gs-made.pdf'
        demo.run('gs', '-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', f'-sOutputFile={path}', '-c',
                 '/Helvetica findfont 20 scalefont setfont 100 700 moveto (Memo) show showpage '
                 '[ /Title (One) /Page 1 /OUT pdfmark')
        attach(bench, 'gs', path.read_bytes(), 1)
    ours = bench.folder / 'ours.pdf'
    bench.call('brief', 'compare', '-o', ours)
    pages = len(qpdf_json(ours)['pages'])
    attach(bench, 'our-own', ours.read_bytes(), pages, 'PDF/A')


def refusals(bench):
    refused(bench, 'empty', b'', 3, 'empty')
    refused(bench, 'text', b'a letter, not a PDF\n', 3, 'no PDF')
    refused(bench, 'torn', pdf(simple(3))[:150], 3, 'damaged')
    refused(bench, 'no-pages', pdf(['<< /Type /Catalog /Pages 2 0 R >>',
                                    '<< /Type /Pages /Kids [] /Count 0 >>']), 3, 'no pages')
    done = bench.call('attach', 'nowhere.pdf', '-o', 'x.pdf')
    check(done.returncode == 5, 'no such memo', done)
    memo = bench.memo('own.pdf', pdf(simple(1)))
    held = memo.read_bytes()
    done = bench.call('attach', memo, '-o', memo)
    check(done.returncode == 2 and 'the memo itself' in done.stderr and memo.read_bytes() == held,
          'never over the memo', done)
    done = bench.call('attach', memo, '-o', 'new.pdf', '--digest', './new.pdf')
    check(done.returncode == 2 and 'name the same file' in done.stderr,
          'the annex alone never over the memo with its annex', done)
    done = bench.call('verify', memo)
    check(done.returncode == 3 and 'not made by jianbao' in done.stderr, 'verify of a stranger', done)


def extras(bench):
    memo = bench.memo('memo.pdf', pdf(simple(1)))
    done = bench.call('attach', memo, '-o', 'full.pdf', '--embed', 'compare', '--embed-set', 'from=2023',
                      '--mark', '附件2', '--digest', 'digest.pdf', '--set', 'title=摘要')
    check(done.returncode == 0, 'with the briefing embedded', done)
    inner = demo.run('qpdf', '--show-attachment=briefing.pdf', bench.folder / 'full.pdf')
    direct = bench.call('brief', 'compare', '--set', 'from=2023', '-o', 'direct.pdf')
    check(direct.returncode == 0 and inner == (bench.folder / 'direct.pdf').read_bytes(),
          'the embedded briefing is what brief makes')
    text = re.sub(r'\s', '', demo.run('pdftotext', bench.folder / 'digest.pdf', '-').decode())
    check(text.startswith('附件2摘要'), f'the digest begins with its mark and title: {text[:12]}')
    check(len(qpdf_json(bench.folder / 'digest.pdf')['pages']) == 1, 'the digest is one page')
    done = bench.call('attach', '--digest', 'alone.pdf', '--mark', '附件2', '--set', 'title=摘要')
    check(done.returncode == 0 and (bench.folder / 'alone.pdf').read_bytes() ==
          (bench.folder / 'digest.pdf').read_bytes(), 'the digest alone is the same', done)
    done = bench.call('attach', memo, '-o', 'other.pdf', '--layout', 'compare')
    text = re.sub(r'\s', '', demo.run('pdftotext', '-f', '2', '-l', '2', bench.folder / 'other.pdf',
                                      '-').decode())
    check(done.returncode == 0 and text.startswith('附件'), 'another layout gets the mark', done)
    done = bench.call('attach', memo, '-o', 'bare.pdf', '--no-data')
    check(not qpdf_json(bench.folder / 'bare.pdf')['attachments'], '--no-data attaches nothing', done)


def main():
    path = demo.program(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(path, pathlib.Path(name))
        for part in (links, hand_made, tags, made_by_others, refusals, extras):
            print(part.__name__)
            part(bench)
    demo.finish()


if __name__ == '__main__':
    main()
