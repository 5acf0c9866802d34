#!/usr/bin/env python3
"""packages: what CMake looks for, what ./dev installs and what docs/install.md lists are the same.

Every module of CMakeLists.txt must have a package in the `build` group of ./dev; that group must be
each list of docs/install.md; what the built program is linked with must be in its list for machines
that only run it (where dpkg can tell whose a library is).
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess

from source import ROOT, finish

# Of every system, or of the compiler and its sanitizers.
GIVEN = re.compile(r'^(libc6|libgcc|libstdc\+\+|libasan|libubsan|liblsan|libclang|libunwind)')
# Looked for by name, not as a module.
BY_NAME = {'find_path(HPDF_INCLUDE': 'libhpdf-dev', 'find_package(PkgConfig': 'pkg-config'}
# Not in a library: programs that are started.
STARTED = {'poppler-utils'}


def modules(cmake):
    """The pkg-config modules that CMakeLists.txt requires, without versions."""
    found = []
    for match in re.finditer(r'pkg_check_modules\(\w+ REQUIRED IMPORTED_TARGET ([^)]*)\)', cmake):
        found += [word.split('>')[0].split('=')[0] for word in match.group(1).split()]
    return found


def dev_packages(dev):
    """{package: how to see it} of the group `build`."""
    return dict(re.findall(r'^build (\S+)\s+(\S+)$', dev, re.M))


def words(text):
    return set(re.sub(r'[\\|]', ' ', text).split())


def install_lists(text):
    """{name: packages} of docs/install.md: to build, to carry over, in the table, to run."""
    lists = {}
    build = re.search(r'installs those that are\s+missing:\n\n((?:    .*\n)+)', text)
    carry = re.search(r'--no-enhances \\\n(.*?)\|\n', text, re.S)
    run = re.search(r'these packages \(most are there already\):\n\n((?:    .*\n)+)', text)
    table = re.findall(r'^\| ([a-z][^|]*?) \| [^|]* \| [^|]* \|$', text, re.M)
    for name, match in (('build', build), ('carry', carry), ('run', run)):
        lists[name] = words(match.group(1)) if match else set()
    lists['table'] = words(' '.join(table))
    return lists


def compare(cmake, dev, install):
    faults = []
    packages = dev_packages(dev)
    lists = install_lists(install)
    seen = {how.removeprefix('module:') for how in packages.values()}
    for module in modules(cmake):
        base = module.removesuffix('-subset').removesuffix('-uc').removesuffix('-i18n')
        if not any(name == module or name.startswith(base) for name in seen):
            faults.append(f'./dev: no package of the group build brings the module {module}')
    for look, package in BY_NAME.items():
        if look in cmake and package not in packages:
            faults.append(f'./dev: {package} is not in the group build')
    for name in ('build', 'carry', 'table'):
        for package in sorted(set(packages) - lists[name]):
            faults.append(f'docs/install.md: {package} is missing in the list "{name}"')
        for package in sorted(lists[name] - set(packages)):
            faults.append(f'docs/install.md: {package} in the list "{name}" is none of ./dev')
    for package in sorted(STARTED - lists['run']):
        faults.append(f'docs/install.md: {package} is missing in the list "run"')
    return faults, lists


def package_of(path):
    """The Debian package that brings a library, None where dpkg does not know."""
    real = os.path.realpath(path)
    for name in (path, real, real.removeprefix('/usr'), '/usr' + real):
        done = subprocess.run(['dpkg', '-S', name], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(':')[0].split(',')[0]
    return None


def linked(program):
    """The packages of the libraries that the program itself names."""
    needed = subprocess.run(['readelf', '-d', str(program)], stdout=subprocess.PIPE, text=True,
                            check=True).stdout
    names = re.findall(r'NEEDED.*\[(.*?)\]', needed)
    paths = dict(re.findall(r'(\S+) => (\S+)', subprocess.run(
        ['ldd', str(program)], stdout=subprocess.PIPE, text=True, check=True).stdout))
    return {package_of(paths[name]) for name in names if name in paths} - {None}


def check_run(program, listed):
    if not (program and shutil.which('dpkg') and shutil.which('readelf')):
        return []
    needed = linked(program) | linked(program.with_name(program.name + '-whole'))
    return [f'docs/install.md: {package} is missing in the list "run": the program needs it'
            for package in sorted(needed - listed) if not GIVEN.match(package)]


def self_test():
    cmake = 'pkg_check_modules(A REQUIRED IMPORTED_TARGET liba>=1 libb)\n'
    dev = 'build liba-dev  module:liba\n'
    install = ('installs those that are missing:\n\n    libc-dev\n\n--no-enhances \\\n    liba-dev |\n'
               '| liba-dev | x | y |\nthese packages (most are there already):\n\n    liba\n')
    faults, lists = compare(cmake, dev, install)
    wanted = ['./dev: no package of the group build brings the module libb',
              'docs/install.md: liba-dev is missing in the list "build"',
              'docs/install.md: libc-dev in the list "build" is none of ./dev',
              'docs/install.md: poppler-utils is missing in the list "run"']
    wrong = [] if faults == wanted else [f'self-test: found {faults}']
    if lists['run'] != {'liba'}:
        wrong.append(f'self-test: to run: {lists["run"]}')
    finish(wrong, 'missing packages are seen')


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('program', nargs='?', type=pathlib.Path, help='the built jianbao')
    options.add_argument('--self-test', action='store_true')
    args = options.parse_args()
    if args.self_test:
        self_test()
    texts = [(ROOT / name).read_text(encoding='utf-8')
             for name in ('CMakeLists.txt', 'dev', 'docs/install.md')]
    faults, lists = compare(*texts)
    faults += check_run(args.program, lists['run'])
    finish(faults, f'{len(lists["build"])} packages to build, {len(lists["run"])} to run')


if __name__ == '__main__':
    main()
