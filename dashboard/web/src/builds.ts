import { PrintApi, Refused, RunApi, runs, segment, type Print, type Run } from './api';
import { paint } from './colours';
import { button, fill, h, select } from './dom';
import { mark, stateOf, stateText } from './levels';
import { decode } from './pictures';
import { settings } from './settings';
import { date, duration, num, plain, t, word } from './texts';

type Sort = 'newest' | 'worst' | 'title' | 'state';
const EVERY_MS = 4000;
const LEVEL: Record<string, number> = { MINOR: 1, MAJOR: 2, STOP: 3 };
const STATES = ['running', 'dead', 'failed', 'stopped', 'ended'];

const worst = (run: Run): number => Math.max(0, ...run.prints.map((p) => LEVEL[p.worst ?? ''] ?? 0));
const ORDERS: Record<Sort, (a: Run, b: Run) => number> = {
  newest: (a, b) => (b.started_us ?? 0) - (a.started_us ?? 0),
  worst: (a, b) => worst(b) - worst(a) || ORDERS.newest(a, b),
  title: (a, b) => a.title.localeCompare(b.title),
  state: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || ORDERS.newest(a, b),
};

/** All runs that the server knows, as cards. */
export class Builds {
  readonly element: HTMLElement;
  private readonly list = h('ul', { class: 'cards' });
  private runs: Run[] | null = null;
  private sort: Sort = 'newest';
  private text = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private readonly thumbnails = new Map<string, { layer: number; canvas: HTMLCanvasElement }>();
  private shown = '';

