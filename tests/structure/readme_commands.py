#!/usr/bin/env python3
"""readme_commands: the commands of README.md and docs/*.md do what a reader expects of them.

Takes the fenced ```sh blocks of a document and runs them in order, in a scratch folder that looks
like the repository (everything in it is a link, so that nothing here changes) with the built
program first in PATH. `./dev demo` runs with that program; of the other ./dev commands it is
checked that ./dev knows them; fetching, installing and entering the repository is left out.
A block whose fence says ```sh norun is not run.
"""
import argparse
import os
import pathlib
import re
import shlex
import subprocess
import tempfile

from source import ROOT, finish

FENCE = re.compile(r'^```(\w*)[ \t]*([^\n]*)\n(.*?)^```[ \t]*$', re.M | re.S)
# What only the reader's own machine can do.
ELSEWHERE = re.compile(r'^(sudo\s+)?(apt|apt-get|dnf|yum|git\s+clone|cd|xdg-open|less)\b')
PRIVATE = {'build', 'out', '.git'}


def commands(text):
    """(line number, command) of each command in the document's shell blocks."""
    for match in FENCE.finditer(text):
        if match.group(1) not in ('sh', 'bash', 'shell', 'console') or 'norun' in match.group(2):
            continue
        line = text.count('\n', 0, match.start(3)) + 1
        held, first = '', line
        for number, part in enumerate(match.group(3).split('\n'), line):
            part = part.removeprefix('$ ')
            first = first if held else number
            if part.endswith('\\'):
                held += part[:-1]
                continue
            command = (held + part).strip()
            held = ''
            if command and not command.startswith('#'):
                yield first, command


def known_to_dev():
    """The subcommands that `./dev help` tells of."""
    run = subprocess.run(['sh', str(ROOT / 'dev'), 'help'], stdout=subprocess.PIPE, text=True,
                         check=True)
    return set(re.findall(r'^  (\w+)', run.stdout, re.M))


def make_scratch(folder, program):
    """A folder that looks like the repository after a build."""
    for entry in sorted(ROOT.iterdir()):
        if entry.name not in PRIVATE:
            (folder / entry.name).symlink_to(entry)
    (folder / 'build').mkdir()
    (folder / 'build/release').symlink_to(program.parent)
    env = dict(os.environ, JIANBAO=str(program), LC_ALL='C.UTF-8',
               PATH=f'{program.parent}{os.pathsep}{os.environ["PATH"]}')
    for name in ('JIANBAO_OUT', 'JIANBAO_STORE'):
        env.pop(name, None)
    return env


def run(command, env, folder):
    """None, or what went wrong."""
    done = subprocess.run(['sh', '-eu', '-c', command], cwd=folder, env=env, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=240, check=False)
    if done.returncode:
        return f'exit {done.returncode}\n{done.stdout[-2000:].strip()}'
    return None


def check(document, program, known, folder):
    env = make_scratch(folder, program)
    faults, count, at = [], 0, document.name
    for line, command in commands(document.read_text(encoding='utf-8')):
        count += 1
        first = re.match(r'(?:sh )?\./dev\b\s*(\S*)', command)
        if ELSEWHERE.match(command):
            continue
        if first and first.group(1) not in known:
            faults.append(f'{at}:{line}: ./dev has no command "{first.group(1)}"')
        elif not first or first.group(1) in ('demo', 'help'):
            wrong = run(command, env, folder)
            if wrong:
                faults.append(f'{at}:{line}: {command}\n    {wrong}')
    return faults, count


SAMPLE = '''# A
```sh
# a comment
echo one \\
  two
$ ./dev demo
```
```c
no command
```
```sh norun
rm everything
```
'''


def self_test():
    wanted = [(4, 'echo one   two'), (6, './dev demo')]
    got = list(commands(SAMPLE))
    faults = [] if got == wanted else [f'self-test: found {got}, wanted {wanted}']
    if not {'demo', 'test', 'build', 'format'} <= known_to_dev():
        faults.append(f'self-test: ./dev help tells only of {sorted(known_to_dev())}')
    if run('exit 3', dict(os.environ), '/') is None:
        faults.append('self-test: a failing command passed')
    finish(faults, 'commands are found and failures seen')


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('program', nargs='?', type=pathlib.Path, help='the built jianbao')
    options.add_argument('documents', nargs='*', type=pathlib.Path)
    options.add_argument('--self-test', action='store_true')
    args = options.parse_args()
    if args.self_test:
        self_test()
    if args.program is None or not os.access(args.program, os.X_OK):
        finish([f'no program at {shlex.quote(str(args.program))}: build it first'], '')
    faults, total = [], 0
    for document in args.documents or [ROOT / 'README.md']:
        if not document.is_file():
            faults.append(f'{document.name} does not exist')
            continue
        with tempfile.TemporaryDirectory() as folder:
            found, count = check(document, args.program.resolve(), known_to_dev(),
                                 pathlib.Path(folder))
        faults += found
        total += count
    if not total and not faults:
        faults.append('no commands found in a ```sh block')
    finish(faults, f'{total} commands')


if __name__ == '__main__':
    main()
