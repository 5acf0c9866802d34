#!/usr/bin/env python3
"""Makes up the figures of a statistical briefing: briefing.py FOLDER AGENCIES [SEED [REGIONS]].

Writes agencies.csv, reports.csv and facts.csv for `jianbao import`, to be printed with
tests/bench/briefing.json: three themes with five indicators each, the first of them also of the year
before, and a remark on about half of the first figures. With REGIONS so many divisions of so many
agencies each, for a batch. The same numbers every time: a counter that is mixed (splitmix64), no
clock and no random source.
"""
import csv
import pathlib
import sys

YEAR = 2026
MASK = (1 << 64) - 1
THEMES = (
    (('enf_cases_filed', '件'), ('enf_cases_closed', '件'), ('enf_inspections', '户次'),
     ('enf_penalty_amount', '万元'), ('enf_rectify_orders', '件')),
    (('arb_accepted', '件'), ('arb_mediated', '件'), ('arb_awards', '件'), ('arb_closed', '件'),
     ('arb_workers', '人')),
    (('wage_recovered_amount', '万元'), ('wage_workers', '人'), ('wage_projects_monitored', '个'),
     ('wage_deposit_used', '万元'), ('wage_cases', '件')),
)
FIRST = '青碧澄岚霖泽澜沐昭瑞景祥嘉和宁永安延丰裕盛兴隆崇德怀仁义信明远清临望云'
SECOND = '岭溪州川原阳阴谷山河湖泉林城丘陵江源塘桥沙石港湾坪坝屏峰浦津岗营堡屯寨'
PROVINCES = ('北岭省', '东澜省', '西屏省', '南浦省', '中川省', '海岚省', '云屏省', '江源自治区')
OFFICES = ('人力资源和社会保障局', '劳动保障监察大队', '劳动人事争议仲裁院', '劳动保障监察支队',
           '劳动监察大队', '劳动监察所')
REMARKS = ('', '', '', '', '', '含专项行动', '数据复核中', '口径有调整', '含上年结转案件',
           '含跨区域协查案件数据', '新设机构')


class Mixer:
    def __init__(self, seed):
        self.state = seed & MASK

    def below(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) % limit

    def pick(self, words):
        return words[self.below(len(words))]


def names(mix, count):
    seen = {}
    while len(seen) < count:
        kind = mix.below(10)
        name = mix.pick(PROVINCES) if kind < 4 else ''
        if kind % 2 == 0:
            name += mix.pick(FIRST) + mix.pick(SECOND) + '市'
        name += mix.pick(FIRST) + mix.pick(SECOND) + mix.pick('县县县区区市旗') + mix.pick(OFFICES)
        if 8 <= len(name) <= 20:
            seen[name] = None
    return list(seen)


def table(path, head, rows):
    with open(path, 'w', encoding='utf-8', newline='') as file:
        out = csv.writer(file, lineterminator='\n')
        out.writerow(head)
        out.writerows(rows)


def region_codes(count, regions):
    each = count // regions
    return [f'{11 + i // each // 99}{1 + i // each % 99:02}{1 + i % each:02}' for i in range(count)]


def write(folder, agencies, figures, regions=0):
    """agencies: names in order of their codes; figures: (agency, year, indicator, value, unit, note)"""
    folder.mkdir(parents=True, exist_ok=True)
    codes = (region_codes(len(agencies), regions) if regions else
             [str(110101 + i % 99 + i // 99 * 100) for i in range(len(agencies))])
    table(folder / 'agencies.csv', ('code', 'name', 'level', 'parent'),
          ((code, name, 'county', code[:4] + '00' if regions else '')
           for code, name in zip(codes, agencies)))
    table(folder / 'reports.csv', ('agency_code', 'year', 'title', 'source', 'signed_on'),
          ((code, year, f'{year}年度报告', f'{code}-{year}', f'{year + 1}-01-20')
           for code in codes for year in (YEAR - 1, YEAR)))
    table(folder / 'facts.csv',
          ('agency_code', 'agency', 'year', 'indicator', 'value', 'unit', 'period_start',
           'period_end', 'period_kind', 'status', 'source', 'raw', 'sentence', 'rule', 'note'),
          ((codes[a], agencies[a], year, indicator, value * (10000 if unit == '万元' else 1), unit,
            f'{year}-01-01', f'{year}-12-31', 'full_year', 'approved', f'{codes[a]}-{year}',
            f'{value}{unit}', f'全年有关数字为{value}{unit}。', 'made up', note)
           for a, year, indicator, value, unit, note in figures))


def made_up(mix, count):
    for theme in THEMES:
        for agency in range(count):
            first = 20 + 59980 * mix.below(1000) * mix.below(1000) * mix.below(1000) // 10**9
            note = mix.pick(REMARKS)
            for place, (indicator, unit) in enumerate(theme):
                value = first * (300 + mix.below(1400)) // 1000 + mix.below(30) if place else first
                yield agency, YEAR, indicator, value, unit, note if place == 0 else ''
            before = max(1, first * (600 + mix.below(800)) // 1000) if mix.below(40) else 0
            yield agency, YEAR - 1, theme[0][0], before, theme[0][1], ''


def main():
    count = int(sys.argv[2])
    mix = Mixer(int(sys.argv[3]) if len(sys.argv) > 3 else 20261122 + count)
    regions = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    count *= max(1, regions)
    write(pathlib.Path(sys.argv[1]), names(mix, count), made_up(mix, count), regions)


if __name__ == '__main__':
    main()
