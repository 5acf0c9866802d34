#!/usr/bin/env python3
"""The program from outside: what it leaves behind when it is ended, what it says when it cannot
write, and that it never writes over what it reads."""
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import demo
from demo import check

ENV = {'LC_ALL': 'C.UTF-8', 'LANG': None}


class Program:
    """The program with a store, in a folder of its own."""

    def __init__(self, path, folder):
        self.path, self.folder, self.store = path, folder, folder / 'demo.db'
        demo.make_store(path, self.store, [demo.EXAMPLES / table for table in demo.TABLES])

    def words(self, *words):
        return [str(self.path), '--lang', 'en', '--store', str(self.store),
                *(word if isinstance(word, bytes) else str(word) for word in words)]

    def call(self, *words, **how):
        how = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, 'cwd': self.folder, **how}
        return subprocess.run(self.words(*words), stderr=subprocess.PIPE, timeout=120, check=False,
                              env=demo.environment(**ENV), **how)


def check_signals(program):
    folder = program.folder / 'ended'
    folder.mkdir()
    pdf = folder / 'brief.pdf'

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = program.call('brief', 'compare', '-o', pdf, preexec_fn=limit)
    left = [path.name for path in folder.iterdir()]
    check(done.returncode == -signal.SIGXFSZ, 'ended by the signal while it writes', done)
    check(not left, f'nothing is left behind: {left}')
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with subprocess.Popen(program.words('import', '-f', 'csv', '-'), stdin=subprocess.PIPE,
                              env=demo.environment(**ENV)) as waiting:
            waiting.send_signal(number)
            check(waiting.wait(60) == -number, f'{number.name} ends it, and is seen to')

    def ignore():
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    with subprocess.Popen(program.words('import', '-f', 'csv', '-'), stdin=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=demo.environment(**ENV),
                          preexec_fn=ignore) as waiting:
        waiting.send_signal(signal.SIGHUP)
        waiting.communicate(b'', timeout=60)
        check(waiting.returncode >= 0, 'SIGHUP that was ignored stays ignored')


def check_full(program):
    """A full disk under standard output."""
    for words in (['facts'], ['facts', '--indicators'], ['facts', '-f', 'csv'], ['compare'],
                  ['layout', 'list'], ['--help'], ['export']):
        for lang, reason in (('en', 'no space is left'), ('zh', '空间不足')):
            with open('/dev/full', 'wb') as full:
                done = program.call('--lang', lang, *words, stdout=full)
            said = done.stderr.decode()
            check(done.returncode == 5 and reason in said and said.count('\n') == 1,
                  f'{" ".join(words)} on a full disk ({lang})', done)
    done = program.call('facts', preexec_fn=lambda: os.close(1), stdout=None)
    check(done.returncode == 5 and b'closed' in done.stderr, 'standard output closed', done)


def check_outputs(program):
    """The output file is never one that is read."""
    held = program.store.read_bytes()
    layout = program.folder / 'own.json'
    layout.write_bytes(program.call('layout', 'show', 'compare', '--json').stdout)
    text = layout.read_bytes()
    os.symlink(program.store, program.folder / 'soft.db')
    os.link(program.store, program.folder / 'hard.db')
    for name in ('demo.db', 'soft.db', 'hard.db', './demo.db', 'demo.db-wal', 'demo.db-journal'):
        for words in (['brief', 'compare', '-o', name], ['export', '-o', name]):
            done = program.call(*words)
            check(done.returncode == 2 and b'the store' in done.stderr, ' '.join(words), done)
    done = program.call('brief', 'own.json', '-o', './own.json')
    check(done.returncode == 2 and b'the layout' in done.stderr, 'brief over its layout', done)
    check(layout.read_bytes() == text, 'the layout is as it was')
    check(program.store.read_bytes() == held, 'the store is as it was')
    check(not (program.folder / 'demo.db-wal').exists(), 'no log beside the store')
    (program.folder / 'hard.db').unlink()
    done = program.call('brief', 'own.json', '-o', 'fine.pdf')
    check(done.returncode == 0, 'another name is fine', done)
    check((program.folder / 'fine.pdf').stat().st_mode & 0o777 == 0o666 & ~mask(),
          'a new file has the rights of any new file')


def mask():
    old = os.umask(0)
    os.umask(old)
    return old


def check_texts(program):
    """Characters that paper does not have."""
    pdf = program.folder / 'text.pdf'
    done = program.call('brief', 'compare', '-o', pdf, '--set', 'title=one\ttwo')
    check(done.returncode == 0, 'a tab is set as a space', done)
    done = program.call('brief', 'compare', '-o', '-', '-f', 'dump', '--set', 'title=one\ttwo')
    check(b'\t' not in done.stdout.replace(b'\\t', b''), 'no tab on the page', done)
    done = program.call('brief', 'compare', '-o', pdf, '--set', 'title=one\x01two')
    check(done.returncode == 3 and b'U+0001' in done.stderr and b'$.blocks' in done.stderr,
          'another control character is an input error with its place', done)
    done = program.call('brief', 'compare', '-o', pdf, '--set', b'title=\xb2\xbb')
    check(done.returncode == 2 and b'not UTF-8' in done.stderr, '--set that is not UTF-8', done)


def check_pictures(program):
    """A picture of each page, or of the one asked for."""
    done = program.call('brief', 'compare', '-f', 'svg', '-o', 'page.svg')
    pages = sorted(program.folder.glob('page-*.svg'))
    check(done.returncode == 0 and len(pages) > 1, 'a file for each page', done)
    for page in pages:
        root = xml.etree.ElementTree.parse(page).getroot()
        check(root.tag.endswith('}svg') and root.get('viewBox'), f'{page.name} is SVG')
    done = program.call('brief', 'compare', '-f', 'svg', '--page', '2', '-o', '-')
    check(done.stdout == (program.folder / 'page-2.svg').read_bytes(), 'page 2 to a pipe', done)
    for words, reason in ((['-f', 'svg', '-o', '-'], b'--page'),
                          (['-f', 'svg', '-o', 'x.svg', '--page', '99'], b'no page 99'),
                          (['-f', 'svg', '-o', 'x.svg', '--page', '0'], b'no page'),
                          (['-f', 'svg', '-o', 'x.svg', '--page', '2x'], b'no page'),
                          (['-o', 'x.pdf', '--page', '1'], b'--format svg')):
        done = program.call('brief', 'compare', *words)
        check(done.returncode == 2 and reason in done.stderr, ' '.join(words), done)
    check(not list(program.folder.glob('x.*')), 'a refusal leaves no file')
    os.link(program.store, program.folder / 'store-1.svg')
    done = program.call('brief', 'compare', '-f', 'svg', '-o', 'store.svg')
    check(done.returncode == 2 and b'the store' in done.stderr, 'a picture over the store', done)


def check_import(program):
    tables = program.folder / 'many'
    tables.mkdir()
    names = []
    for i in range(70):
        names.append(tables / f'{i}.csv')
        names[-1].write_text(f'code,name,level\n5001{i + 2:02},局{i},county\n', encoding='utf-8')
    done = program.call('import', *names)
    said = done.stderr.decode()
    check(done.returncode == 0 and said.count(': 1 agency\n') == 70, 'seventy files at once', done)


def main():
    path = demo.program(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        program = Program(path, pathlib.Path(name))
        for part in (check_signals, check_full, check_outputs, check_texts, check_pictures,
                     check_import):
            print(part.__name__)
            part(program)
    demo.finish()


if __name__ == '__main__':
    main()
