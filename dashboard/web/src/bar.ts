import type { Build } from './build';
import { button, fitCanvas, h } from './dom';
import { ORDER, drawMark, stateText, type State } from './levels';
import { changed, css } from './settings';
import { num, plain, t } from './texts';

const STRIP = 10;
const NEAR_WIDTH = 11;
const PLAY_MS = 220;

interface Row { top: number; height: number; first: number; last: number }

/** A strip of all layers, marked by shape and colour, with the numbers of active defects as bars. */
export class LayerBar {
  readonly element: HTMLElement;
  private readonly canvas = h('canvas', { class: 'bar', tabindex: 0, role: 'slider', 'aria-label': t('bar_label'), 'aria-valuemin': 0 });
  private readonly say = h('output', { class: 'bar-say' });
  private readonly number = h('input', { type: 'number', min: 0, 'aria-label': t('layer') });
  private readonly followButton = button('', () => this.build.setFollow(!this.build.follow), { class: 'follow' });
  private readonly playButton = button('▶', () => this.play(), { 'aria-label': t('play'), title: t('play') + ' (p)' });
  private readonly off: (() => void)[];
  private readonly observer = new ResizeObserver(() => this.draw());
  private playing: ReturnType<typeof setInterval> | undefined;
  private rows: Row[] = [];
  private scheduled = false;

  constructor(private readonly build: Build) {
    this.number.addEventListener('change', () => build.go(Number(this.number.value)));
    this.element = h(
      'section',
      { class: 'layers', 'aria-label': t('bar_label') },
      h(
        'div',
        { class: 'bar-controls' },
        button('‹', () => build.go(build.layer - 1), { 'aria-label': t('previous'), title: t('previous') + ' (←)' }),
        this.playButton,
        button('›', () => build.go(build.layer + 1), { 'aria-label': t('next'), title: t('next') + ' (→)' }),
        h('label', {}, t('layer'), ' ', this.number),
        this.say,
        this.followButton,
      ),
      this.canvas,
    );
    this.drag();
    this.observer.observe(this.canvas);
    this.off = [build.onLayer.on(() => this.schedule()), build.onColumns.on(() => this.schedule()), build.onFollow.on(() => this.schedule()), changed.on(() => this.schedule())];
    this.draw();
  }

  close(): void {
    this.off.forEach((f) => f());
    this.observer.disconnect();
    clearInterval(this.playing);
  }

