/** A camera that turns around a box: x to the right, y to the back, z up. */
export class Orbit {
  static readonly FOV = 35;
  theta = -Math.PI / 2 + 0.5;
  phi = 0.5;
  distance = 2.35;
  readonly target: [number, number, number] = [0, 0, 0.25];
  width = 1;
  height = 1;

  turn(left: number, up: number): void {
    this.theta -= left;
    this.phi = Math.max(-0.2, Math.min(Math.PI / 2 - 0.01, this.phi + up));
  }

  zoom(factor: number): void {
    this.distance = Math.max(0.15, Math.min(8, this.distance / factor));
  }

  get eye(): [number, number, number] {
    const flat = Math.cos(this.phi) * this.distance;
    const [x, y, z] = this.target;
    return [x + flat * Math.cos(this.theta), y + flat * Math.sin(this.theta), z + Math.sin(this.phi) * this.distance];
  }

  /** Makes what projects a point to the screen: left, top, and how far away; null behind the eye. */
  projector(): (x: number, y: number, z: number) => [number, number, number] | null {
    const [ex, ey, ez] = this.eye;
    const fx = (this.target[0] - ex) / this.distance;
    const fy = (this.target[1] - ey) / this.distance;
    const fz = (this.target[2] - ez) / this.distance;
    const flat = Math.hypot(fx, fy) || 1e-9;
    const rx = fy / flat;
    const ry = -fx / flat;
    const [ux, uy, uz] = [ry * fz, -rx * fz, rx * fy - ry * fx];
    const k = this.height / 2 / Math.tan((Orbit.FOV * Math.PI) / 360);
    return (x, y, z) => {
      const [dx, dy, dz] = [x - ex, y - ey, z - ez];
      const far = dx * fx + dy * fy + dz * fz;
      if (far <= 0.01) return null;
      return [this.width / 2 + ((dx * rx + dy * ry) * k) / far, this.height / 2 - ((dx * ux + dy * uy + dz * uz) * k) / far, far];
    };
  }
}
