import uPlot from 'uplot';
import { Refused, joinColumns, type Part, type PartColumns } from './api';
import type { Build } from './build';
import { button, fill, h, select } from './dom';
import { stateText } from './levels';
import type { Plate } from './plate';
import { changed, css } from './settings';
import { coalesced } from './signal';
import { PagedTable, type Column } from './table';
import { num, plain, t, type Key } from './texts';

type Series = { key: Exclude<keyof PartColumns, 'layer'>; name: Key; colour: string; dash?: number[] };
interface Trend { title: Key; series: Series[]; limit?: string; share?: boolean }

const TRENDS: Trend[] = [
  { title: 't_defects', series: [{ key: 'active', name: 'k_active', colour: '--line-a' }, { key: 'regions', name: 'k_regions', colour: '--line-b', dash: [4, 3] }] },
  { title: 't_kinds', series: [{ key: 'hot', name: 'k_hot', colour: '--line-hot' }, { key: 'cold', name: 'k_cold', colour: '--line-cold', dash: [4, 3] }] },
  { title: 't_saturated', series: [{ key: 'saturated', name: 'k_saturated', colour: '--line-a' }] },
  { title: 't_outliers', series: [{ key: 'outliers', name: 'k_outliers', colour: '--line-a' }, { key: 'clusters', name: 'k_clusters', colour: '--line-b', dash: [4, 3] }] },
  { title: 't_largest', series: [{ key: 'largest', name: 'k_largest', colour: '--line-a' }], limit: 'outlier_above' },
  { title: 't_mean', series: [{ key: 'mean', name: 'k_mean', colour: '--line-a' }] },
  { title: 't_void', series: [{ key: 'void', name: 'k_void', colour: '--line-a' }], share: true },
];

/** What is looked at: the plate if null. It stays while other panels are open. */
let part: Part | null = null;

/** What was found in every layer of the plate or of a part of it, in charts that share their axis; a click goes to the layer. */
export class Trends {
  readonly element = h('div', { class: 'trends' });
  private plots: uPlot[] = [];
  private asTable = false;
  private table: PagedTable<number>;
  private ofPart: PartColumns | null = null;
  private oldest = 0;
  private readonly refreshPart = coalesced(() => this.loadPart(), 1000);
  private readonly off: (() => void)[];
  private readonly observer = new ResizeObserver(() => this.resize());

  constructor(
    private readonly build: Build,
    private readonly plate: Plate,
  ) {
    if (typeof part === 'number' && part >= this.tiles) part = null;
    this.table = this.makeTable();
    this.off = [
      build.onColumns.on((from) => {
        this.oldest = Math.min(this.oldest, from);
        if (part === null) this.update();
        else this.refreshPart();
      }),
      build.onLayer.on(() => this.moved()),
      changed.on((key) => (key === 'theme' || key === 'language') && this.draw()),
    ];
    this.observer.observe(this.element);
    this.draw();
    if (part !== null) this.refreshPart();
    if (part !== null && typeof part !== 'number') this.plate.showRegion(part);
  }

  close(): void {
    this.off.forEach((f) => f());
    this.observer.disconnect();
    this.plots.forEach((p) => p.destroy());
    this.plate.clearRegion();
  }

  private get tiles(): number {
    return (this.build.meta.rows ?? 1) * (this.build.meta.columns ?? 1);
  }

  private get columns(): PartColumns {
    return part === null ? this.build.columns : (this.ofPart ?? NOTHING);
  }

  private makeTable(): PagedTable<number> {
    const { columns: c } = this;
    const column = (title: Key, of: (i: number) => string): Column<number> => ({ title: t(title), number: true, text: of });
    const whole = this.build.columns;
    const ofPlate: Column<number>[] = [
      { title: t('k_state'), text: (i) => stateText(whole.state[i]!) },
      column('k_tiles', (i) => num(whole.tiles[i])),
      column('missing', (i) => num(whole.missing[i])),
    ];
    return new PagedTable<number>(
      t('bar_table'),
      [
        column('layer', (i) => plain(c.layer[i]!)),
        ...(part === null ? ofPlate : []),
        column('k_saturated', (i) => num(c.saturated[i])),
        column('k_hot', (i) => num(c.hot[i])),
        column('k_cold', (i) => num(c.cold[i])),
        column('k_outliers', (i) => num(c.outliers[i])),
        column('k_clusters', (i) => num(c.clusters[i])),
        column('k_regions', (i) => num(c.regions[i])),
        column('k_active', (i) => num(c.active[i])),
        column('k_largest', (i) => num(c.largest[i], 1)),
        column('k_mean', (i) => num(c.mean[i])),
        column('k_void', (i) => share(c.void[i])),
      ],
      () => c.layer.length,
      (i) => i,
    );
  }

