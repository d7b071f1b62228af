/** Which part of the plate a canvas shows: x is the row (down), y the column (right), both of the plate. */
export class View {
  scale = 1;
  x = 0;
  y = 0;
  private fitted = true;

  constructor(
    public rows: number,
    public columns: number,
    public width = 1,
    public height = 1,
  ) {}

  /** Screen points of a plate's point: its upper left corner. */
  toScreen(x: number, y: number): [number, number] {
    return [(y - this.y) * this.scale, (x - this.x) * this.scale];
  }

  /** The place on the plate under a point of the screen; not rounded. */
  toPlate(left: number, top: number): [number, number] {
    return [top / this.scale + this.x, left / this.scale + this.y];
  }

  get whole(): number {
    return Math.min((this.width - 16) / this.columns, (this.height - 16) / this.rows);
  }

  resize(width: number, height: number): void {
    const [x, y] = this.toPlate(this.width / 2, this.height / 2);
    this.width = width;
    this.height = height;
    if (this.fitted) this.fit();
    else this.centre(x, y, this.scale);
  }

  fit(): void {
    this.centre(this.rows / 2, this.columns / 2, this.whole);
    this.fitted = true;
  }

  centre(x: number, y: number, scale: number): void {
    this.scale = Math.max(this.whole, Math.min(48, scale));
    this.x = x - this.height / 2 / this.scale;
    this.y = y - this.width / 2 / this.scale;
    this.bound();
  }

  zoom(factor: number, left: number, top: number): void {
    const [x, y] = this.toPlate(left, top);
    this.scale = Math.max(this.whole, Math.min(48, this.scale * factor));
    this.x = x - top / this.scale;
    this.y = y - left / this.scale;
    this.bound();
  }

  pan(left: number, top: number): void {
    this.x -= top / this.scale;
    this.y -= left / this.scale;
    this.bound();
  }

  get isWhole(): boolean {
    return this.fitted;
  }

  /** Keeps the plate in sight: in the middle where it is smaller than the canvas, else no empty side. */
  private bound(): void {
    this.fitted = this.scale <= this.whole * 1.0001;
    this.x = side(this.x, this.rows, this.height / this.scale);
    this.y = side(this.y, this.columns, this.width / this.scale);
  }
}

function side(at: number, length: number, shown: number): number {
  if (shown >= length) return (length - shown) / 2;
  const margin = shown * 0.1;
  return Math.max(-margin, Math.min(length - shown + margin, at));
}