  play(): void {
    const isPlaying = this.playing !== undefined;
    clearInterval(this.playing);
    this.playing = undefined;
    if (!isPlaying) {
      if (this.build.layer >= this.build.newest) this.build.go(0);
      this.playing = setInterval(() => {
        if (this.build.layer >= this.build.newest) this.play();
        else this.build.go(this.build.layer + 1);
      }, PLAY_MS);
    }
    this.playButton.textContent = isPlaying ? '▶' : '❚❚';
    this.playButton.setAttribute('aria-label', t(isPlaying ? 'play' : 'pause'));
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.draw();
    });
  }

  private drag(): void {
    let row: Row | null = null;
    const go = (e: PointerEvent): void => {
      const box = this.canvas.getBoundingClientRect();
      if (!row) return;
      const share = (e.clientX - box.left) / box.width;
      this.build.go(Math.floor(row.first + share * (row.last - row.first + 1)));
    };
    this.canvas.addEventListener('pointerdown', (e) => {
      const top = e.clientY - this.canvas.getBoundingClientRect().top;
      row = this.rows.find((r) => top >= r.top && top < r.top + r.height) ?? this.rows.at(-1) ?? null;
      if (row) row = { ...row }; // The near row moves with the layer; a drag goes by where it began.
      this.canvas.setPointerCapture(e.pointerId);
      go(e);
    });
    this.canvas.addEventListener('pointermove', (e) => go(e));
    const end = (): void => void (row = null);
    this.canvas.addEventListener('pointerup', end);
    this.canvas.addEventListener('pointercancel', end);
  }

  private draw(): void {
    const { build } = this;
    if (this.canvas.clientWidth === 0) return;
    const { width, height, context } = fitCanvas(this.canvas);
    context.clearRect(0, 0, width, height);
    const last = Math.max(build.newest, (build.meta.planned ?? 0) - 1, 0);
    const crowded = width / (last + 1) < 7;
    this.rows = [];
    if (crowded) {
      const many = Math.floor(width / NEAR_WIDTH);
      const first = Math.max(0, Math.min(last - many + 1, build.layer - (many >> 1)));
      this.rows.push({ top: 0, height: height * 0.58, first, last: first + many - 1 });
      this.rows.push({ top: height * 0.58, height: height * 0.42, first: 0, last });
    } else this.rows.push({ top: 0, height, first: 0, last: Math.max(last, 23) });
    const most = build.columns.active.reduce<number>((a, b) => Math.max(a, b ?? 0), 1);
    for (const row of this.rows) this.drawRow(context, row, width, most);
    if (crowded) this.drawWindow(context, width);
    this.tell();
  }

  /** Columns of layers; where several share a column, the one of most worth is shown. */
  private drawRow(context: CanvasRenderingContext2D, row: Row, width: number, most: number): void {
    const { build } = this;
    const { layer, state, active } = build.columns;
    const count = row.last - row.first + 1;
    const cell = width / count;
    const ground = row.top + row.height - STRIP - 13;
    const marks = cell >= 7;
    const room = ground - row.top - (marks ? 12 : 2);
    const colours = Object.fromEntries(ORDER.map((s) => [s, css(`--${s}`)])) as Record<State, string>;
    const slots = Math.ceil(Math.min(count, width / Math.max(1, cell)));
    const worst = new Int8Array(slots);
    const defects = new Float64Array(slots);
    for (let i = 0; i < layer.length; i++) {
      const l = layer[i]!;
      if (l < row.first || l > row.last) continue;
      const slot = Math.min(slots - 1, Math.floor(((l - row.first) * slots) / count));
      worst[slot] = Math.max(worst[slot]!, ORDER.indexOf(state[i] as State));
      defects[slot] = Math.max(defects[slot]!, active[i] ?? 0);
    }
    const step = width / slots;
    const gap = step > 4 ? 1 : 0;
    context.fillStyle = css('--none');
    context.fillRect(0, ground, width, STRIP);
    for (let s = 0; s < slots; s++) {
      const name = ORDER[worst[s]!]!;
      if (name === 'none') continue;
      context.fillStyle = colours[name];
      context.fillRect(s * step, ground, Math.max(1, step - gap), STRIP);
      const bar = (defects[s]! / most) * room;
      context.fillStyle = css('--bar');
      context.fillRect(s * step, ground - 2 - bar, Math.max(1, step - gap), bar);
      if (marks && name !== 'ok' && name !== 'open') drawMark(context, name, s * step + step / 2 - gap / 2, ground - 8 - bar, Math.min(11, step + 1), colours[name]);
    }
    this.drawAxis(context, row, width, ground + STRIP + 2);
    const left = (build.layer - row.first) * cell;
    context.fillStyle = css('--text');
    context.fillRect(Math.floor(left + cell / 2) - 1, row.top, 2, ground + STRIP - row.top + 2);
    context.strokeStyle = css('--text');
    context.lineWidth = 1.5;
    if (cell >= 5) context.strokeRect(left - 0.5, ground - 1, cell, STRIP + 2);
  }

  private drawAxis(context: CanvasRenderingContext2D, row: Row, width: number, top: number): void {
    const count = row.last - row.first + 1;
    const aim = (count / width) * 70;
    const power = 10 ** Math.floor(Math.log10(Math.max(1, aim)));
    const step = [1, 2, 5, 10].map((k) => k * power).find((s) => s >= aim) ?? power * 10;
    context.fillStyle = css('--muted');
    context.font = '11px ' + css('--font');
    context.textBaseline = 'top';
    context.textAlign = 'center';
    for (let l = Math.ceil(row.first / step) * step; l <= row.last; l += step) {
      const x = ((l - row.first + 0.5) / count) * width;
      if (x > 8 && x < width - 12) context.fillText(plain(l), x, top);
    }
  }

  /** Shows in the row of all layers which of them the near row holds. */
  private drawWindow(context: CanvasRenderingContext2D, width: number): void {
    const [near, all] = this.rows;
    if (!near || !all) return;
    const cell = width / (all.last + 1);
    context.strokeStyle = css('--muted');
    context.lineWidth = 1;
    context.strokeRect(near.first * cell + 0.5, all.top + 1.5, Math.max(3, (near.last - near.first + 1) * cell), all.height - 15);
  }

  private tell(): void {
    const { build } = this;
    const state = stateText(build.stateAt(build.layer));
    const at = build.at(build.layer);
    const active = at < 0 ? 0 : (build.columns.active[at] ?? 0);
    const text = t('bar_value', { layer: plain(build.layer), state, n: active });
    this.canvas.setAttribute('aria-valuenow', String(build.layer));
    this.canvas.setAttribute('aria-valuemax', String(Math.max(build.newest, build.layer)));
    this.canvas.setAttribute('aria-valuetext', text);
    const mm = build.meta.layer_mm;
    const height = mm === null ? '' : ` · ${num((build.layer + 1) * mm, 2)} mm`;
    this.say.textContent = `${state} · ${t('k_active')}: ${num(active)}${height}`;
    if (document.activeElement !== this.number) this.number.value = String(build.layer);
    this.followButton.textContent = t(build.follow ? 'follow_on' : 'follow');
    this.followButton.setAttribute('aria-pressed', String(build.follow));
    this.followButton.title = t('follow') + ' (f)';
    this.number.max = String(build.newest);
  }
}
