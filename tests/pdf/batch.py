#!/usr/bin/env python3
"""batch: shards, several processes, runs that are killed and gone on with give the same bytes as one
run that nobody disturbs; one document that fails stops no other; what is unchanged is kept."""
import hashlib
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

import demo
from demo import check

DATA = demo.ROOT / 'examples/prefecture'
TABLES = ['agencies.csv', 'reports.jsonl', 'facts.jsonl', 'absences.jsonl']


class Batches:
    def __init__(self, path, folder):
        self.path, self.folder, self.store = path, folder, folder / 'bm.db'
        demo.make_store(path, self.store, [DATA / table for table in TABLES])

    def words(self, *words):
        return [str(self.path), '--lang', 'en', '--store', str(self.store), *map(str, words)]

    def run(self, *words):
        return subprocess.run(self.words(*words), stdout=subprocess.DEVNULL, check=False,
                              stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              timeout=300, env=demo.environment())

    def cards(self, out, *words):
        return self.run('batch', 'agency_card', '--for-each', 'agency', '--out-dir', out, *words)


def contents(folder, pattern='*.pdf'):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.glob(pattern))}


def lines(folder):
    """The lines of all manifests of a folder, as a set of texts."""
    return sorted(line for path in folder.glob('manifest*.jsonl')
                  for line in path.read_text(encoding='utf-8').splitlines())


def check_whole(b, whole):
    done = b.cards(whole, '--jobs', '2')
    check(done.returncode == 0 and '26 made, 0 kept, 0 failed' in done.stderr, 'a card each', done)
    check('\r' not in done.stderr, 'quiet in a pipe')
    records = [json.loads(line) for line in lines(whole)]
    check({r['file']: r['sha256'] for r in records} == contents(whole),
          'the manifest has the bytes of every file')
    check('440105' not in str(records) and records[1]['file'] == '990101-甲区.pdf',
          'names are of code and name')
    alone = b.folder / 'alone'
    done = b.cards(alone, '--jobs', '1')
    check('26 made, 0 kept, 0 failed' in done.stderr and contents(alone) == contents(whole)
          and lines(alone) == lines(whole), 'one process makes the same bytes', done)
    done = b.cards(alone, '--jobs', '1')
    check('0 made, 26 kept' in done.stderr, 'and keeps them', done)
    single = b.folder / 'single.pdf'
    b.run('brief', 'agency_card', '--set', 'agencies=990101', '-o', single)
    check(single.read_bytes() == (whole / '990101-甲区.pdf').read_bytes(),
          'a card is what brief makes of it')


def check_shards(b, whole):
    out = b.folder / 'shards'
    for shard in (3, 1, 4, 2):
        done = b.cards(out, '--shard', f'{shard}/4', '--jobs', shard % 2 + 1)
        check(done.returncode == 0, f'shard {shard} of 4', done)
    check(contents(out) == contents(whole), 'four shards are the whole, byte for byte')
    check(lines(out) == lines(whole), 'so are their manifests')
    done = b.cards(out)
    check('0 made, 26 kept' in done.stderr, 'a run without shards keeps what shards made', done)
    check((out / 'manifest.jsonl').read_bytes() == (whole / 'manifest.jsonl').read_bytes(),
          'and writes the same manifest')


def killed_after(running, out, wanted):
    """Kill the run as soon as the folder holds so many files; whether it was still at work."""
    while running.poll() is None and len(list(out.glob('*.pdf'))) < wanted:
        time.sleep(0.0005)
    running.send_signal(signal.SIGKILL)
    return running.wait() == -signal.SIGKILL


def check_killed(b, whole):
    out = b.folder / 'killed'
    dice = random.Random(1)
    cut = 0
    for turn in range(8):
        made = sorted(out.glob('*.pdf'))
        # A machine that makes all the rest before the signal comes gets some of the work again.
        for path in made[8:] if len(made) > 20 else []:
            path.unlink()
        wanted = len(list(out.glob('*.pdf'))) + dice.randrange(1, 4)
        with subprocess.Popen(b.words('batch', 'agency_card', '--for-each', 'agency', '--out-dir',
                                      out, '--jobs', str(1 + turn % 2)), stdin=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, env=demo.environment()) as running:
            cut += killed_after(running, out, wanted)
        whole_files = contents(whole)
        for name, digest in contents(out).items():
            check(whole_files.get(name) == digest, f'{name} is whole after the kill')
    check(cut > 0, f'{cut} runs were killed in the middle')
    for path in out.glob('.manifest*'):
        with open(path, 'a', encoding='utf-8') as journal:
            journal.write('{"file": "990101-甲')
    (out / '.990101-甲区.pdf.123-0').write_bytes(b'half')
    done = b.cards(out)
    check(done.returncode == 0, 'the last run ends the work', done)
    check(contents(out) == contents(whole) and lines(out) == lines(whole),
          'the result is the same bytes')
    check(not list(out.glob('.*')), f'nothing is left over: {list(out.glob(".*"))}')


