import type { Defect } from './api';
import type { Build } from './build';
import { commandDialog } from './command';
import { crops } from './crops';
import { button, fill, h, select } from './dom';
import { mark, stateOf, stateText } from './levels';
import type { Plate } from './plate';
import { num, plain, t, word, type Key } from './texts';

type Sort = 'level' | 'id' | 'family' | 'layers' | 'height' | 'points' | 'mm3' | 'peak';
const LEVEL: Record<string, number> = { MINOR: 1, MAJOR: 2, STOP: 3 };
const STEP = 100;

const VALUE: Record<Sort, (d: Defect) => number | string> = {
  level: (d) => LEVEL[d.level ?? ''] ?? 0,
  id: (d) => d.first_layer,
  family: (d) => d.family,
  layers: (d) => d.layers,
  height: (d) => d.last_layer - d.first_layer + 1,
  points: (d) => d.points,
  mm3: (d) => d.mm3 ?? -1,
  peak: (d) => d.peak ?? -1,
};

/** The table of defects: sorted, filtered, one of them chosen; with pictures and what can be said of it. */
export class Defects {
  readonly element = h('div', { class: 'defects' });
  private readonly detail = h('div', { class: 'detail' });
  private readonly list = h('div', { class: 'list' });
  private sort: Sort = 'level';
  private descending = true;
  private level = 'all';
  private family = 'all';
  private text = '';
  private most = STEP;
  private readonly off: (() => void)[];
  private shownDetail = '';

  constructor(
    private readonly build: Build,
    private readonly plate: Plate,
  ) {
    const search = h('input', { type: 'search', placeholder: t('filter_text'), 'aria-label': t('filter_text') });
    search.addEventListener('input', () => this.filter(() => (this.text = search.value.trim().toLowerCase())));
    const levels: [string, string][] = [['all', `${t('c_level')}: ${t('all')}`], ...['STOP', 'MAJOR', 'MINOR'].map((l): [string, string] => [l, stateText(l.toLowerCase())]), ['', t('level_none')]];
    const families: [string, string][] = [['all', `${t('c_family')}: ${t('all')}`], ['hot', t('family_hot')], ['cold', t('family_cold')]];
    this.element.append(
      this.detail,
      h(
        'div',
        { class: 'filters', role: 'group', 'aria-label': t('filter') },
        select(t('c_level'), levels, 'all', (v) => this.filter(() => (this.level = v))),
        select(t('c_family'), families, 'all', (v) => this.filter(() => (this.family = v))),
        search,
      ),
      this.list,
    );
    this.off = [build.onDefects.on(() => this.draw()), build.onDefect.on(() => this.draw()), build.onRun.on(() => this.drawDetail())];
    this.draw();
  }

  close(): void {
    this.off.forEach((f) => f());
  }

  private filter(change: () => void): void {
    change();
    this.most = STEP;
    this.draw();
  }

  private rows(): Defect[] {
    const { level, family, text } = this;
    const layer = /^\d+$/.test(text) ? Number(text) : null;
    const value = VALUE[this.sort];
    const sign = this.descending ? -1 : 1;
    return this.build.defects
      .filter((d) => (level === 'all' || (d.level ?? '') === level) && (family === 'all' || d.family === family))
      .filter((d) => !text || d.id.includes(text) || (layer !== null && d.first_layer <= layer && layer <= d.last_layer))
      .sort((a, b) => {
        const p = value(a);
        const q = value(b);
        return (p < q ? -1 : p > q ? 1 : 0) * sign || b.points - a.points;
      });
  }

  private draw(): void {
    this.drawDetail();
    const rows = this.rows();
    const of = this.build.defects.length;
    if (of === 0) return fill(this.list, h('p', { class: 'hint' }, t('no_defects')));
    const header = (name: Sort, title: Key, isNumber = true): HTMLElement => {
      const active = this.sort === name;
      const arrow = active ? (this.descending ? ' ↓' : ' ↑') : '';
      const sort = button(t(title) + arrow, () => {
        this.descending = active ? !this.descending : true;
        this.sort = name;
        this.draw();
        this.list.querySelector<HTMLElement>(`th[data-sort="${name}"] button`)?.focus();
      });
      return h('th', { scope: 'col', class: isNumber ? 'number' : '', 'data-sort': name, 'aria-sort': active ? (this.descending ? 'descending' : 'ascending') : 'none' }, sort);
    };
    const hasMm3 = rows.some((d) => d.mm3 !== null);
    const table = h(
      'table',
      { 'aria-label': t('o_defects') },
      h('thead', {}, h('tr', {}, header('level', 'c_level', false), header('id', 'c_id', false), header('family', 'c_family', false), header('height', 'c_height'), header('points', 'c_points'), hasMm3 && header('mm3', 'c_mm3'), header('peak', 'c_peak'))),
      h('tbody', {}, ...rows.slice(0, this.most).map((d) => this.row(d, hasMm3))),
    );
    const more = rows.length - this.most;
    fill(
      this.list,
      h('p', { class: 'hint' }, t('shown_of', { n: rows.length, of })),
      h('div', { class: 'scroll' }, table),
      more > 0 && button(t('show_more', { n: Math.min(more, STEP) }), () => {
        this.most += STEP;
        this.draw();
      }),
    );
  }

