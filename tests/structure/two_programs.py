#!/usr/bin/env python3
"""What starts to print loads no library that printing does not need, and finds the whole program for
all else where it is installed: two_programs.py JIANBAO. See docs/adr/0008-two-programs.md."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

HEAVY = ('libxml2', 'libzip', 'libqpdf', 'libicui18n', 'libcrypto', 'libgnutls')


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=60, check=False)


def loaded(program):
    return [line.split()[0] for line in run('ldd', program).stdout.splitlines() if line.strip()]


def main():
    faults = []
    program = pathlib.Path(sys.argv[1])
    names = loaded(program)
    if not any(name.startswith('libsqlite3') for name in names):
        faults.append(f'ldd tells nothing of {program}')
    faults += [f'{program.name} loads {name}' for name in names if name.startswith(HEAVY)]
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        for to, name in (('bin', 'jianbao'), ('libexec/jianbao', 'jianbao-whole')):
            (top / to).mkdir(parents=True)
            shutil.copy(program.with_name(name), top / to)
        installed = top / 'bin' / 'jianbao'
        for words in (['layout', 'list'], ['--version'], ['add', '--help'], ['verify', '--help']):
            done = run(installed, *words)
            if done.returncode != 0 or not done.stdout:
                faults.append(f'installed: jianbao {" ".join(words)}: {done.returncode} {done.stderr}')
        (top / 'libexec/jianbao/jianbao-whole').unlink()
        done = run(installed, '--lang', 'en', 'add', '--help')
        elsewhere = done.returncode == 0  # another jianbao is installed on this machine
        if not elsewhere and (done.returncode != 4 or 'install it again' not in done.stderr):
            faults.append(f'without the whole program: {done.returncode} {done.stderr}')
        if run(installed, 'layout', 'list').returncode != 0:
            faults.append('jianbao layout list needs the whole program')
    print('\n'.join(faults) or 'two programs: fine')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