def children(process):
    """The processes that a process has started."""
    try:
        with open(f'/proc/{process}/task/{process}/children', encoding='ascii') as file:
            return [int(word) for word in file.read().split()]
    except FileNotFoundError:
        return []


def check_worker_killed(b, whole):
    """What a worker had in hand when it ended is made by another."""
    cut = 0
    for turn in range(4):
        out = b.folder / f'worker-{turn}'
        with subprocess.Popen(b.words('batch', 'agency_card', '--for-each', 'agency', '--out-dir',
                                      out, '--jobs', str(1 + turn % 2)), stdin=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, env=demo.environment()) as running:
            while running.poll() is None and len(list(out.glob('*.pdf'))) < 3 + turn:
                time.sleep(0.0005)
            for worker in children(running.pid):
                os.kill(worker, signal.SIGKILL)
                cut += 1
            said = running.stderr.read()
            check(running.wait() == 0 and '26 made, 0 kept, 0 failed' in said,
                  f'all are made: {said[-300:]}')
        check(contents(out) == contents(whole), 'and are the same bytes')
    check(cut > 0, f'{cut} workers were killed in the middle')


def check_changes(b, whole):
    out = b.folder / 'changes'
    b.cards(out)
    (out / '990102-乙区.pdf').write_bytes(b'%PDF-torn')
    os.remove(out / '990103-丙区.pdf')
    done = b.cards(out)
    check('2 made, 24 kept' in done.stderr, 'a damaged and a missing file are made again', done)
    check(contents(out) == contents(whole), 'as they were')
    ids = b.folder / 'ids.jsonl'
    with open(ids, 'w', encoding='utf-8') as file:
        subprocess.run(b.words('review', '--format', 'jsonl'), stdout=file, check=False,
                       env=demo.environment())
    waiting = [json.loads(line) for line in ids.read_text(encoding='utf-8').splitlines()]
    b.run('review', 'approve', waiting[0]['id'], '--by', 'test')
    done = b.cards(out)
    check('1 made, 25 kept' in done.stderr, 'one figure approved: one card is made again', done)
    b.run('review', 'reject', waiting[0]['id'], '--by', 'test')
    done = b.cards(out, '--set', 'years=2')
    check('0 kept' in done.stderr, 'another parameter: all are made again', done)
    done = b.run('batch', 'compare', '--for-each', 'year', '--out-dir', out)
    check(done.returncode == 2 and 'agency_card' in done.stderr,
          'another layout does not get the same folder', done)


def check_failure(b):
    out = b.folder / 'failure'
    (out / '990107-庚区.pdf').mkdir(parents=True)
    done = b.cards(out, '--jobs', '1')
    check(done.returncode == 3 and '25 made, 0 kept, 1 failed' in done.stderr,
          'one that fails stops no other', done)
    check(done.stderr.count('990107') >= 1, 'and is named', done)
    failed = [r for r in map(json.loads, lines(out)) if r['status'] == 'failed']
    check([r['key'] for r in failed] == ['agency=990107'] and failed[0]['fault'],
          'also in the manifest')
    (out / '990107-庚区.pdf').rmdir()
    done = b.cards(out)
    check(done.returncode == 0 and '1 made, 25 kept' in done.stderr, 'only it is made up for', done)


def check_others(b):
    years, region = b.folder / 'years', b.folder / 'region'
    done = b.run('batch', 'compare', '--for-each', 'year', '--region', '990100', '--out-dir', years)
    check(sorted(contents(years)) == [f'990100-北溟市-{y}.pdf' for y in range(2021, 2025)],
          'one for each year', done)
    done = b.run('batch', 'compare', '--for-each', 'region', '--year', '2024', '--out-dir', region)
    check(sorted(contents(region)) == ['990000-青虚省-2024.pdf', '990100-北溟市-2024.pdf'],
          'one for each division above', done)
    for words in (['--shard', '0/4'], ['--shard', '5/4'], ['--jobs', '0'], ['--set', 'from=2020',
                  '--year', '2024'], ['--set', 'agencies=990101'], ['--region', '99']):
        done = b.cards(b.folder / 'no', *words)
        check(done.returncode == 2, f'refused: {" ".join(words)}', done)
    done = b.cards(b.folder / 'no', '--region', '110000')
    check(done.returncode == 4, 'a division without agencies is not found', done)
    check(not (b.folder / 'no').exists(), 'and no folder is made for it')


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        b = Batches(pathlib.Path(sys.argv[1]).resolve(), folder)
        whole = folder / 'whole'
        check_whole(b, whole)
        check_shards(b, whole)
        check_killed(b, whole)
        check_worker_killed(b, whole)
        check_changes(b, whole)
        check_failure(b)
        check_others(b)
    demo.finish()


if __name__ == '__main__':
    main()
