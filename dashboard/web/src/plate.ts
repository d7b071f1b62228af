import type { Outline, Tried, Values } from './api';
import type { Build } from './build';
import { paint } from './colours';
import { fitCanvas, h } from './dom';
import { absentText, drawClusters, drawOutline, drawPoints, drawScale, drawTiles, outlineOf } from './drawing';
import { gestures } from './gestures';
import type { Picture } from './pictures';
import { changed, css, settings } from './settings';
import { num, plain, t } from './texts';
import { View } from './view';

interface Detail extends Values { layer: number; x0: number; y0: number; canvas: HTMLCanvasElement | null }
export type Box = { min_x: number; min_y: number; max_x: number; max_y: number };

const MOST_VALUES = 3_000_000;

/** The plate with all tiles joined, in false colours, with what was found on top. */
export class Plate {
  readonly canvas = h('canvas', { class: 'plate', tabindex: 0, role: 'img' });
  readonly readout = h('output', { class: 'readout', 'aria-live': 'off' });
  readonly view: View;
  readonly tileHeight: number;
  readonly tileWidth: number;
  low = 0;
  high = 65535;
  onWindow: () => void = () => undefined;
  picture: Picture | null = null;
  private base: HTMLCanvasElement | null = null;
  private detail: Detail | null = null;
  private tried: Tried | null = null;
  private windowSet = false;
  private drawing: ((box: Box | null) => void) | null = null;
  private drawn: [number, number, number, number] | null = null;
  private scheduled = false;
  private pointer: [number, number] | null = null;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private asked: AbortController | null = null;
  /** What ends with the map. */
  readonly off: (() => void)[];
  private readonly observer = new ResizeObserver(() => this.schedule());

  constructor(private readonly build: Build) {
    const { rows, columns, tile_height, tile_width } = build.meta;
    this.tileHeight = tile_height ?? 500;
    this.tileWidth = tile_width ?? 500;
    this.view = new View((rows ?? 1) * this.tileHeight, (columns ?? 1) * this.tileWidth);
    gestures(this.canvas, this);
    this.observer.observe(this.canvas);
    this.off = [
      build.onLayer.on(() => void this.load()),
      build.onDefect.on((d) => {
        if (d) this.centreOn(d.box);
        else this.schedule();
      }),
      build.onDefects.on(() => this.schedule()),
      build.onRun.on(() => this.schedule()),
      changed.on(() => this.repaint()),
    ];
    void this.load();
  }

  close(): void {
    this.off.forEach((f) => f());
    this.observer.disconnect();
    this.asked?.abort();
    clearTimeout(this.settling);
  }

  /** Shows the layer that is chosen; what was there stays until the new one has come. */
  async load(): Promise<void> {
    const layer = this.build.layer;
    let picture: Picture;
    try {
      picture = await this.build.pictures.get(layer);
    } catch {
      return; // The stream says that the server is lost; the layer is asked for again when it is back.
    }
    if (layer !== this.build.layer) return;
    if (this.tried && this.picture?.layer.layer !== layer) this.tried = null;
    this.picture = picture;
    if (!this.windowSet && picture.preview) this.fitWindow();
    this.repaint();
    this.settle();
    performance.mark('meltwatch-layer', { detail: layer });
    for (const next of [layer + 1, layer - 1]) {
      if (next >= 0 && next <= this.build.newest) this.build.pictures.get(next).catch(() => undefined);
    }
  }

  /** A window that shows all but the darkest and the brightest of what is not void. */
  fitWindow(): void {
    const preview = this.picture?.preview;
    if (!preview) return;
    const voidBelow = (this.build.run.rules['void_below'] ?? 5000) / 256;
    const counts = new Uint32Array(256);
    let all = 0;
    for (const v of preview.values) {
      if (v < voidBelow) continue;
      counts[v]!++;
      all++;
    }
    const share = (part: number): number => {
      let sum = 0;
      for (let v = 0; v < 256; v++) if ((sum += counts[v]!) >= all * part) return v;
      return 255;
    };
    if (all > 0) this.setWindow(Math.max(0, (share(0.02) - 40) * 256), Math.min(65535, (share(0.995) + 8) * 256));
    this.windowSet = true;
  }

  setWindow(low: number, high: number): void {
    this.low = Math.max(0, Math.min(low, 65279));
    this.high = Math.min(65535, Math.max(high, this.low + 256));
    this.windowSet = true;
    this.onWindow();
    this.repaint();
  }

  showTried(tried: Tried | null): void {
    this.tried = tried;
    this.schedule();
  }

  get isTried(): boolean {
    return this.tried !== null;
  }