  constructor(private readonly lost: (since: number | null) => void) {
    const search = h('input', { type: 'search', placeholder: t('search'), 'aria-label': t('search'), id: 'search' });
    search.addEventListener('input', () => {
      this.text = search.value.trim().toLowerCase();
      this.draw();
    });
    const orders: [Sort, string][] = [['newest', t('sort_newest')], ['worst', t('sort_worst')], ['state', t('sort_state')], ['title', t('sort_title')]];
    this.element = h('div', { class: 'builds' }, h('div', { class: 'row head' }, h('h1', {}, t('builds')), search, select(t('sort'), orders, this.sort, (v) => {
      this.sort = v;
      this.draw();
    })), this.list);
    fill(this.list, h('li', { class: 'hint' }, t('loading')));
    void this.poll();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async poll(): Promise<void> {
    try {
      this.runs = (await runs()).runs;
      this.lost(null);
      if (!this.closed) this.draw();
    } catch (e) {
      if (!(e instanceof Refused)) this.lost(Date.now());
      else if (!this.closed) fill(this.list, h('li', { class: 'problem', role: 'alert' }, e.message));
      this.shown = '';
    }
    if (!this.closed) this.timer = setTimeout(() => void this.poll(), EVERY_MS);
  }

  private draw(): void {
    if (!this.runs) return;
    const fits = (run: Run): boolean => !this.text || [run.title, run.state, word('state_', run.state), ...run.prints.map((p) => p.print)].some((s) => s.toLowerCase().includes(this.text));
    const rows = this.runs.filter(fits).sort(ORDERS[this.sort]);
    const key = JSON.stringify(rows);
    if (key === this.shown) return; // Nothing new: whoever has the keyboard on a card keeps it.
    this.shown = key;
    const focused = document.activeElement instanceof HTMLAnchorElement ? document.activeElement.getAttribute('href') : null;
    if (rows.length === 0) fill(this.list, h('li', { class: 'hint' }, t(this.runs.length === 0 ? 'no_builds' : 'no_match')));
    else fill(this.list, ...rows.flatMap((run) => (run.prints.length === 0 ? [this.card(run, null)] : run.prints.map((p) => this.card(run, p)))));
    if (focused) [...this.list.querySelectorAll('a')].find((a) => a.getAttribute('href') === focused)?.focus();
  }

  private card(run: Run, print: Print | null): HTMLElement {
    const planned = print?.planned ?? null;
    const progress = print && planned ? Math.min(1, print.layers / planned) : null;
    const layers = print === null ? '' : planned ? t('layers_of', { n: plain(print.layers), of: plain(planned) }) : t('layers_n', { n: print.layers });
    const levels = print ? (['STOP', 'MAJOR', 'MINOR'] as const).filter((l) => print.levels[l] > 0).map((l) => h('span', { class: 'state', title: stateText(l.toLowerCase()) }, mark(stateOf(l)), num(print.levels[l]), h('span', { class: 'unseen' }, ` ${stateText(l.toLowerCase())}`))) : [];
    const bad = [run.missing > 0 && `${num(run.missing)} ${t('missing')}`, run.dead_letters > 0 && `${num(run.dead_letters)} ${t('dead_letters')}`].filter(Boolean).join(' · ');
    const href = `#/run/${segment(run.id)}${print ? `/print/${print.index}` : ''}`;
    return h(
      'li',
      { class: `card ${STATES.includes(run.state) ? run.state : ''}` },
      h('div', { class: 'thumb' }, print ? this.thumbnail(run, print) : null),
      h(
        'div',
        { class: 'body' },
        h('h2', {}, h('a', { href }, print?.print ?? run.title)),
        h('p', { class: 'quiet clip-text', title: run.title }, run.title),
        h('p', {}, h('span', { class: `chip ${STATES.includes(run.state) ? run.state : ''}` }, word('state_', run.state)), ' ', layers),
        progress === null ? null : h('progress', { value: String(progress), max: 1, 'aria-label': layers }),
        h('p', { class: 'levels' }, ...(levels.length ? levels : [h('span', { class: 'quiet' }, t('never_levels'))])),
        h('p', { class: 'quiet' }, [`${num(run.tiles_per_second, 1)} ${t('tiles_s')}`, duration(run.seconds), date(run.started_us)].join(' · ')),
        bad ? h('p', { class: 'bad' }, mark('incomplete'), bad) : null,
        run.exit_reason ? h('p', { class: 'bad' }, run.exit_reason) : null,
      ),
    );
  }

  /** The last whole layer; kept until there is a newer one, so that a list of many runs asks little. */
  private thumbnail(run: Run, print: Print): HTMLElement {
    const layer = Math.max(0, Math.min(print.closed, print.layers) - 1);
    const key = `${run.id} ${print.index}`;
    const known = this.thumbnails.get(key);
    if (known && known.layer === layer) return known.canvas;
    const canvas = known?.canvas ?? h('canvas', { width: 128, height: 128, role: 'img', 'aria-label': t('thumbnail', { print: print.print }) });
    this.thumbnails.set(key, { layer, canvas });
    if (print.images !== 'none') void paintThumbnail(new RunApi(run.id).of(print.index), layer, canvas).catch(() => undefined);
    else canvas.setAttribute('aria-label', t('no_thumbnail'));
    return canvas;
  }
}

async function paintThumbnail(api: PrintApi, layer: number, canvas: HTMLCanvasElement): Promise<void> {
  const blob = await api.image(layer);
  if (!blob) return;
  const { values, width, height } = await decode(blob);
  const solid = [...values].filter((v) => v > 19).sort((a, b) => a - b);
  const high = (solid[Math.floor(solid.length * 0.995)] ?? 255) * 256 + 2048;
  const low = Math.max(0, (solid[Math.floor(solid.length * 0.02)] ?? 0) - 40) * 256;
  const painted = paint(values, width, height, 8, low, high, settings.colours);
  const k = canvas.width / Math.max(width, height);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(painted, (canvas.width - width * k) / 2, (canvas.height - height * k) / 2, width * k, height * k);
}

/** A place to try again from, where a run cannot be read. */
export function gone(why: string, again: () => void): HTMLElement {
  return h('div', { class: 'gone' }, h('p', { role: 'alert' }, t('run_gone', { why })), h('div', { class: 'row' }, button(t('retry'), again), h('a', { href: '#/' }, t('builds'))));
}
