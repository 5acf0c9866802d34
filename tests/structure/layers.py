#!/usr/bin/env python3
"""layers: every #include, and the libraries of every room, agree with docs/architecture.md.

The table after the marker comment there is the rule; this script only compares. --self-test makes
a small house with one violation of each kind and fails when one of them is not found.
"""
import argparse
import pathlib
import re
import tempfile

from source import ROOT, finish, without_comments

MARKER = '<!-- layers:'
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)

# Which headers a word of the libraries column stands for.
LIBRARIES = {
    'cjson': re.compile(r'(cjson/)?cJSON(_Utils)?\.h'),
    'unicode': re.compile(r'unicode/\w+\.h'),
    'nettle': re.compile(r'nettle/[\w-]+\.h'),
    'sqlite3': re.compile(r'sqlite3\.h'),
    'hb-subset': re.compile(r'hb-subset[\w-]*\.h'),
    'hb': re.compile(r'hb(-[\w-]+)?\.h'),
    'hpdf': re.compile(r'hpdf\w*\.h'),
    'libdeflate': re.compile(r'libdeflate\.h'),
    'zlib': re.compile(r'zlib\.h'),
    'libxml2': re.compile(r'libxml/\w+\.h'),
    'libzip': re.compile(r'zip\.h'),
    'qpdf': re.compile(r'qpdf/[\w-]+\.h'),
    'pcre2': re.compile(r'pcre2\.h'),
    'threads': re.compile(r'(pthread|semaphore)\.h'),
}
# Which CMake target brings a library; hb-subset and hb come together.
TARGETS = {
    'PkgConfig::CJSON': {'cjson'}, 'PkgConfig::ICU': {'unicode'}, 'PkgConfig::NETTLE': {'nettle'},
    'PkgConfig::SQLITE': {'sqlite3'}, 'PkgConfig::HARFBUZZ': {'hb', 'hb-subset'},
    'hpdf': {'hpdf'}, 'PkgConfig::DEFLATE': {'libdeflate'}, 'PkgConfig::ZLIB': {'zlib'}, 'PkgConfig::XML2': {'libxml2'},
    'PkgConfig::ZIP': {'libzip'}, 'PkgConfig::QPDF': {'qpdf'}, 'PkgConfig::PCRE2': {'pcre2'}, 'Threads::Threads': {'threads'},
}
# Libraries that are part of the C library here and need no permission.
PLAIN_TARGETS = {'m', 'rt'}
# The C library and what the compiler itself brings.
C_LIBRARY = set('''assert ctype errno fcntl fenv float getopt inttypes iso646 langinfo limits locale
    math poll setjmp signal spawn stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib
    stdnoreturn string strings termios tgmath threads time uchar unistd wchar wctype dirent libgen
    sys/file sys/ioctl sys/mman sys/random sys/resource sys/stat sys/statvfs sys/time sys/types
    sys/uio sys/wait
    sanitizer/asan_interface'''.split())


class Room:
    def __init__(self, cells):
        words = [[w for w in re.split(r'[,\s]+', cell) if w] for cell in cells[:4]]
        self.name = cells[0].strip()
        self.own, self.may, self.libraries = words[1], words[2], words[3]


def read_table(text, faults):
    """The rooms of the table after the marker, by name."""
    if MARKER not in text:
        faults.append(f'docs/architecture.md: no table: the comment "{MARKER} ..." is gone')
        return {}
    rooms = {}
    for line in text[text.index(MARKER):].splitlines()[1:]:
        if not line.startswith('|'):
            break
        cells = [cell.strip() for cell in line.strip('|').split('|')]
        if cells[0] == 'room' or set(cells[0]) <= set('-: '):
            continue
        rooms[cells[0]] = Room(cells)
    if not rooms:
        faults.append('docs/architecture.md: the table of rooms is empty')
    return rooms


def library_of(header):
    # hb-subset before hb, whose pattern would take it, too.
    for name, pattern in LIBRARIES.items():
        if pattern.fullmatch(header):
            return name
    return None


