#!/usr/bin/env python3
"""no_float: no figure passes a binary float between the file it comes from and the page.

Looks through the rooms a figure passes, and their SQL, for floating types, functions that make
them, formats that print them and SQL that converts to them. --self-test checks the search.
"""
import argparse
import re

from source import ROOT, c_files, finish, shown, strings, without_comments

ROOMS = ['src/model', 'src/measure', 'src/store', 'src/dataset', 'src/brief', 'src/base/dec.c']
WORDS = re.compile(
    r'\b(float|double|_Float\w+|strto(?:f|d|ld)|atof|valuedouble|'
    r'(?:ceil|floor|l?round|pow|sqrt|trunc|fabs|fmod)[fl]?(?=\s*\()|'
    r'sqlite3_(?:column|bind|value|result)_double)\b')
NUMBER = re.compile(r'(?<![\w.])(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][-+]?\d+)?[fFlL]?(?!\w)')
FORMAT = re.compile(r'%[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?L?[aefgAEFG](?![a-zA-Z])')
SQL = re.compile(r'\b(?:REAL|FLOAT|DOUBLE)\b|\b(?:avg|total|round)\s*\(', re.I)
SQL_STRING = re.compile(r'\bCAST\s*\([^)]*\bAS\s+(?:REAL|FLOAT|DOUBLE)|\bavg\s*\(', re.I)


def faults_in_c(text):
    """(line, what) for each trace of a float in C text."""
    code = without_comments(text, keep_strings=False)
    for pattern in (WORDS, NUMBER):
        for match in pattern.finditer(code):
            yield code.count('\n', 0, match.start()) + 1, match.group()
    for line, literal in strings(text):
        for pattern in (FORMAT, SQL_STRING):
            match = pattern.search(literal.replace('%%', ''))
            if match:
                yield line, match.group()


def faults_in_sql(text):
    code = re.sub(r'--[^\n]*|/\*.*?\*/|\'[^\']*\'',
                  lambda m: re.sub(r'[^\n]', ' ', m.group()), text, flags=re.S)
    for match in SQL.finditer(code):
        yield code.count('\n', 0, match.start()) + 1, match.group()


def files():
    for room in ROOMS:
        if (ROOT / room).is_file():
            yield ROOT / room
        else:
            yield from c_files(room, suffixes=('.c', '.h', '.sql'))


BAD_C = ['double a;', 'x = atof(s);', 'x = strtod(s, 0);', 'x = 1.5;', 'x = 1e9;', 'x = floor(y);',
         'printf("%.2f", x);', 'sqlite3_column_double(s, 0);', 'sql = "SELECT CAST(a AS REAL)";',
         'y = cell->valuedouble;']
GOOD_C = ['/* a double line, 1.5 */', 's = "100.5%"; t = "50% fewer";', 'x = 15; y = 0x1e9;',
          'printf("%d %s %%f", 1, s);', 'int rounded = 0; float_like();', 's = "GB/T 15834-2011";']


def self_test():
    faults = [f'self-test: not caught: {c}' for c in BAD_C if not list(faults_in_c(c))]
    faults += [f'self-test: wrongly caught: {c} {list(faults_in_c(c))}'
               for c in GOOD_C if list(faults_in_c(c))]
    if not list(faults_in_sql('CREATE TABLE t (a REAL);')):
        faults.append('self-test: not caught: a REAL column')
    if list(faults_in_sql("CREATE TABLE t (a TEXT); -- REAL\nSELECT 'REAL';")):
        faults.append('self-test: wrongly caught: a comment in SQL')
    finish(faults, f'{len(BAD_C) + 1} made-up floats caught')


if __name__ == '__main__':
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('--self-test', action='store_true')
    if options.parse_args().self_test:
        self_test()
    all_faults, count = [], 0
    for path in files():
        count += 1
        find = faults_in_sql if path.suffix == '.sql' else faults_in_c
        for number, what in find(path.read_text(encoding='utf-8')):
            all_faults.append(f'{shown(path)}:{number}: "{what}" may pass a figure through a '
                              'binary float; use jb_dec')
    finish(all_faults if count else ['no files found: have the rooms moved?'],
           f'{count} files without binary floats')
