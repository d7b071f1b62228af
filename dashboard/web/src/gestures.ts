import type { Plate } from './plate';

const CLICK = 4;

/** Mouse, touch, wheel and keys of the map. */
export function gestures(canvas: HTMLCanvasElement, plate: Plate): void {
  const down = new Map<number, [number, number]>();
  let start: [number, number] = [0, 0];
  let travelled = 0;

  const at = (e: MouseEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [e.clientX - box.left, e.clientY - box.top];
  };

  canvas.addEventListener('pointerdown', (e) => {
    canvas.setPointerCapture(e.pointerId);
    start = at(e);
    travelled = 0;
    down.set(e.pointerId, start);
  });

  canvas.addEventListener('pointermove', (e) => {
    const now = at(e);
    const before = down.get(e.pointerId);
    if (before) {
      travelled += Math.abs(now[0] - before[0]) + Math.abs(now[1] - before[1]);
      if (plate.isDrawing && down.size === 1) plate.dragRegion(start, now, false);
      else if (down.size === 1) {
        plate.view.pan(now[0] - before[0], now[1] - before[1]);
        plate.moved();
      } else pinch(e.pointerId, before, now);
      down.set(e.pointerId, now);
    }
    plate.point(now);
  });

  const pinch = (id: number, before: [number, number], now: [number, number]): void => {
    const other = [...down].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const distance = (p: [number, number]): number => Math.hypot(p[0] - other[0], p[1] - other[1]);
    plate.view.zoom(distance(now) / Math.max(1, distance(before)), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    plate.view.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    plate.moved();
  };

  const up = (e: PointerEvent): void => {
    if (!down.delete(e.pointerId)) return;
    const now = at(e);
    if (plate.isDrawing && travelled > CLICK) plate.dragRegion(start, now, true);
    else if (e.type === 'pointerup' && travelled <= CLICK) plate.pick(now[0], now[1]);
  };
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  canvas.addEventListener('pointerleave', () => plate.point(null));

  canvas.addEventListener(
    'wheel',
    (e) => {
      e.preventDefault();
      const [left, top] = at(e);
      const lines = e.deltaMode === WheelEvent.DOM_DELTA_LINE ? 24 : 1;
      plate.view.zoom(Math.exp(-e.deltaY * lines * 0.0016), left, top);
      plate.moved();
    },
    { passive: false },
  );

  canvas.addEventListener('dblclick', (e) => {
    const [left, top] = at(e);
    plate.view.zoom(2.5, left, top);
    plate.moved();
  });

  canvas.addEventListener('keydown', (e) => {
    if (!e.shiftKey) return;
    const pan = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[e.key];
    if (!pan) return;
    e.preventDefault();
    e.stopPropagation();
    plate.view.pan(pan[0]!, pan[1]!);
    plate.moved();
  });
  canvas.addEventListener('focus', () => plate.point(null));
}
