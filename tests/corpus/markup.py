"""Reads the marked source of the corpus: passages with their figures and traps marked in place.

Decides what a mark means (README.md has the grammar) and what number its words stand for. Knows
nothing of how an extraction is scored, and nothing of any extraction's rules.
"""
import calendar
import re
from decimal import Decimal

# Codes the comparison tables must not miss; a figure is core when its first code is one of these.
CORE = set('''enf_cases_filed enf_cases_closed enf_penalties enf_crime_referrals enf_dishonest_listed
disp_total disp_resolved disp_resolve_rate disp_accepted_all disp_closed_all disp_workers disp_amount
disp_precase_rate arb_accepted arb_closed arb_close_rate arb_mediation_rate arb_final_rate arb_workers
arb_amount med_accepted med_success med_success_rate wage_clues_received wage_clues_closed
wage_clue_close_rate wage_clue_approval_rate wage_workers wage_recovered_amount'''.split())

# Numbers that no marking is needed for: they are never figures, wherever they stand.
PLAIN = [(re.compile(pattern), trap) for pattern, trap in (
    (r'[〔【\[(（]\s*(?:19|20)\d\d\s*[〕】\])）]\s*(?:第\s*)?\d+\s*号', 'document_number'),
    (r'0\d{2,3}[-—－]\d{7,8}', 'phone_number'),
    (r'(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日', 'date'),
    (r'(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}', 'date'),
    (r'(?:19|20)\d\d\s*[-—–~至]+\s*(?:19|20)\d\d\s*年', 'document_period'),
    (r'(?:19|20)\d\d\s*年\s*\d{1,2}\s*[-—–~至]+\s*\d{1,2}\s*月份?', 'period_marker'),
    (r'(?:19|20)\d\d\s*年\s*\d{1,2}\s*月(?:底|末|份|初)?', 'period_marker'),
    (r'\d{1,2}\s*月?\s*(?:份)?\s*[-—–~至]+\s*\d{1,2}\s*月(?:份|底)?', 'period_marker'),
    (r'\d{1,2}\s*月\s*\d{1,2}\s*日', 'period_marker'),
    (r'\d{1,2}\s*月(?:份|底|末|初|以来)', 'period_marker'),
    (r'前\s*\d{1,2}\s*个?月', 'period_marker'),
    (r'(?<!\d)\d{1,2}\s*月(?!\d)', 'period_marker'),
    (r'(?:19|20)\d\d\s*年(?:度|底|末|初)?', 'scope_year'),
    (r'(?m)^[\s\u3000]*\d{1,2}[.．、](?!\d)', 'enumerator'),
    (r'12333|12345|12348', 'hotline_number'),
    (r'[“"]?(?:三项制度|双随机、一公开|双随机|两法衔接|双公示|一把手|最后一公里|三重一大|两清零)',
     'slogan_or_label'),
    (r'第一责任人|第一时间|第[一二三四]季度', 'rank_or_ordinal'),
    (r'[一二三四五六七八九十]+届[一二三四五六七]中全会|[一二]十[一二三四五六七八九]?大', 'numeral_in_word'),
)]

DIGIT = {**{c: i for i, c in enumerate('〇一二三四五六七八九')}, '零': 0, '两': 2, '廿': 20}
STEP = {'十': 10, '百': 100, '千': 1000, '万': 10 ** 4, '亿': 10 ** 8}
BEFORE = {'近': 'under', '接近': 'under', '将近': 'under', '不足': 'under', '不到': 'under',
          '不超过': 'under', '未满': 'under', '约': 'about', '大约': 'about', '约为': 'about',
          '逾': 'at_least', '超': 'at_least', '超过': 'at_least', '突破': 'at_least',
          '至少': 'at_least', '不低于': 'at_least', '不少于': 'at_least'}
AFTER = {'以上': 'at_least', '以下': 'under', '以内': 'under', '左右': 'about', '上下': 'about'}


class Fault(Exception):
    """A mark that cannot be read."""


def han_number(text):
    total = section = digit = 0
    for char in text:
        if char in DIGIT:
            digit = digit * 10 + DIGIT[char] if digit and '十' not in text else DIGIT[char]
        elif STEP[char] >= 10 ** 4:
            total, section, digit = (total + section + digit) * STEP[char], 0, 0
        else:
            section, digit = section + (digit or 1) * STEP[char], 0
    return Decimal(total + section + digit)


