#!/usr/bin/env python3
"""function_size: half of the functions under 15 lines, nine in ten under 50, none over 100;
no file over 700 lines.

Counts from the line of the name to the closing brace. Relies on the layout that .clang-format
gives: only a function has its opening brace alone in the first column. --self-test checks the
counting itself.
"""
import argparse
import re

from source import c_files, finish, shown, without_comments

HALF, NINE_TENTHS, LONGEST, FILE = 15, 50, 100, 700
NAME = re.compile(r'(\w+)\s*\(')


def functions(text):
    """(name, first line, lines) of each function of C text."""
    lines = without_comments(text, keep_strings=False).split('\n')
    start = None
    for number, line in enumerate(lines):
        if line.rstrip() == '{':
            start = number
            while start > 0 and lines[start - 1].strip() and \
                    not lines[start - 1].startswith(('#', '}')) and \
                    not lines[start - 1].rstrip().endswith((';', '}')):
                start -= 1
        elif line.startswith('}') and start is not None:
            head = NAME.search(' '.join(lines[start:number]))
            yield (head.group(1) if head else '?'), start + 1, number - start + 1
            start = None


def quantile(values, share):
    """The smallest value that at least this share of the values does not exceed."""
    return values[max(0, -(-len(values) * share // 100) - 1)]


def check(files):
    found, faults, file_lengths = [], [], []
    for path in files:
        text = path.read_text(encoding='utf-8')
        length = text.count('\n')
        file_lengths.append(length)
        if length > FILE:
            faults.append(f'{shown(path)}: {length} lines; at most {FILE}: split it by topic')
        for name, line, lines in functions(text):
            found.append(lines)
            if lines > LONGEST:
                faults.append(f'{shown(path)}:{line}: {name} has {lines} lines; at most {LONGEST}')
    if not found:
        return ['no functions found: has the layout changed?'], ''
    found.sort()
    file_lengths.sort()
    half, nine = quantile(found, 50), quantile(found, 90)
    figures = (f'{len(found)} functions: half have up to {half} lines, nine in ten up to {nine}, '
               f'the longest {found[-1]}; {len(file_lengths)} files: half have up to '
               f'{quantile(file_lengths, 50)} lines, the longest {file_lengths[-1]}')
    if half >= HALF:
        faults.append(f'half of the functions should have under {HALF} lines, not {half}')
    if nine >= NINE_TENTHS:
        faults.append(f'nine in ten functions should have under {NINE_TENTHS} lines, not {nine}')
    return faults, figures


SAMPLE = '''struct s {
    int a;
};
/* a comment with a brace
{
*/
static int first(int a,
                 int b)
{
    return a + b;
}
#define X 1
int second(void)
{
    const char *s = "{";
    return s[0] == '}';
}
static const int table[] = {
    1,
};
'''


def self_test():
    wanted = [('first', 7, 5), ('second', 13, 5)]
    got = list(functions(SAMPLE))
    finish([] if got == wanted else [f'self-test: counted {got}, wanted {wanted}'],
           'the counting is right')


if __name__ == '__main__':
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('--self-test', action='store_true')
    if options.parse_args().self_test:
        self_test()
    all_faults, summary = check(c_files('src'))
    if summary:
        print(summary)
    finish(all_faults, 'within the limits')
