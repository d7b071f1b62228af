import type { Build } from './build';
import { OVERLAY, colourAt } from './colours';
import { button, fitCanvas, h, select } from './dom';
import type { Plate } from './plate';
import { changed, choose, settings, type Overlay } from './settings';
import { t, word } from './texts';

const OVERLAYS: Overlay[] = ['saturated', 'hot', 'cold', 'outliers', 'clusters', 'defects', 'grid'];
const SHAPES: Record<Overlay, string> = { saturated: '■', hot: '▲', cold: '▼', outliers: '+', clusters: '◌', defects: '▢', grid: '#' };

/** The map with its switches, legend and readout. */
export function mapView(build: Build, plate: Plate): HTMLElement {
  const zoom = h(
    'div',
    { class: 'zoom', role: 'group', 'aria-label': t('map') },
    button('+', () => zoomBy(plate, 1.6), { 'aria-label': t('zoom_in'), title: t('zoom_in') + ' (+)' }),
    button('−', () => zoomBy(plate, 1 / 1.6), { 'aria-label': t('zoom_out'), title: t('zoom_out') + ' (−)' }),
    button('⤢', () => zoomBy(plate, 0), { 'aria-label': t('zoom_fit'), title: t('zoom_fit') + ' (0)' }),
  );
  const images = build.meta.images;
  const note = images === 'none' ? t('no_images') : images === 'preview' ? t('preview_only') : '';
  return h(
    'section',
    { class: 'map', 'aria-label': t('map') },
    h('div', { class: 'toolbar' }, switches(plate), legend(plate)),
    h('div', { class: 'well' }, plate.canvas, zoom, h('div', { class: 'under' }, plate.readout, note && h('span', { class: 'note' }, note))),
  );
}

export function zoomBy(plate: Plate, factor: number): void {
  if (factor === 0) plate.view.fit();
  else plate.view.zoom(factor, plate.view.width / 2, plate.view.height / 2);
  plate.moved();
}

function switches(plate: Plate): HTMLElement {
  const row = h('div', { class: 'switches', role: 'group', 'aria-label': t('show') });
  for (const name of OVERLAYS) {
    const sample = h('span', { class: 'sample', 'aria-hidden': 'true' }, SHAPES[name]);
    const colour = (): void => {
      const of = OVERLAY[settings.colours] as Record<string, string>;
      sample.style.color = of[name] ?? '#ffffff';
    };
    colour();
    plate.off.push(changed.on((key) => key === 'colours' && colour()));
    const toggle = h('button', { type: 'button', class: 'switch', 'aria-pressed': String(settings.overlays[name]) }, sample, t(`o_${name}`));
    toggle.addEventListener('click', () => {
      choose('overlays', { ...settings.overlays, [name]: !settings.overlays[name] });
      toggle.setAttribute('aria-pressed', String(settings.overlays[name]));
    });
    row.append(toggle);
  }
  return row;
}

/** The colours and their window in sensor units, with the layer's values as a histogram behind them. */
function legend(plate: Plate): HTMLElement {
  const canvas = h('canvas', { class: 'ramp', 'aria-hidden': 'true' });
  const range = (label: string, act: (v: number) => void): HTMLInputElement => {
    const input = h('input', { type: 'range', min: 0, max: 65535, step: 256, 'aria-label': label });
    input.addEventListener('input', () => act(Number(input.value)));
    return input;
  };
  const low = range(t('window_low'), (v) => plate.setWindow(Math.min(v, plate.high - 256), plate.high));
  const high = range(t('window_high'), (v) => plate.setWindow(plate.low, Math.max(v, plate.low + 256)));
  const number = (label: string, act: (v: number) => void): HTMLInputElement => {
    const input = h('input', { type: 'number', min: 0, max: 65535, 'aria-label': label });
    input.addEventListener('change', () => act(Number(input.value)));
    return input;
  };
  const lowest = number(t('window_low'), (v) => plate.setWindow(v, plate.high));
  const highest = number(t('window_high'), (v) => plate.setWindow(plate.low, v));
  const show = (): void => {
    low.value = lowest.value = String(Math.round(plate.low));
    high.value = highest.value = String(Math.round(plate.high));
    drawRamp(canvas, plate);
  };
  plate.onWindow = show;
  const observer = new ResizeObserver(() => drawRamp(canvas, plate));
  observer.observe(canvas);
  plate.off.push(changed.on(() => drawRamp(canvas, plate)), () => observer.disconnect());
  const maps = select(t('colours'), ['inferno', 'viridis', 'cividis', 'grey'].map((n) => [n, word('', n)]) as ['inferno', string][], settings.colours as 'inferno', (v) => choose('colours', v));
  show();
  return h(
    'div',
    { class: 'legend', title: t('sensor_units') },
    maps,
    lowest,
    h('div', { class: 'window' }, canvas, low, high),
    highest,
    button(t('window_auto'), () => plate.fitWindow(), { title: t('window_auto_long'), 'aria-label': t('window_auto_long') }),
  );
}

function drawRamp(canvas: HTMLCanvasElement, plate: Plate): void {
  if (canvas.clientWidth === 0) return;
  const { width, height, context } = fitCanvas(canvas);
  context.clearRect(0, 0, width, height);
  const counts = new Float64Array(Math.max(1, Math.floor(width / 2)));
  for (const v of plate.picture?.preview?.values ?? []) counts[Math.min(counts.length - 1, Math.floor((v / 256) * counts.length))]!++;
  const most = Math.log1p(counts.slice(Math.floor(counts.length * 0.08)).reduce((a, b) => Math.max(a, b), 1));
  for (let i = 0; i < counts.length; i++) {
    const value = (i / counts.length) * 65536;
    const [r, g, b] = colourAt(settings.colours, (value - plate.low) / (plate.high - plate.low));
    context.fillStyle = `rgb(${r} ${g} ${b})`;
    context.fillRect(i * 2, height - 7, 2, 7);
    context.fillStyle = `rgb(128 140 155 / 75%)`;
    const bar = Math.min(1, Math.log1p(counts[i]!) / most) * (height - 9);
    context.fillRect(i * 2, height - 8 - bar, 2, bar);
  }
}