def number(raw):
    """(value in the base unit, qualifier) of the words of a figure."""
    text = ''.join(chr(ord(c) - 0xFEE0) if '！' <= c <= '～' else c for c in raw)
    text = re.sub(r'[\s\u00a0\u3000]', '', text)
    qualifier = 'exact'
    for word in sorted(BEFORE, key=len, reverse=True):
        if text.startswith(word):
            qualifier, text = BEFORE[word], text[len(word):]
            break
    for word, meaning in AFTER.items():
        if text.endswith(word):
            qualifier, text = meaning, text[:-len(word)]
    percent = text.startswith('百分之')
    text = text.removeprefix('百分之')
    if re.search(r'[余多来]', text):
        qualifier, text = 'at_least', re.sub(r'[余多来]', '', text, count=1)
    match = re.match(r'(\d[\d,]*(?:\.\d+)?)([十百千]?[万亿]*)', text)
    if match:
        value = Decimal(match[1].replace(',', ''))
        for step in match[2]:
            value *= STEP[step]
    else:
        match = re.match(r'([〇零一二三四五六七八九两廿十百千万亿]+)(点[一二三四五六七八九〇零]+)?', text)
        if not match:
            raise Fault(f'no number in {raw!r}')
        value = han_number(match[1])
        if match[2]:
            value += Decimal('0.' + ''.join(str(DIGIT[c]) for c in match[2][1:]))
        if text[match.end():].startswith('成') and not percent:
            value *= 10
    return value, qualifier


def plain(value):
    return int(value) if value == value.to_integral_value() else float(value)


def month_end(year, month):
    return f'{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}'


def period(spec, year, till):
    """(period, basis) of a period's short form; README.md lists the forms."""
    spec, _, basis = spec.partition(':')
    basis = basis.split('+') if basis else []
    whole = {'start': f'{year}-01-01', 'end': f'{year}-12-31'}
    if spec == 's':
        return {'start': None, 'end': None}, basis or ['unstated', 'cumulative', 'full_year']
    if spec == 'u' and till:
        return {'start': whole['start'], 'end': till}, basis or ['unstated', 'part_year']
    if spec in 'uy':
        return whole, basis or (['unstated', 'full_year'] if spec == 'u' else ['full_year'])
    if '..' in spec:
        start, _, end = spec.partition('..')
        return {'start': start or None, 'end': end or None}, basis or ['campaign']
    if re.fullmatch(r'\d{4}', spec):
        return {'start': f'{spec}-01-01', 'end': f'{spec}-12-31'}, basis or ['full_year']
    months = {'H1': (1, 6), 'H2': (7, 12), 'Q1': (1, 3), 'Q2': (4, 6), 'Q3': (7, 9), 'Q4': (10, 12)}
    if spec in months:
        first, last = months[spec]
    elif match := re.fullmatch(r'M(\d+)(?:-(\d+))?', spec):
        first, last = (int(match[1]), int(match[2])) if match[2] else (1, int(match[1]))
    elif match := re.fullmatch(r'D(\d\d)(\d\d)', spec):
        return {'start': whole['start'], 'end': f'{year}-{match[1]}-{match[2]}'}, basis or ['part_year']
    else:
        raise Fault(f'no such period {spec!r}')
    return {'start': f'{year}-{first:02}-01', 'end': month_end(year, last)}, basis or ['part_year']


