#!/usr/bin/env python3
"""Golden cases: what the program prints and writes, compared with what was approved.

A case is a folder tests/golden/<room>-<case>/ with
  cmd                one command line a line, without the program's name; # begins a comment.
                     A line runs in a scratch copy of the folder; EXAMPLES stands for examples/.
  expected.stdout    what all lines printed, expected.stderr what they said (absent = nothing)
  expected.NAME      what they wrote to a file out.NAME
  anything else      input
A line that does not end with 0 adds "[exit N]" to the standard error. Streams come in the order of
the lines. `run.py PROGRAM --bless CASE...` writes what it got over what was expected: read the
diff before you commit it.
"""
import argparse
import difflib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def environment():
    """One environment everywhere: no settings of the user, a UTF-8 locale, a fixed date."""
    env = {name: value for name, value in os.environ.items()
           if not name.startswith(('JIANBAO', 'LC_', 'LANG'))}
    env.update(LC_ALL='C.UTF-8', TZ='UTC', COLUMNS='100', NO_COLOR='1',
               SOURCE_DATE_EPOCH='1767225600')
    return env


def command_lines(case):
    for line in (case / 'cmd').read_text(encoding='utf-8').splitlines():
        if line.strip() and not line.lstrip().startswith('#'):
            yield [word.replace('EXAMPLES', str(ROOT / 'examples'))
                   for word in shlex.split(line, comments=True)]


def readable(data):
    """Bytes as text without this machine's paths; what is no UTF-8 stays visible."""
    return data.decode('utf-8', 'backslashreplace').replace(str(ROOT) + os.sep, '')


def perform(program, case):
    """What the case gives now: text by name of the expected file."""
    got = {'stdout': '', 'stderr': ''}
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name) / 'case'
        shutil.copytree(case, scratch, ignore=shutil.ignore_patterns('expected.*', 'cmd'))
        for words in command_lines(case):
            done = subprocess.run([str(program)] + words, cwd=scratch, env=environment(),
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, timeout=120, check=False)
            got['stdout'] += readable(done.stdout)
            got['stderr'] += readable(done.stderr)
            if done.returncode:
                got['stderr'] += f'[exit {done.returncode}]\n'
        for path in sorted(scratch.glob('out.*')):
            got[path.name.removeprefix('out.')] = readable(path.read_bytes())
    return got


def expected(case):
    wanted = {'stdout': '', 'stderr': ''}
    for path in sorted(case.glob('expected.*')):
        wanted[path.name.removeprefix('expected.')] = path.read_text(encoding='utf-8')
    return wanted


def compare(case, wanted, got):
    """The unified differences of all streams and files, as lines."""
    lines = []
    for name in sorted(set(wanted) | set(got)):
        # A file the case wrote and nobody wants is no difference; one that is missing is.
        if name not in wanted:
            continue
        if name not in got:
            lines.append(f'{case.name}: out.{name} was not written')
            continue
        lines += difflib.unified_diff(wanted[name].splitlines(), got[name].splitlines(),
                                      f'{case.name}/expected.{name}', f'got {name}', lineterm='')
        if wanted[name].splitlines() == got[name].splitlines() and wanted[name] != got[name]:
            lines.append(f'{case.name}/expected.{name}: line ends differ')
    return lines


def bless(case, got):
    """Writes the streams, and the files that have an expected one already."""
    for name, text in got.items():
        path = case / f'expected.{name}'
        if name in ('stdout', 'stderr') and not text:
            path.unlink(missing_ok=True)
        elif name in ('stdout', 'stderr') or path.exists():
            path.write_text(text, encoding='utf-8')


def run_case(program, case, blessing):
    """True when the case gives what is expected."""
    if not (case / 'cmd').is_file() or not list(command_lines(case)):
        print(f'{case.name}: no command in {case.name}/cmd')
        return False
    got = perform(program, case)
    if blessing:
        bless(case, got)
        got = perform(program, case)
    wanted = expected(case)
    if not any(wanted.values()):
        print(f'{case.name}: expects nothing; create an empty expected.NAME for each out.NAME '
              'and run with --bless')
        return False
    lines = compare(case, wanted, got)
    print('\n'.join(lines) if lines else f'{case.name}: as expected')
    return not lines


def self_test():
    """The runner itself, with a shell script in place of the program."""
    faults = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program, case = folder / 'program', folder / 'room-case'
        program.write_text('#!/bin/sh\necho "told $1"; cat in.txt >out.txt\n'
                           'if [ "$1" = bad ]; then echo no >&2; exit 3; fi\n', encoding='utf-8')
        program.chmod(0o755)
        case.mkdir()
        (case / 'in.txt').write_text('data\n', encoding='utf-8')
        (case / 'cmd').write_text('# two lines\ngood\nbad\n', encoding='utf-8')
        files = {'stdout': 'told good\ntold bad\n', 'stderr': 'no\n[exit 3]\n', 'txt': 'data\n'}
        if run_case(program, case, False):
            faults.append('a case that expects nothing passed')
        for kind, text in files.items():
            (case / f'expected.{kind}').write_text(text, encoding='utf-8')
        if not run_case(program, case, False):
            faults.append('a good case failed')
        for kind, text in files.items():
            (case / f'expected.{kind}').write_text(text + 'more\n', encoding='utf-8')
            if run_case(program, case, False):
                faults.append(f'a difference in {kind} passed')
            if not run_case(program, case, True) or expected(case)[kind] != text:
                faults.append(f'blessing did not restore {kind}')
        (case / 'expected.pdf').write_text('x', encoding='utf-8')
        if run_case(program, case, False):
            faults.append('a missing file passed')
    print('\n'.join(f'self-test: {fault}' for fault in faults) or 'the runner sees what it should')
    return not faults


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('program', nargs='?', type=pathlib.Path)
    options.add_argument('cases', nargs='*', help='names of folders; all when none is named')
    options.add_argument('--bless', action='store_true')
    options.add_argument('--self-test', action='store_true')
    args = options.parse_args()
    if args.self_test:
        sys.exit(0 if self_test() else 1)
    if args.program is None or not os.access(args.program, os.X_OK):
        sys.exit(f'no program at {args.program}: build it first')
    names = args.cases or sorted(path.parent.name for path in HERE.glob('*/cmd'))
    for name in names:
        if not re.fullmatch(r'[\w-]+', name):
            sys.exit(f'{name} is no name of a case')
    good = [run_case(args.program.resolve(), HERE / name, args.bless) for name in names]
    sys.exit(0 if good and all(good) else 1)


if __name__ == '__main__':
    main()
