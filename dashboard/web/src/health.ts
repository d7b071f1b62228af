import type { Letter } from './api';
import type { Build } from './build';
import { button, fill, h } from './dom';
import { mark } from './levels';
import { coalesced } from './signal';
import { simpleTable } from './table';
import { date, duration, num, plain, t, word } from './texts';

/** How the run is: response times, what is in flight, what could not be read, and what it was told. */
export class Health {
  readonly element = h('div', { class: 'health' });
  private readonly off: (() => void)[];
  private readonly opened = new Set<string>();
  private readonly seen = new Map<string, HTMLElement>();
  private readonly urls: string[] = [];
  private readonly redraw = coalesced(() => Promise.resolve(this.draw()), 2000);

  constructor(private readonly build: Build) {
    this.off = [build.onRun.on(this.redraw), build.onColumns.on(this.redraw)];
    this.redraw();
  }

  close(): void {
    this.off.forEach((f) => f());
    this.urls.forEach((url) => URL.revokeObjectURL(url));
  }

  private draw(): void {
    const { run } = this.build;
    const facts: [string, string][] = [
      [t('k_state'), word('state_', run.state)],
      [t('h_engine'), run.engine ?? '–'],
      [t('h_source'), run.source ?? '–'],
      [t('h_began'), date(run.started_us)],
      [t('h_lasted'), duration(run.seconds)],
      [t('h_last'), date(run.last_us)],
      [t('h_in'), num(run.tiles_in)],
      [t('h_results'), num(run.results)],
      [t('h_flight'), num(Math.max(0, run.tiles_in - run.results - run.missing))],
      [t('h_lanes'), t('h_lanes_ended', { n: num(count(run.counts, 'lanes_ended')), of: num(count(run.counts, 'lanes')) })],
      [t('missing'), num(run.missing)],
      [t('dead_letters'), num(run.dead_letters)],
      [t('tiles_s'), num(run.tiles_per_second, 1)],
    ];
    const seconds = (v: number | null | undefined): string => (v === null || v === undefined ? '–' : `${num(v, 4)} s`);
    fill(
      this.element,
      run.exit_reason ? h('p', { class: 'problem' }, run.exit_reason) : null,
      h('h3', {}, t('h_run')),
      list(facts),
      h('h3', {}, t('h_response')),
      simpleTable(t('h_response'), [
        { title: t('h_query'), text: ([name]) => name.toUpperCase() },
        { title: t('h_mean'), number: true, text: ([, q]) => seconds(q['mean']) },
        { title: 'σ', number: true, text: ([, q]) => seconds(q['sigma']) },
        { title: t('h_p50'), number: true, text: ([, q]) => seconds(q['p50']) },
        { title: t('h_p99'), number: true, text: ([, q]) => seconds(q['p99']) },
        { title: t('h_max'), number: true, text: ([, q]) => seconds(q['max']) },
        { title: t('h_through'), number: true, text: ([, q]) => num(q['throughput'], 2) },
      ], Object.entries(run.queries ?? {})),
      ...(run.warnings?.length ? [h('h3', {}, t('h_warnings')), ...run.warnings.map((w) => h('p', { class: 'warning' }, w))] : []),
      h('h3', {}, t('h_gaps')),
      this.gaps(),
      h('h3', {}, t('h_dead')),
      run.dead_letters_list?.length
        ? simpleTable(t('h_dead'), [
            { title: t('h_seq'), number: true, text: ([, d]) => (d.seq_id === null ? '–' : plain(d.seq_id)) },
            { title: t('layer'), number: true, text: ([, d]) => (d.layer === null ? '–' : plain(d.layer)) },
            { title: t('tile'), number: true, text: ([, d]) => (d.tile_id === null ? '–' : plain(d.tile_id)) },
            { title: t('h_reason'), text: ([, d]) => h('div', {}, d.reason, d.file ? h('div', { class: 'quiet' }, d.file) : null) },
            { title: t('h_picture'), text: ([i, d]) => this.letter(i, d) },
          ], run.dead_letters_list.slice(0, 200).map((d, i): [number, Letter] => [i, d]))
        : h('p', { class: 'hint' }, t('h_no_dead')),
      ...this.more(t('h_counts'), run.counts),
      ...this.more(t('h_cost'), run.cost),
      ...this.more(t('h_options'), run.options),
      ...this.more(t('h_versions'), run.versions),
    );
  }

  /** What can be seen of a message that could not be used, once somebody asks. */
  private letter(index: number, letter: Letter): HTMLElement {
    if (!letter.file) return h('span', { class: 'quiet' }, t('h_not_kept'));
    const place = h('span', { class: 'letter' });
    const known = this.seen.get(letter.file);
    if (known) place.append(known);
    else place.append(button(t('show'), () => void this.show(index, letter.file!, place), { 'aria-label': `${t('show')}: ${letter.file}` }));
    return place;
  }

  private async show(index: number, file: string, place: HTMLElement): Promise<void> {
    let shown: HTMLElement;
    try {
      const url = URL.createObjectURL(await this.build.api.letter(index));
      this.urls.push(url);
      shown = h('img', { src: url, alt: t('h_picture_of', { file }), width: 96 });
    } catch (e) {
      shown = h('span', { class: 'quiet' }, e instanceof Error ? e.message : String(e));
    }
    this.seen.set(file, shown);
    fill(place, shown);
  }

  private gaps(): HTMLElement {
    const c = this.build.columns;
    const gaps = c.layer.map((layer, i) => ({ layer, n: c.missing[i]! })).filter((g) => g.n > 0);
    if (gaps.length === 0) return h('p', { class: 'hint' }, t('h_no_gaps'));
    return h('ul', { class: 'gaps' }, ...gaps.slice(0, 200).map((g) => h('li', {}, button(t('h_gap', { layer: plain(g.layer), n: g.n }), () => this.build.go(g.layer), { class: 'link' }), mark('incomplete'))));
  }

  private more(title: string, values: Record<string, unknown> | undefined): HTMLElement[] {
    const rows = Object.entries(values ?? {}).filter(([, v]) => v !== null);
    if (rows.length === 0) return [];
    const shown = (v: unknown): string => (typeof v === 'number' ? num(v, 3) : typeof v === 'object' ? JSON.stringify(v) : String(v));
    const details = h('details', { open: this.opened.has(title) }, h('summary', {}, title), list(rows.map(([k, v]) => [k, shown(v)])));
    details.addEventListener('toggle', () => (details.open ? this.opened.add(title) : this.opened.delete(title)));
    return [details];
  }
}

function count(counts: Record<string, unknown> | undefined, name: string): number | null {
  const value = counts?.[name];
  return typeof value === 'number' ? value : null;
}

function list(rows: [string, string][]): HTMLElement {
  return h('dl', { class: 'facts' }, ...rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}