  private row(d: Defect, hasMm3: boolean): HTMLElement {
    const { chosen } = this.build;
    const isChosen = chosen !== null && chosen.id === d.id && chosen.family === d.family;
    const state = stateOf(d.level);
    const pick = button(d.id, () => this.build.show(d), { class: 'link', 'aria-pressed': String(isChosen) });
    const row = h(
      'tr',
      { class: isChosen ? 'chosen' : '' },
      h('td', {}, d.level ? h('span', { class: 'state' }, mark(state), stateText(state)) : h('span', { class: 'quiet' }, '–')),
      h('td', {}, pick, d.edge_defect && h('span', { class: 'tag' }, t('edge')), d.muted && h('span', { class: 'tag' }, t('muted'))),
      h('td', {}, word('family_', d.family)),
      h('td', { class: 'number' }, num(d.last_layer - d.first_layer + 1)),
      h('td', { class: 'number' }, num(d.points)),
      hasMm3 && h('td', { class: 'number' }, num(d.mm3, 2, 2)),
      h('td', { class: 'number' }, num(d.peak)),
    );
    row.addEventListener('click', () => this.build.show(d));
    pick.addEventListener('click', (e) => e.stopPropagation());
    return row;
  }

  private drawDetail(): void {
    const d = this.build.chosen;
    const key = JSON.stringify(d) + String(this.build.run.writable);
    if (key === this.shownDetail) return;
    this.shownDetail = key;
    if (!d) return fill(this.detail);
    const state = stateOf(d.level);
    const facts: [string, string][] = [
      [t('c_layers'), `${plain(d.first_layer)} – ${plain(d.last_layer)}`],
      [t('c_height'), num(d.last_layer - d.first_layer + 1) + (d.height_mm === null ? '' : ` · ${num(d.height_mm, 2)} mm`)],
      [t('c_points'), num(d.points) + (d.mm3 === null ? '' : ` · ${num(d.mm3, 2)} mm³`)],
      [t('c_peak'), d.peak === null ? '–' : num(d.peak, 1)],
      [t('c_place'), `${num(d.centroid[1], 1)}, ${num(d.centroid[2], 1)}`],
      [t('c_edge'), num(d.edge)],
    ];
    fill(
      this.detail,
      h('div', { class: 'row' }, h('h3', {}, d.level ? mark(state) : null, `${d.id} · ${word('family_', d.family)}`, d.level ? ` · ${stateText(state)}` : ''), button('✕', () => this.build.choose(null), { 'aria-label': t('close') })),
      crops(this.build, this.plate, d),
      h('dl', { class: 'facts' }, ...facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
      h('p', { class: 'hint' }, t('volume_hint')),
      this.actions(d),
    );
  }

  private actions(d: Defect): HTMLElement {
    if (!this.build.run.writable) return h('p', { class: 'hint' }, t('read_only'));
    const of = { defect: d.id, family: d.family };
    const act = (name: 'acknowledge' | 'hold' | 'mute'): HTMLElement => button(t(`act_${name}`), () => void commandDialog(this.build, name, of));
    const ignore = button(t('act_ignore'), () => ignoreRegion(this.build, this.plate));
    return h('div', { class: 'row actions' }, act('acknowledge'), act('hold'), act('mute'), ignore);
  }
}

/** Lets a rectangle be drawn on the map, and asks why it is to be ignored. */
export function ignoreRegion(build: Build, plate: Plate): void {
  build.onNews.tell(t('draw_hint'));
  plate.drawRegion((area) => {
    if (area) void commandDialog(build, 'ignore', { area }).then(() => plate.clearRegion());
  });
}
