import type { Points } from './api';
import type { Build } from './build';
import type { Cloud, Painter } from './cloud';
import { colourAt } from './colours';
import { button, h, select } from './dom';
import { FlatPainter } from './flat';
import { stateOf } from './levels';
import { Orbit } from './orbit';
import { css } from './settings';
import { coalesced } from './signal';
import { plain, t } from './texts';

type By = 'level' | 'family' | 'layer';
const MOST = 200_000;
const TURN = 0.15;
const REACH = 10;

/** Regions of the print in three dimensions: turned, clipped by layer, and picked. */
export class SpacePanel {
  readonly element: HTMLElement;
  private canvas = h('canvas', { class: 'space', tabindex: 0, role: 'img', 'aria-label': t('space_label') });
  private readonly say = h('output', { class: 'hint', 'aria-live': 'polite' });
  private readonly from = h('input', { type: 'range', min: 0, value: '0', 'aria-label': t('space_from') });
  private readonly to = h('input', { type: 'range', min: 0, 'aria-label': t('space_to') });
  private readonly ends = h('span', { class: 'ends' });
  private readonly orbit = new Orbit();
  private readonly off: (() => void)[];
  private readonly observer = new ResizeObserver(() => this.schedule());
  private painter: Painter | null = null;
  private cloud: Cloud | null = null;
  private points: Points | null = null;
  private raw: Int32Array = new Int32Array(0);
  private by: By = 'level';
  private stretch = true;
  private scheduled = false;
  private closed = false;
  private atEnd = true;
  isFlat = false;
  private readonly reload = coalesced(() => this.load(), 4000);

  constructor(private readonly build: Build) {
    const turn = (name: 'left' | 'right' | 'up' | 'down', sign: string, x: number, y: number): HTMLElement =>
      button(sign, () => this.turned(x, y), { 'aria-label': t(`turn_${name}`), title: t(`turn_${name}`) });
    const stretch = button(t('stretch'), () => {
      this.stretch = !this.stretch;
      stretch.setAttribute('aria-pressed', String(this.stretch));
      this.make();
    }, { class: 'switch', 'aria-pressed': 'true' });
    this.element = h(
      'div',
      { class: 'space-panel' },
      h('div', { class: 'well' }, this.canvas, h('div', { class: 'turns' }, turn('left', '◀', TURN, 0), turn('right', '▶', -TURN, 0), turn('up', '▲', 0, TURN), turn('down', '▼', 0, -TURN))),
      h('div', { class: 'row' }, select(t('space_colour'), [['level', `${t('space_colour')}: ${t('by_level')}`], ['family', `${t('space_colour')}: ${t('by_family')}`], ['layer', `${t('space_colour')}: ${t('by_layer')}`]], this.by, (v) => this.colour(v)), stretch),
      h('div', { class: 'clip' }, h('label', {}, t('space_from'), this.from), h('label', {}, t('space_to'), this.to), this.ends),
      this.say,
      h('p', { class: 'hint' }, t('space_hint')),
    );
    for (const input of [this.from, this.to]) input.addEventListener('input', () => this.clipped());
    this.gestures();
    this.observer.observe(this.canvas);
    this.off = [build.onDefect.on(() => this.schedule()), build.onDefects.on(() => this.reload()), build.onLayer.on(() => this.make())];
    void this.begin();
  }

  close(): void {
    this.closed = true;
    this.off.forEach((f) => f());
    this.observer.disconnect();
    this.painter?.close();
    this.cloud = null;
  }

  private async begin(): Promise<void> {
    const painter = await this.makePainter();
    if (this.closed) return painter.close();
    this.painter = painter;
    this.reload();
  }