  /** Which part is looked at: the plate, a tile, or a rectangle that is drawn. */
  private choice(): HTMLSelectElement {
    const names: [string, string][] = [['plate', t('of_plate')], ...Array.from({ length: Math.min(this.tiles, 4096) }, (_, i): [string, string] => [String(i), `${t('tile')} ${i}`])];
    const isBox = part !== null && typeof part !== 'number';
    if (isBox) names.push(['part', partText(part as Exclude<Part, number>)]);
    names.push(['draw', t('of_draw')]);
    return select(t('of'), names, part === null ? 'plate' : isBox ? 'part' : String(part), (value) => {
      if (value === 'draw') this.drawPart();
      else if (value !== 'part') this.look(value === 'plate' ? null : Number(value));
    });
  }

  private drawPart(): void {
    this.build.onNews.tell(t('draw_hint'));
    this.plate.drawRegion((box) => this.look(box ?? part));
  }

  private look(next: Part | null): void {
    if (next === null || typeof next === 'number') this.plate.clearRegion();
    part = next;
    this.ofPart = null;
    this.oldest = 0;
    this.draw();
    if (part !== null) this.refreshPart();
  }

  private async loadPart(): Promise<void> {
    const wanted = part;
    if (wanted === null) return;
    const from = this.ofPart === null ? 0 : this.oldest;
    this.oldest = Infinity;
    let news: PartColumns;
    try {
      news = await this.build.print.part(wanted, Number.isFinite(from) ? from : 0);
    } catch (e) {
      this.oldest = Math.min(this.oldest, from);
      if (e instanceof Refused) this.build.onNews.tell(e.message);
      return; // A lost server is told by the stream, and layers come anew when it is back.
    }
    if (part !== wanted) return;
    const known = this.ofPart;
    if (known === null) this.ofPart = news;
    else joinColumns(known, news);
    if (known === null) this.draw();
    else this.update();
  }

  private draw(): void {
    this.plots.forEach((p) => p.destroy());
    this.plots = [];
    const toggle = button(t(this.asTable ? 'chart' : 'table'), () => {
      this.asTable = !this.asTable;
      this.draw();
    }, { class: 'toggle-table' });
    const bar = h('div', { class: 'row' }, h('label', {}, t('of'), ' ', this.choice()), h('p', { class: 'hint' }, t('trend_hint'), part === null ? '' : ` ${t('part_hint')}`), toggle);
    if (this.asTable) {
      this.table = this.makeTable();
      fill(this.element, bar, this.table.element);
      this.table.show(Math.max(0, this.row()));
      return;
    }
    const places = TRENDS.map((trend) => h('figure', {}, h('figcaption', {}, t(trend.title), ...this.keys(trend))));
    fill(this.element, bar, ...places);
    TRENDS.forEach((trend, i) => this.plots.push(this.plot(trend, places[i]!)));
    this.resize();
  }

  private keys(trend: Trend): HTMLElement[] {
    const limit = this.limit(trend);
    const keys = trend.series.length < 2 ? [] : trend.series.map((s) => h('span', { class: 'key' }, h('i', { class: s.dash ? 'dashed' : '', style: `border-color: var(${s.colour})` }), t(s.name)));
    if (limit !== null) keys.push(h('span', { class: 'key' }, h('i', { class: 'dashed', style: 'border-color: var(--limit)' }), t('limit', { v: limit })));
    return keys;
  }

  private limit(trend: Trend): number | null {
    return trend.limit === undefined ? null : (this.build.run.rules[trend.limit] ?? null);
  }

  private rows(trend: Trend): uPlot.AlignedData {
    const c = this.columns;
    return [c.layer, ...trend.series.map((s) => c[s.key])] as uPlot.AlignedData;
  }

