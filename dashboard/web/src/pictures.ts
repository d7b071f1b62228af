import type { Layer, PrintApi } from './api';

/** A layer as it is drawn: what the server says of it, and its preview (value shifted right by 8) if one was kept. */
export interface Picture {
  layer: Layer;
  preview: { values: Uint8Array; width: number; height: number } | null;
}

/** The pictures of few layers, those looked at last: what a page holds stays the same however long a print is. */
export class Pictures {
  private readonly kept = new Map<number, Promise<Picture>>();

  constructor(
    private readonly api: PrintApi,
    private readonly images: () => boolean,
    private readonly most = 16,
  ) {}

  get(layer: number): Promise<Picture> {
    let picture = this.kept.get(layer);
    if (picture) this.kept.delete(layer);
    else {
      picture = this.load(layer);
      picture.catch(() => this.kept.delete(layer)); // Asked for again the next time.
    }
    this.kept.set(layer, picture);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.most) break;
      this.kept.delete(oldest);
    }
    return picture;
  }

  forget(layer: number): void {
    this.kept.delete(layer);
  }

  get size(): number {
    return this.kept.size;
  }

  private async load(number: number): Promise<Picture> {
    const [layer, blob] = await Promise.all([this.api.layer(number), this.images() ? this.api.image(number) : null]);
    return { layer, preview: blob && (await decode(blob)) };
  }
}

/** The grey values of a PNG, as they are: no colours of a screen are applied to them. */
export async function decode(blob: Blob): Promise<{ values: Uint8Array; width: number; height: number }> {
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const rgba = context.getImageData(0, 0, width, height).data;
  const values = new Uint8Array(width * height);
  for (let i = 0; i < values.length; i++) values[i] = rgba[4 * i]!;
  return { values, width, height };
}