  private async makePainter(): Promise<Painter> {
    try {
      if (document.createElement('canvas').getContext('webgl2')) {
        const { SpacePainter } = await import('./space.js');
        return new SpacePainter(this.canvas, this.orbit);
      }
    } catch {
      // No WebGL after all, as in some virtual machines: drawn plainly, which the page says.
      const fresh = this.canvas.cloneNode() as HTMLCanvasElement;
      this.canvas.replaceWith(fresh);
      this.canvas = fresh; // What once was asked for WebGL draws nothing else.
      this.gestures();
      this.observer.observe(fresh);
    }
    this.isFlat = true;
    return new FlatPainter(this.canvas, this.orbit);
  }

  private async load(): Promise<void> {
    if (this.closed) return;
    const last = this.build.newest;
    try {
      const [points, raw] = await Promise.all([this.build.print.points(0, last, MOST), this.build.print.pointsBin(0, last, MOST)]);
      if (this.closed) return;
      this.points = points;
      this.raw = raw;
    } catch {
      return; // The page says that the server is lost, and asks again.
    }
    this.from.max = this.to.max = String(last);
    if (this.atEnd) this.to.value = String(last);
    this.make();
    this.clipped();
  }

  private colour(by: By): void {
    this.by = by;
    this.make();
  }

  /** Puts the points into a box of side 1, in the colours that are asked for. */
  private make(): void {
    const { points, raw, build } = this;
    if (!points || this.closed) return;
    const { rows, columns, tile_height, tile_width, pixel_mm, layer_mm } = build.meta;
    const height = (rows ?? 1) * (tile_height ?? 1);
    const width = (columns ?? 1) * (tile_width ?? 1);
    const side = Math.max(height, width);
    const last = Math.max(1, build.newest);
    const zOf = this.stretch ? 0.55 / last : (layer_mm !== null && pixel_mm !== null ? layer_mm / pixel_mm : 1) / side;
    const count = raw.length / 4;
    const positions = new Float32Array(count * 3);
    const colours = new Uint8Array(count * 3);
    const layers = new Int32Array(count);
    const owners = new Int32Array(count);
    const shade = this.shades(points);
    for (let i = 0; i < count; i++) {
      const layer = raw[4 * i]!;
      const owner = raw[4 * i + 3]!;
      positions[3 * i] = (raw[4 * i + 2]! - width / 2) / side;
      positions[3 * i + 1] = (height / 2 - raw[4 * i + 1]!) / side;
      positions[3 * i + 2] = layer * zOf;
      const c = this.by === 'layer' ? colourAt('viridis', 0.15 + (0.85 * layer) / last) : (shade[owner] ?? [200, 200, 200]);
      colours.set(c, 3 * i);
      layers[i] = layer;
      owners[i] = owner;
    }
    const lines = box(width / side, height / side, last * zOf, build.layer * zOf);
    this.cloud = { positions, colours, layers, owners, lines, size: Math.max(2.2 / side, 0.0016) };
    this.painter?.set(this.cloud);
    this.orbit.target[2] = (last * zOf) / 2;
    const said = points.thinned > 1 ? t('space_thinned', { n: points.count, k: points.thinned }) : t('space_count', { n: points.count });
    this.say.textContent = this.isFlat ? `${said}. ${t('space_flat')}` : said;
    this.schedule();
  }

  private shades(points: Points): [number, number, number][] {
    const rgb = (name: string): [number, number, number] => {
      const text = css(name).replace('#', '');
      return [0, 2, 4].map((k) => parseInt(text.slice(k, k + 2), 16)) as [number, number, number];
    };
    const of = { ok: rgb('--map-quiet'), minor: rgb('--map-minor'), major: rgb('--map-major'), stop: rgb('--map-stop') } as Record<string, [number, number, number]>;
    const families: Record<string, [number, number, number]> = { hot: rgb('--map-major'), cold: rgb('--map-cold') };
    return points.defects.map((d) => (this.by === 'family' ? families[d.family] : of[stateOf(d.level)]) ?? of['ok']!);
  }

  private clipped(): void {
    this.atEnd = this.to.value === this.to.max;
    this.ends.textContent = `${plain(Number(this.from.value))} – ${plain(Number(this.to.value))}`;
    this.schedule();
  }