class Passage:
    """One passage: its text and its rows."""

    def __init__(self, head, body):
        fields = [f.strip() for f in head.split('|')]
        if len(fields) < 4:
            raise Fault(f'a head needs name | code | year | agency: {head!r}')
        self.name, self.code, self.year, self.agency = fields[0], fields[1], int(fields[2]), fields[3]
        options = dict(f.split('=', 1) if '=' in f else (f, '') for f in fields[4:])
        self.till = options.get('till')
        self.given = 'ctx' in options
        self.rows, self.text, self.figures = [], '', []
        self._spec = 'u'
        try:
            self._read(body)
        except (Fault, KeyError, ValueError) as fault:
            raise Fault(f'{self.name}: {fault}') from fault
        self._plain_traps()
        self.rows.sort(key=lambda r: r['span'])

    def _read(self, body):
        for part in re.split(r'(\{[^{}]*\})', body):
            if not part.startswith('{'):
                self.text += part
            elif part.startswith('{@'):
                self._spec = part[2:-1]
            elif part in ('{nbsp}', '{wide}'):
                self.text += '\u00a0' if part == '{nbsp}' else '\u3000'
            else:
                self._mark(*(part[1:-1].split('|') + [''])[:3])

    def _mark(self, raw, what, options=''):
        span = [len(self.text), len(self.text) + len(raw)]
        self.text += raw
        if not what:
            raise Fault(f'mark without meaning: {raw!r}')
        if what[0] in '!~':
            self._trap(raw, what, span)
        else:
            self._figure(raw, what, span, options)

    def _trap(self, raw, what, span):
        if what[0] == '~':
            value = number(raw)[0] * (-1 if what[-1] == '-' else 1)
            self.figures[-1]['yoy_points' if what[1] == 'p' else 'yoy'] = plain(value)
        trap = 'change' if what[0] == '~' else what[1:]
        self.rows.append({'span': span, 'raw': raw, 'trap': trap})

    def _figure(self, raw, what, span, options):
        row = {'span': span, 'raw': raw, 'value': None, 'accept': [] if what == '-' else what.split('/'),
               'core': False, 'optional': False, 'qualifier': None, 'period': None, 'period_basis': None,
               'yoy': None, 'note': ''}
        row['core'] = bool(row['accept']) and row['accept'][0] in CORE
        spec, value, qualifier = self._spec, None, None
        while options:
            match = re.match(r'(opt)(?:\s+|$)|(p|v|q|y)=(\S+)\s*|n=(.*)$', options)
            if not match:
                raise Fault(f'no such option {options!r} of {raw!r}')
            options = options[match.end():]
            if match[1]:
                row['optional'] = True
            elif match[2] == 'p':
                spec = match[3]
            elif match[2] == 'v':
                value = Decimal(match[3])
            elif match[2] == 'q':
                qualifier = match[3]
            elif match[2] == 'y':
                row['yoy'] = plain(Decimal(match[3]))
            else:
                row['note'] = match[4]
        if value is None:
            value, found = number(raw)
            qualifier = qualifier or found
        row['value'], row['qualifier'] = plain(value), qualifier or 'exact'
        # A zero said in words has no digits to point at: it may come out as a figure or, as jianbao
        # has it, as an absence of the kind "zero stated".
        if value == 0 and not re.search('[0-9零〇]', raw):
            row['optional'] = True
            row['core'] = False
        row['period'], row['period_basis'] = period(spec, self.year, self.till)
        self.rows.append(row)
        self.figures.append(row)

    def _plain_traps(self):
        taken = [r['span'] for r in self.rows]
        for pattern, trap in PLAIN:
            for match in pattern.finditer(self.text):
                start, end = match.start(), match.end()
                while self.text[start] in '“" \u3000\n':
                    start += 1
                if all(end <= a or b <= start for a, b in taken):
                    self.rows.append({'span': [start, end], 'raw': self.text[start:end], 'trap': trap})
                    taken.append([start, end])

    def gold(self):
        """Rows as the gold files have them: figures in the order of the text, then traps."""
        doc, figures, traps = f'{self.name}.txt', [], []
        for row in self.rows:
            if 'trap' in row:
                traps.append({'doc': doc, **row})
                continue
            row = {'doc': doc, 'id': f'{self.name}-{len(figures) + 1:02}', **row}
            note = row.pop('note')
            row.update(agency=self.agency, agency_code=self.code, report_year=self.year, note=note)
            figures.append(row)
        return figures + traps


def passages(path):
    """The passages of a source file; a line `### head` begins one, lines `## ` before are remarks."""
    found = []
    for block in re.split(r'^### ', path.read_text(encoding='utf-8'), flags=re.M)[1:]:
        head, _, body = block.partition('\n')
        found.append(Passage(head, body.strip('\n') + '\n'))
    return found