def check_table(rooms, root, faults):
    """The table against what stands in include/ and src/."""
    owner = {}
    for room in rooms.values():
        for header in room.own:
            if header in owner:
                faults.append(f'architecture: {header} belongs to {owner[header]} and {room.name}')
            owner[header] = room.name
        for library in room.libraries:
            if library not in LIBRARIES:
                faults.append(f'architecture: room {room.name}: unknown library "{library}"')
    for path in sorted((root / 'include/jianbao').glob('*.h')):
        if path.name not in owner:
            faults.append(f'include/jianbao/{path.name}: belongs to no room of the table')
    for header in sorted(owner):
        if not (root / 'include/jianbao' / header).is_file():
            faults.append(f'architecture: {header} of room {owner[header]} does not exist')
    for path in sorted((root / 'src').iterdir()):
        if path.is_dir() and path.name not in rooms:
            faults.append(f'src/{path.name}/: no such room in the table')
    for room in rooms.values():
        if not (root / 'src' / room.name).is_dir():
            faults.append(f'architecture: room {room.name} has no folder src/{room.name}/')
        for header in room.may:
            if header not in owner:
                faults.append(f'architecture: room {room.name} may include {header}, '
                              'which no room owns')
    return owner


def check_include(room, path, root, line, kind, header, used, faults):
    """One #include of a file of the room."""
    where = f'{path.relative_to(root)}:{line}'
    private = path.parent.joinpath(header)
    if kind == '"':
        own_folder = root / 'src' / room.name
        if not header or '..' in header.split('/') or not (
                private.is_file() or own_folder.joinpath(header).is_file()):
            faults.append(f'{where}: "{header}" is no private header of room {room.name}')
    elif header.startswith('jianbao/'):
        name = header[len('jianbao/'):]
        if name not in room.own + room.may:
            faults.append(f'{where}: room {room.name} may not include <{header}>')
    elif library_of(header):
        used.add(library_of(header))
        if library_of(header) not in room.libraries:
            faults.append(f'{where}: room {room.name} may not use {library_of(header)} '
                          f'(<{header}>)')
    elif header.removesuffix('.h') not in C_LIBRARY:
        faults.append(f'{where}: <{header}> is neither the C library nor a library of the table')


def check_room(room, root, faults):
    """All files of the room and its public headers."""
    sources = sorted(p for p in (root / 'src' / room.name).rglob('*') if p.suffix in ('.c', '.h'))
    public = [root / 'include/jianbao' / header for header in room.own]
    used = set()
    for path in sources + [p for p in public if p.is_file()]:
        text = without_comments(path.read_text(encoding='utf-8'))
        for match in INCLUDE.finditer(text):
            line = text.count('\n', 0, match.start(1)) + 1
            check_include(room, path, root, line, match.group(1), match.group(2), used, faults)
    if any(p.suffix == '.c' for p in sources):
        for library in room.libraries:
            if library not in used:
                faults.append(f'architecture: room {room.name} is allowed {library} '
                              'and does not use it')
    return len(sources)


def check_cmake(room, rooms, owner, root, faults):
    """jb_room(... DEPS ... LIBS ...) against the row."""
    path = root / 'src' / room.name / 'CMakeLists.txt'
    if not path.is_file():
        return
    text = re.sub(r'#[^\n]*', '', path.read_text(encoding='utf-8'))
    allowed = {owner[h] for h in room.may if h in owner}
    wanted = set(room.libraries)
    brought = set()
    for call in re.findall(r'\b(?:jb_room|target_link_libraries)\s*\(([^)]*)\)', text):
        words, mode = call.split()[1:], ''
        for word in words:
            if word in ('DEPS', 'LIBS', 'PRIVATE', 'PUBLIC', 'INTERFACE'):
                mode = 'DEPS' if word == 'DEPS' else 'LIBS'
                continue
            dep = word.removeprefix('jianbao_')
            if mode == 'DEPS' or mode == 'LIBS' and dep in rooms and dep != word:
                if dep not in allowed and dep != room.name:
                    faults.append(f'src/{room.name}/CMakeLists.txt: room {room.name} '
                                  f'may not depend on {dep}')
            elif mode == 'LIBS' and word in TARGETS:
                brought |= TARGETS[word]
                if not TARGETS[word] & wanted:
                    faults.append(f'src/{room.name}/CMakeLists.txt: room {room.name} may not link '
                                  f'{word}')
            elif mode == 'LIBS' and word not in PLAIN_TARGETS | {'jianbao_flags'}:
                faults.append(f'src/{room.name}/CMakeLists.txt: unknown library {word}')
    if re.search(r'\bjb_room\s*\(', text):
        for library in sorted(wanted - brought):
            faults.append(f'src/{room.name}/CMakeLists.txt: the table gives room {room.name} '
                          f'{library}, CMake does not')


