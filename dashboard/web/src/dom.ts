type Child = Node | string | null | undefined | false;
type Props = Record<string, unknown>;

/** Makes an element. Text becomes text nodes, never markup: names of prints come from outside. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  element.append(...(children.filter((c) => c !== null && c !== undefined && c !== false) as (Node | string)[]));
  return element;
}

function set(element: HTMLElement, name: string, value: unknown): void {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function') element.addEventListener(name, value as EventListener);
  else if (name === 'value') (element as HTMLInputElement).value = String(value);
  else if (name === 'class') element.className = String(value);
  else element.setAttribute(name, value === true ? '' : String(value));
}

export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...(children.filter((c) => c !== null && c !== undefined && c !== false) as (Node | string)[]));
}

export function button(text: string, click: (event: MouseEvent) => void, props: Props = {}): HTMLButtonElement {
  return h('button', { type: 'button', click, ...props }, text);
}

const SVG = 'http://www.w3.org/2000/svg';

/** A small picture made of one path in a box of 16 by 16. */
export function icon(path: string, name = ''): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon ${name}`.trim());
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

/** A choice of few words. */
export function select<T extends string>(label: string, options: [T, string][], value: T, change: (value: T) => void): HTMLSelectElement {
  const element = h('select', { 'aria-label': label, change: () => change(element.value as T) });
  for (const [key, text] of options) element.append(h('option', { value: key, selected: key === value }, text));
  return element;
}

/** A canvas of the size of its place, in the screen's own points. */
export function fitCanvas(canvas: HTMLCanvasElement): { width: number; height: number; context: CanvasRenderingContext2D } {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { width, height, context };
}
