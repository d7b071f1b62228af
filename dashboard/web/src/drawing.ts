import type { Outline, TileRow } from './api';
import { OVERLAY } from './colours';
import { drawMark, stateOf } from './levels';
import { css, settings } from './settings';
import { num, plain, t, word } from './texts';
import type { View } from './view';

export type Kind = 'saturated' | 'hot' | 'cold' | 'outliers';

/** Draws points in plate coordinates: as dots from far, and from near as a shape of each kind around the point. */
export function drawPoints(context: CanvasRenderingContext2D, view: View, points: number[], kind: Kind): void {
  context.fillStyle = OVERLAY[settings.colours]![kind];
  context.strokeStyle = context.fillStyle;
  const near = view.scale >= 5;
  const size = near ? view.scale : Math.max(1.6, view.scale);
  context.lineWidth = 1.5;
  context.beginPath();
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [left, top] = view.toScreen(points[i]!, points[i + 1]!);
    if (left < -size || top < -size || left > view.width || top > view.height) continue;
    if (near) shape(context, kind, left, top, size);
    else context.rect(left, top, size, size);
  }
  context.globalAlpha = !near && size > 2 ? 0.7 : 1;
  if (!near) context.fill();
  context.globalAlpha = 1;
  if (!near) return;
  halo(context);
}

function halo(context: CanvasRenderingContext2D): void {
  const colour = context.strokeStyle;
  context.strokeStyle = 'rgb(0 0 0 / 70%)';
  context.lineWidth = 3;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke();
}

function shape(context: CanvasRenderingContext2D, kind: Kind, left: number, top: number, size: number): void {
  const a = left + size * 0.22;
  const b = left + size * 0.78;
  const c = top + size * 0.22;
  const d = top + size * 0.78;
  const middle = left + size / 2;
  if (kind === 'saturated') context.rect(a, c, b - a, d - c);
  else if (kind === 'hot') lines(context, [a, d], [middle, c], [b, d], [a, d]);
  else if (kind === 'cold') lines(context, [a, c], [middle, d], [b, c], [a, c]);
  else {
    lines(context, [middle, c], [middle, d]);
    lines(context, [a, top + size / 2], [b, top + size / 2]);
  }
}

function lines(context: CanvasRenderingContext2D, ...points: [number, number][]): void {
  points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}

export function drawClusters(context: CanvasRenderingContext2D, view: View, clusters: [number, number, number][]): void {
  context.strokeStyle = OVERLAY[settings.colours]!.clusters;
  context.setLineDash([3, 3]);
  context.beginPath();
  for (const [x, y, size] of clusters) {
    const [left, top] = view.toScreen(x + 0.5, y + 0.5);
    const r = Math.max(7, Math.sqrt(size / Math.PI) * 1.6 * view.scale);
    context.moveTo(left + r, top);
    context.arc(left, top, r, 0, 2 * Math.PI);
  }
  halo(context);
  context.setLineDash([]);
}

const LEAST = 16;

/** Where a defect's outline is on the screen: never so small that it cannot be seen or hit. */
export function outlineOf(view: View, box: [number, number, number, number]): [number, number, number, number] {
  const [left, top] = view.toScreen(box[0] - 3, box[1] - 3);
  const [right, bottom] = view.toScreen(box[2] + 4, box[3] + 4);
  const w = Math.max(LEAST, right - left);
  const h = Math.max(LEAST, bottom - top);
  return [(left + right - w) / 2, (top + bottom - h) / 2, w, h];
}

