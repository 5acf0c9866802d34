#!/usr/bin/env python3
"""headers: every public header compiles alone, twice in a row, as C11 and as C++17, -Werror.

Compilers come from the options; C++ is left out, and that is said, where there is no compiler.
--self-test makes headers with faults and fails when a compiler lets one pass.
"""
import argparse
import pathlib
import subprocess
import tempfile

from source import ROOT, finish

COMMON = '''-fsyntax-only -Werror -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wundef -Wcast-qual -Wpointer-arith -Wwrite-strings -Wformat=2 -Wredundant-decls
    -Wunused-macros'''.split()
C11 = ['-std=c11', '-Wstrict-prototypes', '-Wmissing-prototypes', '-Wold-style-definition', '-Wvla']
CXX17 = ['-std=c++17', '-Wold-style-cast', '-Wno-unused-macros']


def compiles(command, suffix, header, include, folder):
    """None, or what the compiler has to say against a file that includes just this header."""
    probe = pathlib.Path(folder) / f'probe{suffix}'
    probe.write_text(f'#include <jianbao/{header}>\n#include <jianbao/{header}>\n'
                     'extern int jb_probe;\n', encoding='utf-8')
    run = subprocess.run(command + ['-I', str(include), str(probe)], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return None if run.returncode == 0 and not run.stdout.strip() else run.stdout.strip()


def check(include, compilers, folder):
    faults = []
    headers = sorted(p.name for p in (include / 'jianbao').glob('*.h'))
    for language, suffix, command in compilers:
        for header in headers:
            said = compiles(command, suffix, header, include, folder)
            if said is not None:
                faults.append(f'{header} does not compile alone as {language}:\n{said}')
    return faults, len(headers)


BAD = {
    'needs another header first': 'uint32_t jb_a(void);\n',
    'no guard': 'struct jb_twice { int a; };\n',
    'no prototype': '#ifndef G\n#define G\nint jb_b();\ntypedef int jb_c[(unsigned)-1 > 0 ? 1 : -1];\n'
                    'static inline unsigned jb_d(int i) { return i; }\n#endif\n',
}


def self_test(compilers, folder):
    faults = []
    for number, (what, text) in enumerate(BAD.items()):
        include = pathlib.Path(folder) / str(number)
        (include / 'jianbao').mkdir(parents=True)
        (include / 'jianbao/bad.h').write_text(text, encoding='utf-8')
        found, _ = check(include, compilers, folder)
        if len(found) != len(compilers):
            faults.append(f'self-test: not caught by every compiler: {what}')
    finish(faults, f'{len(BAD)} made-up faults caught')


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('--cc', default='cc')
    options.add_argument('--cxx', default='')
    options.add_argument('--self-test', action='store_true')
    args = options.parse_args()
    compilers = [('C11', '.c', [args.cc] + COMMON + C11)]
    if args.cxx:
        compilers.append(('C++17', '.cc', [args.cxx] + COMMON + CXX17))
    with tempfile.TemporaryDirectory() as folder:
        if args.self_test:
            self_test(compilers, folder)
        faults, count = check(ROOT / 'include', compilers, folder)
    languages = ' and '.join(name for name, _, _ in compilers)
    finish(faults if count else ['include/jianbao has no headers'],
           f'{count} headers compile alone as {languages}')


if __name__ == '__main__':
    main()