def check(root):
    faults = []
    rooms = read_table((root / 'docs/architecture.md').read_text(encoding='utf-8'), faults)
    if faults:
        return faults, 0, 0
    owner = check_table(rooms, root, faults)
    files = 0
    for room in rooms.values():
        files += check_room(room, root, faults)
        check_cmake(room, rooms, owner, root, faults)
    return faults, len(rooms), files


GOOD = {
    'docs/architecture.md': '<!-- layers: x -->\n| room | own | may | lib |\n|---|---|---|---|\n'
                            '| low | low.h | | cjson | a | b |\n| high | high.h | low.h | | a | b |\n\nend\n',
    'include/jianbao/low.h': '#include <stdint.h>\n',
    'include/jianbao/high.h': '#include <jianbao/low.h>\n',
    'src/low/low.c': '#include "in.h"\n#include <jianbao/low.h>\n#include <cjson/cJSON.h>\n'
                     '/* #include <sqlite3.h> in a comment is none */\n',
    'src/low/in.h': '#include <stdio.h>\n',
    'src/low/CMakeLists.txt': 'jb_room(low low.c LIBS PkgConfig::CJSON)\n',
    'src/high/high.c': '#include <jianbao/high.h>\n#include <jianbao/low.h>\n',
    'src/high/CMakeLists.txt': 'jb_room(high high.c DEPS low)\n',
}
BAD = {
    'upward include': ('src/low/low.c', '#include <jianbao/high.h>\n#include <cJSON.h>\n'),
    'foreign private header': ('src/high/high.c', '#include "../low/in.h"\n'),
    'library of another room': ('src/high/high.c', '#include <sqlite3.h>\n'),
    'unknown library': ('src/high/high.c', '#include <png.h>\n'),
    'unused library': ('src/low/low.c', '#include <jianbao/low.h>\n'),
    'upward link': ('src/low/CMakeLists.txt', 'jb_room(low low.c DEPS high LIBS PkgConfig::CJSON)'),
    'foreign link': ('src/high/CMakeLists.txt', 'jb_room(high high.c DEPS low LIBS hpdf)'),
    'missing link': ('src/low/CMakeLists.txt', 'jb_room(low low.c)'),
    'unknown room': ('src/attic/a.c', ''),
    'header of no room': ('include/jianbao/odd.h', ''),
    'upward include in a header': ('include/jianbao/low.h', '# include <jianbao/high.h>\n'),
    'table gone': ('docs/architecture.md', 'nothing\n'),
}


def build_house(root, change):
    for name, text in {**GOOD, **change}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')


def self_test():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder) / 'good'
        build_house(root, {})
        faults += [f'self-test: the good house has a fault: {f}' for f in check(root)[0]]
        for number, (what, (name, text)) in enumerate(BAD.items()):
            root = pathlib.Path(folder) / str(number)
            build_house(root, {name: text})
            found = check(root)[0]
            if not found:
                faults.append(f'self-test: not caught: {what}')
    finish(faults, f'{len(BAD)} made-up violations caught')


if __name__ == '__main__':
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('--self-test', action='store_true')
    if options.parse_args().self_test:
        self_test()
    all_faults, room_count, file_count = check(ROOT)
    finish(all_faults, f'{file_count} files in {room_count} rooms agree with docs/architecture.md')