  private plot(trend: Trend, place: HTMLElement): uPlot {
    const font = '11px ' + css('--font');
    const axis = { stroke: css('--muted'), grid: { stroke: css('--grid'), width: 1 }, ticks: { show: false }, font };
    const limit = this.limit(trend);
    const plot = new uPlot(
      {
        width: Math.max(200, this.element.clientWidth),
        height: 112,
        padding: [8, 8, 0, 0],
        legend: { show: false },
        cursor: { sync: { key: 'meltwatch' }, drag: { x: false, y: false }, points: { size: 5 } },
        scales: { x: { time: false }, y: { range: (_, low, high) => bounds(low, high, limit) } },
        axes: [
          { ...axis, size: 20, values: (_, ticks) => ticks.map((v) => (Number.isInteger(v) ? plain(v) : '')) },
          { ...axis, size: 52, values: (_, ticks) => ticks.map((v) => (trend.share ? share(v) : num(v, 1))) },
        ],
        series: [{}, ...trend.series.map((s) => ({ stroke: css(s.colour), width: 1.4, points: { show: false }, ...(s.dash ? { dash: s.dash } : {}) }))],
        hooks: { draw: [(u) => this.marks(u, limit)], setCursor: [(u) => this.say(u, trend, place)] },
      },
      this.rows(trend),
      place,
    );
    plot.over.addEventListener('click', () => {
      const at = plot.cursor.idx;
      if (at !== null && at !== undefined) this.build.go(this.columns.layer[at]!);
    });
    return plot;
  }

  /** The chosen layer, and the limit. */
  private marks(u: uPlot, limit: number | null): void {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.setLineDash([]);
    ctx.lineWidth = devicePixelRatio;
    const x = u.valToPos(this.build.layer, 'x', true);
    ctx.strokeStyle = css('--text');
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    if (limit !== null) {
      const y = u.valToPos(limit, 'y', true);
      ctx.strokeStyle = css('--limit');
      ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    ctx.restore();
  }

  /** The values under the pointer, or of the chosen layer, beside the title. */
  private say(u: uPlot, trend: Trend, place: HTMLElement): void {
    const at = u.cursor.idx ?? this.row();
    let text = place.querySelector<HTMLElement>('.at');
    if (!text) {
      text = h('span', { class: 'at' });
      place.querySelector('figcaption')!.append(text);
    }
    if (at < 0 || at >= this.columns.layer.length) {
      text.textContent = '';
      return;
    }
    const values = trend.series.map((s) => {
      const value = this.columns[s.key][at];
      return trend.share ? share(value) : num(value, s.key === 'largest' ? 1 : 0);
    });
    text.textContent = `${plain(this.columns.layer[at] ?? 0)}: ${values.join(' / ')}`;
  }

  /** Where the chosen layer stands, or -1. */
  private row(): number {
    return part === null ? this.build.at(this.build.layer) : this.columns.layer.indexOf(this.build.layer);
  }

  private update(): void {
    if (this.asTable) this.table.show(Math.max(0, this.row()));
    this.plots.forEach((p, i) => p.setData(this.rows(TRENDS[i]!)));
    this.sayAll();
  }

  private moved(): void {
    this.plots.forEach((p) => p.redraw(false, false));
    this.sayAll();
  }

  private sayAll(): void {
    this.plots.forEach((p, i) => this.say(p, TRENDS[i]!, p.root.parentElement!));
  }

  private resize(): void {
    const width = this.element.clientWidth;
    if (width > 0) this.plots.forEach((p) => p.width !== width && p.setSize({ width, height: 112 }));
    this.sayAll();
  }
}

const NOTHING: PartColumns = { layer: [], saturated: [], hot: [], cold: [], regions: [], active: [], outliers: [], clusters: [], largest: [], mean: [], void: [] };

function partText(box: Exclude<Part, number>): string {
  return t('region_rows', { a: plain(box.min_x), b: plain(box.max_x), c: plain(box.min_y), d: plain(box.max_y) });
}

/** Bounds that show the limit, and zero where values are near it. */
function bounds(low: number | null, high: number | null, limit: number | null): [number, number] {
  let a = Math.min(low ?? 0, limit ?? Infinity);
  let b = Math.max(high ?? 1, limit ?? -Infinity);
  if (a >= 0 && a < b * 0.6) a = 0;
  if (a === b) b = a + 1;
  b += (b - a) * 0.08;
  return [a, b];
}

function share(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${num(value * 100, 1)} %`;
}
