import type { Cloud, Painter, Shown } from './cloud';
import { fitCanvas } from './dom';
import type { Orbit } from './orbit';

/** Draws a cloud where there is no WebGL: the farthest points first. */
export class FlatPainter implements Painter {
  private cloud: Cloud | null = null;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly orbit: Orbit,
  ) {}

  set(cloud: Cloud): void {
    this.cloud = cloud;
  }

  draw(shown: Shown): void {
    const { width, height, context } = fitCanvas(this.canvas);
    context.fillStyle = '#0b0d10';
    context.fillRect(0, 0, width, height);
    if (!this.cloud) return;
    const project = this.orbit.projector();
    const { positions, colours, layers, owners, lines, size } = this.cloud;
    context.strokeStyle = 'rgb(255 255 255 / 30%)';
    context.beginPath();
    for (let i = 0; i < lines.length; i += 6) {
      const a = project(lines[i]!, lines[i + 1]!, lines[i + 2]!);
      const b = project(lines[i + 3]!, lines[i + 4]!, lines[i + 5]!);
      if (!a || !b) continue;
      context.moveTo(a[0], a[1]);
      context.lineTo(b[0], b[1]);
    }
    context.stroke();
    const k = height / 2 / Math.tan(0.305);
    const every = Math.max(1, Math.ceil(layers.length / 40000));
    const seen: [number, number, number, number][] = [];
    for (let i = 0; i < layers.length; i += every) {
      if (layers[i]! < shown.from || layers[i]! > shown.to) continue;
      const at = project(positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!);
      if (at) seen.push([at[0], at[1], at[2], i]);
    }
    seen.sort((a, b) => b[2] - a[2]);
    for (const [left, top, far, i] of seen) {
      const isChosen = owners[i] === shown.chosen;
      const side = Math.max(isChosen ? 2.5 : 1.5, (size * k) / far);
      context.fillStyle = isChosen ? '#fff' : `rgb(${colours[3 * i]} ${colours[3 * i + 1]} ${colours[3 * i + 2]})`;
      context.fillRect(left - side / 2, top - side / 2, side, side);
    }
  }

  close(): void {
    this.cloud = null;
  }
}