  centreOn(box: [number, number, number, number]): void {
    const side = Math.max(box[2] - box[0], box[3] - box[1]) + 30;
    const scale = Math.min(this.view.width, this.view.height) / Math.max(side, 60);
    this.view.centre((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, Math.min(scale, 10));
    this.moved();
  }

  /** The next drag draws a rectangle instead of panning; null if it was left off. */
  drawRegion(done: (box: Box | null) => void): void {
    this.drawing = done;
    this.canvas.classList.add('drawing');
    this.canvas.focus();
  }

  get isDrawing(): boolean {
    return this.drawing !== null;
  }

  dragRegion(from: [number, number], to: [number, number], done: boolean): void {
    const [x0, y0] = this.view.toPlate(Math.min(from[0], to[0]), Math.min(from[1], to[1]));
    const [x1, y1] = this.view.toPlate(Math.max(from[0], to[0]), Math.max(from[1], to[1]));
    const inside = (v: number, most: number): number => Math.max(0, Math.min(most - 1, Math.floor(v)));
    const { rows, columns } = this.view;
    this.drawn = [inside(x0, rows), inside(y0, columns), inside(x1, rows), inside(y1, columns)];
    if (done) this.endRegion({ min_x: this.drawn[0], min_y: this.drawn[1], max_x: this.drawn[2], max_y: this.drawn[3] });
    this.schedule();
  }

  endRegion(box: Box | null): void {
    const done = this.drawing;
    this.drawing = null;
    this.canvas.classList.remove('drawing');
    if (box === null) this.drawn = null;
    this.schedule();
    done?.(box);
  }

  /** Shows a rectangle until it is cleared. */
  showRegion(box: Box): void {
    this.drawn = [box.min_x, box.min_y, box.max_x, box.max_y];
    this.schedule();
  }

  clearRegion(): void {
    this.drawn = null;
    this.schedule();
  }

  /** The view was moved: draws it, and asks for the values it shows once it rests. */
  moved(): void {
    this.schedule();
    this.settle();
  }

  point(at: [number, number] | null): void {
    this.pointer = at;
    this.tell();
  }

  /** Chooses the smallest outline under a point of the screen. */
  pick(left: number, top: number): boolean {
    let best: Outline | null = null;
    if (!settings.overlays.defects) return false;
    for (const defect of this.picture?.layer.defects ?? []) {
      const [x, y, w, hh] = outlineOf(this.view, defect.box);
      const inside = left >= x - 3 && left <= x + w + 3 && top >= y - 3 && top <= y + hh + 3;
      if (inside && (!best || defect.points < best.points)) best = defect;
    }
    if (best) this.build.chooseId(best.id, best.family);
    return best !== null;
  }

  private repaint(): void {
    const preview = this.picture?.preview;
    this.base = preview ? paint(preview.values, preview.width, preview.height, 8, this.low, this.high, settings.colours) : null;
    if (this.detail) this.detail.canvas = this.painted(this.detail);
    this.schedule();
  }

  private painted(d: Values): HTMLCanvasElement {
    return paint(d.values, d.width, d.height, 0, this.low, this.high, settings.colours);
  }

  private settle(): void {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => void this.loadDetail(), 90);
  }

