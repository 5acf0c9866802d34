#!/usr/bin/env python3
"""accuracy.py PROGRAM PART FLOOR TRAPS [PERIODS]: what the program finds in a part of the corpus.

Runs `PROGRAM extract` on every passage of PART (with the agency and year of context.jsonl where the
text does not name them), scores it against the part's gold and fails when F1 is below FLOOR, when
more than TRAPS per cent of the records stand on a trap, or when fewer than PERIODS per cent of the
right figures have the right period. A floor may only rise.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def records(program, part):
    """The records of all passages, as one JSON Lines text."""
    rows = (json.loads(line) for line in (HERE / 'context.jsonl').read_text('utf-8').splitlines())
    context = {row['doc']: row for row in rows}
    text = ''
    for path in sorted((HERE / part).glob('*.txt')):
        known = context.get(path.name, {})
        words = [program, 'extract', '--format', 'jsonl']
        for option, key in (('--agency', 'agency_code'), ('--year', 'report_year')):
            if known.get(key):
                words += [option, str(known[key])]
        done = subprocess.run(words + [str(path)], capture_output=True, text=True, check=True)
        text += done.stdout
    return text


def main():
    program, part, floor, traps, *periods = sys.argv[1:]
    with tempfile.NamedTemporaryFile('w', encoding='utf-8', suffix='.jsonl') as file:
        file.write(records(program, part))
        file.flush()
        score = [sys.executable, str(HERE / 'score.py'), str(HERE / f'{part}.gold.jsonl'), file.name]
        subprocess.run(score, check=True)
        result = json.loads(subprocess.run(score + ['--json'], capture_output=True, text=True,
                                           check=True).stdout)
    share = 100 * result['on_traps'] / max(1, result['right'] + result['false'])
    faults = []
    if result['f1'] < float(floor):
        faults.append(f'F1 is {result["f1"]}, the floor is {floor}')
    if share > float(traps):
        faults.append(f'{share:.1f} % of the records are on traps, {traps} % are allowed')
    if periods and 100 * (result['period'] or 0) < float(periods[0]):
        faults.append(f'{100 * result["period"]:.1f} % of the periods are right, {periods[0]} % are wanted')
    print('\n'.join(faults) or f'{part}: F1 {result["f1"]} (floor {floor}), {share:.1f} % on traps')
    sys.exit(bool(faults))


main()
