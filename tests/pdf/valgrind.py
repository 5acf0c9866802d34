#!/usr/bin/env python3
"""valgrind: the demo runs without a leak and without touching what is not its own."""
import pathlib
import shutil
import sys
import tempfile

import demo

KINDS = 'definite,indirect,possible'


def main():
    jianbao = demo.program(sys.argv[1])
    if not shutil.which('valgrind'):
        print('skipped: valgrind is not installed')
        sys.exit(demo.SKIPPED)
    valgrind = ['valgrind', '--quiet', '--leak-check=full', f'--show-leak-kinds={KINDS}',
                f'--errors-for-leak-kinds={KINDS}', '--error-exitcode=99', '--num-callers=30',
                '--track-fds=no', str(jianbao)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        store = folder / 'demo.db'
        tables = [demo.EXAMPLES / table for table in demo.TABLES]
        steps = [
            ['init', store],
            ['import', '--store', store, *tables],
            ['facts', '--store', store],
            ['compare', '--store', store],
            ['brief', 'compare', '--store', store, '-o', folder / 'demo.pdf'],
        ]
        for step in steps:
            demo.run(*valgrind, *step, timeout=280)
            print(f'{step[0]}: clean')


if __name__ == '__main__':
    main()