  private turned(x: number, y: number): void {
    this.orbit.turn(x, y);
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      if (this.closed || !this.painter || this.canvas.clientWidth === 0) return;
      this.orbit.width = this.canvas.clientWidth;
      this.orbit.height = this.canvas.clientHeight;
      this.painter.draw(this.shown());
      performance.mark('meltwatch-space');
    });
  }

  private shown(): { from: number; to: number; chosen: number } {
    const { chosen } = this.build;
    const index = chosen ? (this.points?.defects.findIndex((d) => d.id === chosen.id && d.family === chosen.family) ?? -1) : -1;
    return { from: Number(this.from.value), to: Number(this.to.value), chosen: index };
  }

  /** The defect of the point nearest to a place on the screen. */
  private pick(left: number, top: number): void {
    const { cloud, points } = this;
    if (!cloud || !points) return;
    const { from, to } = this.shown();
    const project = this.orbit.projector();
    let best = -1;
    let least = Infinity;
    for (let i = 0; i < cloud.layers.length; i++) {
      if (cloud.layers[i]! < from || cloud.layers[i]! > to) continue;
      const at = project(cloud.positions[3 * i]!, cloud.positions[3 * i + 1]!, cloud.positions[3 * i + 2]!);
      if (!at) continue;
      const off = Math.hypot(at[0] - left, at[1] - top);
      if (off > REACH || off + at[2] * 4 >= least) continue;
      least = off + at[2] * 4;
      best = i;
    }
    const defect = best < 0 ? undefined : points.defects[cloud.owners[best]!];
    if (defect) this.build.chooseId(defect.id, defect.family);
    else this.build.choose(null);
  }

  /** Where a defect is on the screen: the middle of its points; for those who look from outside. */
  place(id: string): [number, number] | null {
    const owner = this.points?.defects.findIndex((d) => d.id === id) ?? -1;
    const cloud = this.cloud;
    const first = cloud ? cloud.owners.indexOf(owner) : -1;
    const at = cloud && first >= 0 ? this.orbit.projector()(cloud.positions[3 * first]!, cloud.positions[3 * first + 1]!, cloud.positions[3 * first + 2]!) : null;
    return at && [at[0], at[1]];
  }

  private gestures(): void {
    let last: [number, number] | null = null;
    let travelled = 0;
    const { canvas } = this;
    canvas.addEventListener('pointerdown', (e) => {
      canvas.setPointerCapture(e.pointerId);
      last = [e.clientX, e.clientY];
      travelled = 0;
    });
    canvas.addEventListener('pointermove', (e) => {
      if (!last) return;
      const [x, y] = [e.clientX - last[0], e.clientY - last[1]];
      travelled += Math.abs(x) + Math.abs(y);
      last = [e.clientX, e.clientY];
      this.turned(x * 0.008, y * 0.008);
    });
    canvas.addEventListener('pointerup', (e) => {
      const box = canvas.getBoundingClientRect();
      if (last && travelled < 5) this.pick(e.clientX - box.left, e.clientY - box.top);
      last = null;
    });
    canvas.addEventListener('pointercancel', () => (last = null));
    canvas.addEventListener('wheel', (e) => {
      e.preventDefault();
      this.orbit.zoom(Math.exp(-e.deltaY * 0.0014));
      this.schedule();
    }, { passive: false });
  }
}

/** The edges of the printed box, and of the layer that is shown. */
function box(width: number, height: number, top: number, layer: number): Float32Array {
  const [x, y] = [width / 2, height / 2];
  const corners: [number, number][] = [[-x, -y], [x, -y], [x, y], [-x, y]];
  const out: number[] = [];
  corners.forEach(([a, b], i) => {
    const [c, d] = corners[(i + 1) % 4]!;
    for (const z of [0, top, layer]) out.push(a, b, z, c, d, z);
    out.push(a, b, 0, a, b, top);
  });
  return Float32Array.from(out);
}
