"""What the tests of the finished program share: making a store and a PDF from the example tables,
and saying what is not as it should be."""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / 'examples/five-agencies'
TABLES = ('agencies.csv', 'reports.csv', 'facts.csv', 'absences.csv')
SKIPPED = 77  # ctest's SKIP_RETURN_CODE
FAULTS = []


def environment(**changes):
    """The environment without our own settings, with the changes; None removes a name."""
    env = {name: value for name, value in os.environ.items() if not name.startswith('JIANBAO')}
    for name, value in changes.items():
        env.pop(name, None)
        if value is not None:
            env[name] = value
    return env


def run(*command, env=None, cwd=None, timeout=300):
    """The command's standard output, as bytes; ends the test when the command fails."""
    command = [str(word) for word in command]
    done = subprocess.run(command, env=env or environment(), cwd=cwd, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout,
                          check=False)
    if done.returncode:
        print(f'exit {done.returncode}: {" ".join(command)}')
        print(done.stdout.decode('utf-8', 'replace')[-3000:])
        print(done.stderr.decode('utf-8', 'replace')[-3000:])
        sys.exit(1)
    return done.stdout


def program(path):
    """The built program; a missing one is a failure, never a pass."""
    path = pathlib.Path(path).resolve()
    if not os.access(path, os.X_OK):
        sys.exit(f'no program at {path}: build it first')
    return path


def make_store(jianbao, store, tables, env=None, cwd=None):
    run(jianbao, 'init', store, env=env, cwd=cwd)
    run(jianbao, 'import', '--store', store, *tables, env=env, cwd=cwd)


def make_pdf(jianbao, store, pdf, env=None, cwd=None):
    run(jianbao, 'brief', 'compare', '--store', store, '-o', pdf, env=env, cwd=cwd)


def check(fine, what, done=None):
    """Says how it is, and keeps a fault for the end; `done` is the run that tells more of it."""
    print(('  ' if fine else '! ') + what)
    if not fine:
        FAULTS.append(what)
        if done is not None:
            said = done.stderr
            said = said.decode('utf-8', 'replace') if isinstance(said, bytes) else said
            print(f'    exit {done.returncode}: {said[-1500:]}')


def finish():
    """The faults once more, and the exit status."""
    print('\n'.join(FAULTS) or 'all as it should be')
    sys.exit(1 if FAULTS else 0)
