import type { Defect } from './api';
import type { Build } from './build';
import { paint } from './colours';
import { h } from './dom';
import type { Plate } from './plate';
import { settings } from './settings';
import { plain, t } from './texts';

const SIDE = 96;

/** The surroundings of a defect's peak: in the layer before, at the peak, and after. */
export function crops(build: Build, plate: Plate, defect: Defect): HTMLElement {
  const row = h('div', { class: 'crops' });
  const layer = defect.peak_layer ?? defect.first_layer;
  const x = defect.peak_x ?? Math.round(defect.centroid[1]);
  const y = defect.peak_y ?? Math.round(defect.centroid[2]);
  const half = Math.min(160, Math.max(24, Math.max(defect.box[2] - defect.box[0], defect.box[3] - defect.box[1])));
  for (const [by, name] of [[-1, 'before'], [0, 'at_peak'], [1, 'after']] as const) {
    const canvas = h('canvas', { width: SIDE, height: SIDE, role: 'img', 'aria-label': t('crop', { layer: plain(layer + by) }) });
    const none = h('span', { class: 'none' });
    const go = h('button', { type: 'button', class: 'crop', click: () => build.go(layer + by) }, canvas, none, h('span', {}, `${t(name)} · ${plain(layer + by)}`));
    row.append(go);
    void draw(build, plate, canvas, layer + by, x, y, half).then((shown) => {
      if (shown) return;
      none.textContent = t('crop_none');
      go.disabled = build.at(layer + by) < 0;
    });
  }
  return row;
}

async function draw(build: Build, plate: Plate, canvas: HTMLCanvasElement, layer: number, x: number, y: number, half: number): Promise<boolean> {
  const { rows, columns } = plate.view;
  const x0 = Math.max(0, x - half);
  const y0 = Math.max(0, y - half);
  const x1 = Math.min(rows, x + half);
  const y1 = Math.min(columns, y + half);
  const { images } = build.meta;
  if (images === 'none' || build.at(layer) < 0) return false;
  try {
    const d = await build.print.values(layer, x0, y0, x1, y1, images === 'full' ? 1 : 4);
    const picture = paint(d.values, d.width, d.height, 0, plate.low, plate.high, settings.colours);
    const context = canvas.getContext('2d')!;
    const k = SIDE / (2 * half);
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, (y0 - (y - half)) * k, (x0 - (x - half)) * k, d.width * d.step * k, d.height * d.step * k);
    context.strokeStyle = 'rgb(255 255 255 / 90%)';
    context.strokeRect(SIDE / 2 - 5, SIDE / 2 - 5, 10, 10);
    return true;
  } catch {
    return false; // Nothing was kept of this layer: the crop says so.
  }
}