export function drawOutline(context: CanvasRenderingContext2D, view: View, defect: Outline, chosen: boolean): void {
  const [left, top, w, h] = outlineOf(view, defect.box);
  const state = stateOf(defect.level);
  const colour = css(state === 'ok' ? '--map-outline' : `--map-${state}`);
  context.beginPath();
  context.roundRect(left, top, w, h, 3);
  context.strokeStyle = 'rgb(0 0 0 / 75%)';
  context.lineWidth = chosen ? 6 : 3.5;
  context.stroke();
  context.strokeStyle = chosen ? '#ffffff' : colour;
  context.lineWidth = chosen ? 2.5 : 1.6;
  if (defect.edge) context.setLineDash([4, 3]);
  context.stroke();
  context.setLineDash([]);
  if (state === 'ok') return;
  drawMark(context, state, left, top, 16, '#000');
  drawMark(context, state, left, top, 12, colour);
}

export function drawTiles(context: CanvasRenderingContext2D, view: View, tiles: TileRow[], height: number, width: number): void {
  context.font = '11px ' + css('--font');
  context.textBaseline = 'top';
  for (const tile of tiles) {
    const [left, top] = view.toScreen(tile.row * height, tile.column * width);
    const w = width * view.scale;
    const h = height * view.scale;
    if (left > view.width || top > view.height || left + w < 0 || top + h < 0) continue;
    if (tile.state !== 'answered') drawAbsent(context, tile, left, top, w, h);
    if (!settings.overlays.grid) continue;
    context.strokeStyle = 'rgb(255 255 255 / 16%)';
    context.lineWidth = 1;
    context.strokeRect(Math.round(left) + 0.5, Math.round(top) + 0.5, Math.round(w), Math.round(h));
    context.fillStyle = 'rgb(255 255 255 / 62%)';
    context.fillText(plain(tile.tile), Math.max(left, 0) + 5, Math.max(top, 0) + 5);
  }
}

/** The place of a tile that is not there says so: hatched if it is not to come, dotted while it is waited for. */
function drawAbsent(context: CanvasRenderingContext2D, tile: TileRow, left: number, top: number, w: number, h: number): void {
  context.save();
  context.beginPath();
  context.rect(left, top, w, h);
  context.clip();
  context.fillStyle = css('--map-absent');
  context.fill();
  if (tile.state !== 'waiting') {
    context.strokeStyle = css('--map-hatch');
    context.lineWidth = 1.5;
    context.beginPath();
    for (let k = -h; k < w; k += 12) lines(context, [left + k, top + h], [left + k + h, top]);
    context.stroke();
  }
  const text = word('tile_', tile.state);
  context.font = '12px ' + css('--font');
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const half = context.measureText(text).width / 2 + 6;
  context.fillStyle = css('--map-absent');
  context.fillRect(left + w / 2 - half, top + h / 2 - 10, half * 2, 20);
  context.fillStyle = tile.state === 'waiting' ? 'rgb(255 255 255 / 60%)' : css('--map-incomplete');
  context.fillText(text, left + w / 2, top + h / 2);
  context.restore();
}

/** A bar of a round length. */
export function drawScale(context: CanvasRenderingContext2D, view: View, pixelMm: number | null): void {
  const unit = pixelMm ?? 1;
  const aim = 110 / view.scale * unit;
  const power = 10 ** Math.floor(Math.log10(aim));
  const length = [5, 2, 1].map((k) => k * power).find((l) => l <= aim) ?? power;
  const w = (length / unit) * view.scale;
  const left = view.width - w - 14;
  const top = view.height - 14;
  context.fillStyle = 'rgb(0 0 0 / 55%)';
  context.fillRect(left - 8, top - 19, w + 16, 27);
  context.fillStyle = '#fff';
  context.fillRect(left, top, w, 2);
  context.fillRect(left, top - 4, 1, 6);
  context.fillRect(left + w - 1, top - 4, 1, 6);
  context.font = '11px ' + css('--font');
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.fillText(pixelMm === null ? `${num(length, 2)} px` : `${num(length, 2)} mm`, left + w / 2, top - 4);
  context.textAlign = 'start';
}

export function absentText(tile: TileRow): string {
  return `${t('tile')} ${plain(tile.tile)}: ${word('tile_', tile.state)}${tile.reason ? `. ${tile.reason}` : ''}`;
}
