import { icon } from './dom';
import { css } from './settings';
import { word } from './texts';

/** What a layer or a defect is marked as: each has a shape of its own, so that colour is not needed. */
export type State = 'ok' | 'minor' | 'major' | 'stop' | 'disturbed' | 'incomplete' | 'open' | 'none';

/** In the order of worth: where several layers share a place the last of these is shown. */
export const ORDER: State[] = ['none', 'ok', 'open', 'incomplete', 'disturbed', 'minor', 'major', 'stop'];

const PATHS: Record<State, string> = {
  none: '',
  ok: 'M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6z',
  open: 'M3 7h2v2H3zM7 7h2v2H7zM11 7h2v2h-2z',
  incomplete: 'M3 3h4v2H5v2H3zM9 3h4v4h-2V5H9zM3 9h2v2h2v2H3zM11 9h2v4H9v-2h2z',
  disturbed: 'M4.4 3L8 6.6L11.600 3L13 4.400L9.400 8L13 11.600L11.600 13L8 9.400L4.400 13L3 11.600L6.600 8L3 4.400z',
  minor: 'M8 2.500L14 13H2z',
  major: 'M8 1L15 8L8 15L1 8z',
  stop: 'M5.300 1.500h5.400l3.800 3.800v5.400l-3.800 3.800H5.300L1.500 10.700V5.300z',
};

export function stateOf(level: string | null): State {
  const name = (level ?? '').toLowerCase();
  if (name === 'data') return 'disturbed'; // An alert about the image of a layer.
  return name === 'minor' || name === 'major' || name === 'stop' ? name : 'ok';
}

/** A mark with its word beside it. */
export function mark(state: State): SVGSVGElement {
  return icon(PATHS[state], `mark ${state}`);
}

export function stateText(state: string): string {
  return word('s_', state);
}

const drawn = new Map<State, Path2D>();

/** Draws a mark around a point of a canvas. */
export function drawMark(context: CanvasRenderingContext2D, state: State, x: number, y: number, size: number, colour?: string): void {
  let path = drawn.get(state);
  if (!path) {
    path = new Path2D(PATHS[state]);
    drawn.set(state, path);
  }
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / 16, size / 16);
  context.fillStyle = colour ?? css(`--${state}`);
  context.fill(path);
  context.restore();
}
