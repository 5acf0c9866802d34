#!/usr/bin/env python3
"""symbols: what the public headers promise, the rooms' libraries hold.

For each function declared in include/jianbao/: its room's static library defines it. No two rooms
define the same global name. No room that threads go through has a variable that outlives a call,
but for those named here. Reads the libraries with nm.
"""
import argparse
import pathlib
import re
import subprocess

from layers import read_table
from source import ROOT, finish, without_comments

# A declaration at the outer level: the name before the first parenthesis.
PROTOTYPE = re.compile(r'^(?!typedef|#|static|extern "C")[A-Za-z_][\w \t*\n]*?\b(jb_\w+)\s*\(', re.M)
FOREIGN = re.compile(r'_?_?(asan|ubsan|lsan|sanitizer|sancov|odr_asan|gcov|llvm)|__start_|__stop_')

# What a signal handler looks at, and a table that is filled once under a flag.
STATE = {'pending', 'last_words', 'forms', 'forms_once'}
# Rooms of which no object is used by two threads; their tables are filled once, too.
ONE_THREAD = {'extract', 'report'}
# Constant tables of addresses are in a section of their own, since they are filled when loaded.
VARIABLE = re.compile(r'\.t?(bss|data)(?!\.rel\.ro)')


def declared(header):
    text = without_comments(header.read_text(encoding='utf-8'), keep_strings=False)
    text = re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', '', text, flags=re.M)
    return set(PROTOTYPE.findall(text))


def objects(build, room):
    """The files a room was compiled to: its library or, for the program itself, its objects."""
    folder = build / 'src' / room
    return sorted(folder.glob(f'libjianbao_{room}.a')) or sorted(folder.rglob('*.o'))


def defined(files):
    """Global names the files define."""
    run = subprocess.run(['nm', '--defined-only', '--extern-only', '--format=posix', *files],
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    names = set()
    for line in run.stdout.splitlines():
        words = line.split()
        if len(words) >= 2 and not line.endswith(':') and words[1] in 'TDBRVWC':
            names.add(words[0])
    return {name for name in names if not FOREIGN.match(name)}


def variables(files):
    """Names of what the files hold that can be written, without what checking compilers add."""
    run = subprocess.run(['nm', '--defined-only', '--format=sysv', *files], text=True, check=True,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    found = set()
    for line in run.stdout.splitlines():
        words = [word.strip() for word in line.split('|')]
        if len(words) == 7 and VARIABLE.match(words[6]) and words[3] == 'OBJECT':
            found.add(re.sub(r'\.\d+$', '', words[0]))
    return {name for name in found if not FOREIGN.match(name)}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('build', type=pathlib.Path, help='the build folder')
    build = options.parse_args().build
    faults, seen, promised = [], {}, 0
    rooms = read_table((ROOT / 'docs/architecture.md').read_text(encoding='utf-8'), faults)
    for room in rooms.values():
        files = objects(build, room.name)
        if not files:
            faults.append(f'room {room.name}: nothing compiled in src/{room.name}')
            continue
        for name in sorted(variables(files) - STATE if room.name not in ONE_THREAD else ()):
            faults.append(f'room {room.name}: {name} outlives a call and can be written, which two '
                          'threads may do')
        names = defined(files)
        for name in sorted(names):
            if name in seen:
                faults.append(f'{name} is defined in {seen[name]} and in {room.name}')
            seen[name] = room.name
        for header in room.own:
            wanted = declared(ROOT / 'include/jianbao' / header)
            promised += len(wanted)
            for name in sorted(wanted - names):
                faults.append(f'{header} declares {name}, room {room.name} does not define it')
    if not promised:
        faults.append('no declarations found in the public headers: has their layout changed?')
    finish(faults, f'{promised} declared functions are there, {len(seen)} global names, none twice')


if __name__ == '__main__':
    main()
