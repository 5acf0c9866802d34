"""What the structure tests share: the repository's source files and C without comments.

Knows nothing of any one rule; each rule is a script of its own beside this file.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

_TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def c_files(*folders, suffixes=('.c', '.h')):
    """The C files below the folders, in a fixed order."""
    found = []
    for folder in folders:
        found += [p for p in sorted((ROOT / folder).rglob('*')) if p.suffix in suffixes]
    return found


def without_comments(text, keep_strings=True):
    """C text with comments (and, if asked, the insides of literals) blanked; lines keep their numbers."""
    def blank(match):
        token = match.group()
        if token[0] in '"\'' and keep_strings:
            return token
        if token[0] in '"\'':
            return token[0] * 2
        return re.sub(r'[^\n]', ' ', token)
    return _TOKEN.sub(blank, text)


def strings(text):
    """(line number, literal) of each string literal of C text."""
    for match in _TOKEN.finditer(text):
        if match.group()[0] == '"':
            yield text.count('\n', 0, match.start()) + 1, match.group()


def shown(path):
    return str(path.relative_to(ROOT)) if ROOT in path.parents else str(path)


def finish(faults, passed):
    """Ends a test: what is wrong, one a line, or one line of what was looked at."""
    for fault in faults:
        print(fault)
    if faults:
        print(f'{len(faults)} faults')
        sys.exit(1)
    print(passed)
    sys.exit(0)