  private async loadDetail(): Promise<void> {
    const { build, view } = this;
    const layer = build.layer;
    const ratio = window.devicePixelRatio || 1;
    if (build.meta.images !== 'full' || view.scale * ratio < 0.45) {
      this.detail = null;
      return;
    }
    const [top, left] = view.toPlate(0, 0);
    const [bottom, right] = view.toPlate(view.width, view.height);
    const x0 = Math.max(0, Math.floor(top));
    const y0 = Math.max(0, Math.floor(left));
    const x1 = Math.min(view.rows, Math.ceil(bottom));
    const y1 = Math.min(view.columns, Math.ceil(right));
    const step = (x1 - x0) * (y1 - y0) > MOST_VALUES || view.scale * ratio < 0.9 ? 2 : 1;
    const same = this.detail && this.detail.layer === layer && this.detail.step <= step && this.covers(this.detail, x0, y0, x1, y1);
    if (same || x1 <= x0 || y1 <= y0) return;
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const values = await build.print.values(layer, x0, y0, x1, y1, step, this.asked.signal);
      if (layer !== build.layer) return;
      this.detail = { ...values, layer, x0, y0, canvas: null };
      this.detail.canvas = this.painted(values);
      this.tell();
      this.schedule();
    } catch {
      // Asked for something newer meanwhile, or nothing is kept of this layer: the preview stays.
    }
  }

  private covers(d: Detail, x0: number, y0: number, x1: number, y1: number): boolean {
    return d.x0 <= x0 && d.y0 <= y0 && d.x0 + d.height * d.step >= x1 && d.y0 + d.width * d.step >= y1;
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.draw();
    });
  }

  private draw(): void {
    const { width, height, context } = fitCanvas(this.canvas);
    const { view, picture, build } = this;
    if (width !== view.width || height !== view.height) {
      view.resize(width, height);
      this.settle();
    }
    context.fillStyle = css('--map');
    context.fillRect(0, 0, width, height);
    const [left, top] = view.toScreen(0, 0);
    const w = view.columns * view.scale;
    const hh = view.rows * view.scale;
    context.fillStyle = '#000';
    context.fillRect(left, top, w, hh);
    if (this.base) {
      context.imageSmoothingEnabled = (view.columns / this.base.width) * view.scale < 3;
      context.drawImage(this.base, left, top, w, hh);
    }
    if (picture) this.drawDetail(context, picture.layer.layer);
    if (picture) this.drawFound(context, picture);
    if (build.meta.pixel_mm || build.meta.rows) drawScale(context, view, build.meta.pixel_mm);
    this.drawRectangle(context);
    this.label();
    this.tell();
  }

  private drawDetail(context: CanvasRenderingContext2D, layer: number): void {
    const d = this.detail;
    if (!d?.canvas || d.layer !== layer) return;
    const [left, top] = this.view.toScreen(d.x0, d.y0);
    context.imageSmoothingEnabled = d.step * this.view.scale < 2;
    context.drawImage(d.canvas, left, top, d.width * d.step * this.view.scale, d.height * d.step * this.view.scale);
  }

  private drawFound(context: CanvasRenderingContext2D, picture: Picture): void {
    const { layer } = picture;
    drawTiles(context, this.view, layer.tiles, this.tileHeight, this.tileWidth);
    const points = this.tried ? { outliers: null, ...this.tried.points } : layer.points;
    for (const kind of ['outliers', 'cold', 'hot', 'saturated'] as const) {
      const list = points[kind];
      if (settings.overlays[kind] && list) drawPoints(context, this.view, list, kind);
    }
    if (settings.overlays.clusters && layer.clusters) drawClusters(context, this.view, layer.clusters);
    if (!settings.overlays.defects) return;
    const { chosen } = this.build;
    const isChosen = (d: Outline): boolean => chosen !== null && d.id === chosen.id && d.family === chosen.family;
    for (const defect of layer.defects) if (!isChosen(defect)) drawOutline(context, this.view, defect, false);
    for (const defect of layer.defects) if (isChosen(defect)) drawOutline(context, this.view, defect, true);
  }

  private drawRectangle(context: CanvasRenderingContext2D): void {
    if (!this.drawn) return;
    const [left, top] = this.view.toScreen(this.drawn[0], this.drawn[1]);
    const [right, bottom] = this.view.toScreen(this.drawn[2] + 1, this.drawn[3] + 1);
    context.fillStyle = 'rgb(255 255 255 / 14%)';
    context.fillRect(left, top, right - left, bottom - top);
    context.strokeStyle = '#fff';
    context.lineWidth = 1.5;
    context.setLineDash([6, 4]);
    context.strokeRect(left, top, right - left, bottom - top);
    context.setLineDash([]);
  }

  private label(): void {
    this.canvas.setAttribute('aria-label', `${t('map_label', { layer: plain(this.build.layer) })}. ${t('map_hint')}`);
  }

  /** The value at a point, and whether it is the sensor's own. */
  valueAt(x: number, y: number): { value: number; exact: boolean } | null {
    const d = this.detail;
    if (d && d.layer === this.build.layer) {
      const i = Math.floor((x - d.x0) / d.step);
      const j = Math.floor((y - d.y0) / d.step);
      if (i >= 0 && j >= 0 && i < d.height && j < d.width) return { value: d.values[i * d.width + j]!, exact: d.exact && d.step === 1 };
    }
    const preview = this.picture?.preview;
    if (!preview) return null;
    const i = Math.floor((x * preview.height) / this.view.rows);
    const j = Math.floor((y * preview.width) / this.view.columns);
    return { value: preview.values[i * preview.width + j]! * 256, exact: false };
  }

  /** Says what is under the pointer, or in the middle while the keyboard is used. */
  private tell(): void {
    const at = this.pointer ?? (document.activeElement === this.canvas ? [this.view.width / 2, this.view.height / 2] : null);
    if (!at) {
      this.readout.textContent = t('map_hint');
      return;
    }
    const [px, py] = this.view.toPlate(at[0]!, at[1]!);
    const x = Math.floor(px);
    const y = Math.floor(py);
    if (x < 0 || y < 0 || x >= this.view.rows || y >= this.view.columns) {
      this.readout.textContent = t('outside');
      return;
    }
    const parts = [t('at_point', { x: plain(x), y: plain(y) })];
    const mm = this.build.meta.pixel_mm;
    if (mm !== null) parts.push(t('at_mm', { x: num(x * mm, 2, 2), y: num(y * mm, 2, 2) }));
    const id = Math.floor(x / this.tileHeight) * (this.build.meta.columns ?? 1) + Math.floor(y / this.tileWidth);
    const tile = this.picture?.layer.tiles.find((one) => one.tile === id);
    const value = this.valueAt(x, y);
    if (tile && tile.state !== 'answered') parts.push(absentText(tile));
    else parts.push(value === null ? t('no_value') : value.exact ? num(value.value) : t('about', { v: num(value.value) }));
    this.readout.textContent = parts.join('  ·  ');
  }
}
