/**
 * False colours that are perceptually uniform and told apart by the colour-blind: each is 33 of the map's 256 colours, evenly
 * spaced; between them is interpolated. Viridis and inferno: CC0, by S. van der Walt and N. Smith; cividis: J. Nunez et al., 2018.
 */
const STOPS: Record<string, string> = {
  viridis:
    '440154470d6048186a482374472d7b4537814240863e49893b528b375b8d33638d2f6b8e2c728e297a8e26828e23898e21918c1f988b1fa08822a78528ae8032b67a3fbc734ec36b5ec96270cf5784d44b98d83eaddc30c2df23d8e219ece51bfde725',
  inferno:
    '0000040403120b0724150b37210c4a2f0a5b3d09654a0c6b57106e64156e71196e7d1e6d8a226a972766a32c61b0315bbc3754c73e4cd24644db503be45a31eb6628f1731df68013f98e09fb9d07fcac11fbbc21f9cb35f5db4cf2ea69f3f68afcffa4',
  cividis:
    '00205100265d012b6508316911366c1c3c6e26426e31476e3c4d6e47536d51586e5a5e6e62646f6a6a707270717976737f7c758682768c8877938e789a9478a19b78a9a177b2a874bbaf71c5b66dcebd68d8c462e2cb5cebd355f3da4ffae249fdea45',
  grey: '000000ffffff',
};

const tables = new Map<string, Uint32Array>();

/** 256 colours of a map, as canvases hold them: red in the lowest byte. */
export function table(name: string): Uint32Array {
  let out = tables.get(name);
  if (!out) {
    const text = STOPS[name] ?? STOPS['grey']!;
    const stops = text.match(/../g)!.map((b) => parseInt(b, 16));
    const last = stops.length / 3 - 1;
    out = Uint32Array.from({ length: 256 }, (_, i) => {
      const at = (i / 255) * last;
      const k = Math.min(last - 1, Math.floor(at));
      const part = (c: number): number => Math.round(stops[3 * k + c]! + (at - k) * (stops[3 * k + 3 + c]! - stops[3 * k + c]!));
      return (255 << 24) | (part(2) << 16) | (part(1) << 8) | part(0);
    });
    tables.set(name, out);
  }
  return out;
}

/** The colour of a share from 0 to 1 of a map. */
export function colourAt(name: string, share: number): [number, number, number] {
  const c = table(name)[Math.max(0, Math.min(255, Math.round(share * 255)))]!;
  return [c & 255, (c >> 8) & 255, (c >> 16) & 255];
}

/** Points of the overlays, chosen to stand out from each map. */
export const OVERLAY: Record<string, Record<'saturated' | 'hot' | 'cold' | 'outliers' | 'clusters', string>> = {
  inferno: { saturated: '#ffffff', hot: '#66ff9e', cold: '#4fc8ff', outliers: '#d9b8ff', clusters: '#ffffff' },
  viridis: { saturated: '#ffffff', hot: '#ff6d7f', cold: '#a9dcff', outliers: '#ffa8f2', clusters: '#ffffff' },
  cividis: { saturated: '#ffffff', hot: '#ff7a4d', cold: '#7fe3ff', outliers: '#ff9be6', clusters: '#ffffff' },
  grey: { saturated: '#ffe14d', hot: '#ff7a4d', cold: '#5cc9ff', outliers: '#ff9be6', clusters: '#b6ffcf' },
};

/** Colours values by a window in sensor units. `shift` is how far the values were shifted right when they were kept. */
export function paint(values: Uint8Array | Uint16Array, width: number, height: number, shift: number, low: number, high: number, map: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, height);
  const out = new Uint32Array(image.data.buffer);
  const colours = table(map);
  const span = Math.max(1, high - low);
  if (shift === 8) {
    const of = Uint32Array.from({ length: 256 }, (_, v) => colours[clamp(((v * 256 + 128 - low) * 255) / span)]!);
    for (let i = 0; i < out.length; i++) out[i] = of[values[i]!]!;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = colours[clamp(((values[i]! - low) * 255) / span)]!;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function clamp(v: number): number {
  return v < 0 ? 0 : v > 255 ? 255 : v | 0;
}
