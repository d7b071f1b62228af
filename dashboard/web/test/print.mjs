// A print made up for tests of the page: parts on a plate, with hot and cold regions through the layers.
import { deflateSync } from 'node:zlib';

const SIDE = 2000;
const TILES = 4;
const LEVELS = ['', 'MINOR', 'MAJOR', 'STOP'];

/** A number from 0 to 1 that depends on its arguments alone. */
function noise(a, b, c) {
  let h = (a * 374761393 + b * 668265263 + c * 2147483647) | 0;
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 15), 2246822519);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

const PARTS = [
  { kind: 'disc', x: 480, y: 470, r: 330 },
  { kind: 'ring', x: 480, y: 1420, r: 360 },
  { kind: 'box', x: 1300, y: 300, h: 420, w: 180 },
  { kind: 'box', x: 1300, y: 760, h: 420, w: 180 },
  { kind: 'disc', x: 1380, y: 1420, r: 400 },
];

function partAt(x, y) {
  for (let i = 0; i < PARTS.length; i++) {
    const p = PARTS[i];
    const dx = x - p.x;
    const dy = y - p.y;
    if (p.kind === 'box' ? Math.abs(dx) < p.h && Math.abs(dy) < p.w : dx * dx + dy * dy < p.r * p.r) {
      if (p.kind !== 'ring' || dx * dx + dy * dy > 160 * 160) return i + 1;
    }
  }
  return 0;
}

/** What a point is without defects: one of four hatches, so that many layers are made fast. */
function ground(hatch, x, y) {
  const part = partAt(x, y);
  if (part === 0) return 900 + 700 * noise(hatch, x, y);
  const stripes = Math.sin((x + y * 0.6 + hatch * 67) / 60) * (((hatch + part) % 2) * 2 - 1);
  return 27000 + part * 900 + 2600 * noise(hatch, x, y) + 2600 * stripes;
}

const planes = [];

function plane(hatch) {
  planes[hatch] ??= Float32Array.from({ length: (SIDE * SIDE) / 16 }, (_, k) => ground(hatch, Math.floor(k / (SIDE / 4)) * 4, (k % (SIDE / 4)) * 4));
  return planes[hatch];
}

function defectsOf(layers) {
  const out = [];
  const count = Math.round(18 + layers / 12);
  for (let i = 0; out.length < count; i++) {
    const x = Math.floor(noise(i, 1, 7) * SIDE);
    const y = Math.floor(noise(i, 2, 7) * SIDE);
    if (!partAt(x, y)) continue;
    const first = Math.floor(noise(i, 3, 7) * layers * 0.96);
    const height = 1 + Math.floor(Math.pow(noise(i, 4, 7), 3) * 15);
    const r = 3 + Math.floor(noise(i, 5, 7) * 9);
    const family = noise(i, 6, 7) < 0.62 ? 'hot' : 'cold';
    out.push({ x, y, r, first, last: Math.min(layers - 1, first + height - 1), family, peak: 6200 + noise(i, 8, 7) * 14000 });
  }
  return out;
}

function levelOf(height) {
  return height >= 8 ? 'STOP' : height >= 5 ? 'MAJOR' : height >= 3 ? 'MINOR' : '';
}

/** A print of some layers; all that it is asked for is computed when it is asked for. */
export class Print {
  constructor(layers) {
    this.layers = layers;
    this.defects = defectsOf(layers);
    this.muted = new Set();
    this.missing = new Map([[Math.floor(layers / 3), [6]], [Math.floor(layers / 2), [0, 1, 2]]]);
    this.dark = Math.floor(layers * 0.62);
  }

  id(d) {
    return `${d.first}-${d.x - d.r}-${d.y}`;
  }

  active(layer) {
    return this.defects.filter((d) => d.first <= layer && layer <= d.last);
  }

  value(layer, x, y) {
    const v = ground(layer & 3, x, y);
    return layer === this.dark ? v * 0.3 : v;
  }

  /** The values of a box, every step-th row and column. */
  values(layer, x0, y0, x1, y1, step) {
    const h = Math.ceil((x1 - x0) / step);
    const w = Math.ceil((y1 - y0) / step);
    const out = new Uint16Array(h * w);
    if (step === 4 && h === SIDE / 4 && w === SIDE / 4) out.set(plane(layer & 3).map((v) => (layer === this.dark ? v * 0.3 : v)));
    else for (let i = 0; i < h; i++) for (let j = 0; j < w; j++) out[i * w + j] = this.value(layer, x0 + i * step, y0 + j * step);
    for (const d of this.active(layer)) {
      const reach = d.r * 2;
      for (let x = Math.max(x0, d.x - reach); x < Math.min(x1, d.x + reach); x++) {
        if ((x - x0) % step) continue;
        for (let y = Math.max(y0, d.y - reach); y < Math.min(y1, d.y + reach); y++) {
          if ((y - y0) % step || !partAt(x, y)) continue;
          const far = ((x - d.x) ** 2 + (y - d.y) ** 2) / (d.r * d.r);
          const k = ((x - x0) / step) * w + (y - y0) / step;
          const delta = (d.family === 'hot' ? 42000 : -21000) * Math.exp(-far);
          out[k] = Math.max(0, Math.min(65535, out[k] + delta));
        }
      }
    }
    for (const t of this.missing.get(layer) ?? []) {
      const size = SIDE / TILES;
      const tx = Math.floor(t / TILES) * size;
      const ty = (t % TILES) * size;
      for (let i = 0; i < h; i++) {
        const x = x0 + i * step;
        if (x < tx || x >= tx + size) continue;
        for (let j = 0; j < w; j++) {
          const y = y0 + j * step;
          if (y >= ty && y < ty + size) out[i * w + j] = 0;
        }
      }
    }
    return { h, w, values: out };
  }

  png(layer) {
    const { h, w, values } = this.values(layer, 0, 0, SIDE, SIDE, 4);
    const raw = Buffer.alloc(h * (w + 1));
    for (let i = 0; i < h; i++) for (let j = 0; j < w; j++) raw[i * (w + 1) + 1 + j] = values[i * w + j] >> 8;
    return grey(w, h, raw);
  }

  region(d) {
    const points = [];
    for (let x = d.x - d.r; x <= d.x + d.r; x++) {
      for (let y = d.y - d.r; y <= d.y + d.r; y++) {
        if ((x - d.x) ** 2 + (y - d.y) ** 2 <= d.r * d.r && partAt(x, y)) points.push([x, y]);
      }
    }
    return points;
  }

  points(layer) {
    const out = { saturated: [], hot: [], cold: [], outliers: [] };
    for (const d of this.active(layer)) {
      for (const [x, y] of this.region(d)) {
        const near = (x - d.x) ** 2 + (y - d.y) ** 2 < (d.r * d.r) / 5;
        out[d.family === 'cold' ? 'cold' : near ? 'saturated' : 'hot'].push(x, y);
        if ((x + y) % 2 === 0) out.outliers.push(x, y);
      }
    }
    return out;
  }

  layer(l, answered) {
    const active = this.active(l);
    const missing = this.missing.get(l) ?? [];
    const tiles = [];
    for (let t = 0; t < TILES * TILES; t++) {
      const isMissing = missing.includes(t);
      const state = isMissing ? 'missing' : t < answered ? 'answered' : 'waiting';
      const here = active.filter((d) => Math.floor(d.x / 500) * 4 + Math.floor(d.y / 500) === t);
      tiles.push({
        tile: t, row: Math.floor(t / TILES), column: t % TILES, state, seq_id: l * 16 + t,
        saturated: here.filter((d) => d.family === 'hot').reduce((n, d) => n + Math.round(d.r * d.r * 0.6), 0),
        outliers: here.length * 40, clusters: here.length, image: state === 'answered',
        reason: isMissing ? 'Two later layers of tile ' + t + ' came before it.' : null,
      });
    }
    return {
      layer: l, tiles, points: this.points(l),
      clusters: active.map((d) => [d.x + 0.5, d.y - 0.25, d.r * d.r]),
      top5: active.slice(0, 5).map((d) => [Math.floor(d.x / 500) * 4 + Math.floor(d.y / 500), d.x, d.y, d.peak]),
      defects: active.map((d) => ({ ...this.row(d), points: this.region(d).length })),
    };
  }

  row(d) {
    return {
      id: this.id(d), family: d.family, level: levelOf(d.last - d.first + 1),
      box: [d.x - d.r, d.y - d.r, d.x + d.r, d.y + d.r], edge: false,
    };
  }

  defectRows(upto) {
    const rows = this.defects.filter((d) => d.first <= upto).map((d) => {
      const last = Math.min(d.last, upto);
      const layers = last - d.first + 1;
      const points = this.region(d).length * layers;
      const isEdge = noise(d.x, d.y, 1) < 0.08;
      return {
        id: this.id(d), family: d.family, level: isEdge ? null : levelOf(layers) || null, first_layer: d.first, last_layer: last,
        layers, regions: layers, points, saturated: d.family === 'hot' ? Math.round(points / 5) : 0,
        edge: isEdge ? points : Math.round(points * 0.02), edge_defect: isEdge, peak: d.peak,
        peak_layer: d.first + (layers >> 1), peak_x: d.x, peak_y: d.y,
        box: [d.x - d.r, d.y - d.r, d.x + d.r, d.y + d.r], centroid: [(d.first + last) / 2, d.x + 0.25, d.y - 0.5],
        absorbed: [], mm3: points * 0.125 * 0.125 * 0.04, height_mm: layers * 0.04, muted: this.muted.has(this.id(d)),
      };
    });
    return rows.sort((a, b) => LEVELS.indexOf(b.level ?? '') - LEVELS.indexOf(a.level ?? '') || b.points - a.points);
  }

  columns(upto, answeredOfLast, from) {
    const c = Object.fromEntries(['layer', 'tiles', 'missing', 'closed', 'level', 'saturated', 'hot', 'cold', 'regions', 'active',
      'observed', 'outliers', 'clusters', 'largest', 'mean', 'void', 'data_alert', 'state'].map((k) => [k, []]));
    for (let l = from; l <= upto; l++) {
      const active = this.active(l);
      const size = (f) => active.filter((d) => d.family === f).reduce((n, d) => n + Math.round(3 * d.r * d.r), 0);
      const missing = (this.missing.get(l) ?? []).length;
      const open = l === upto && answeredOfLast < 16;
      const level = LEVELS[Math.max(0, ...active.map((d) => {
        const h = l - d.first + 1;
        return h === 8 ? 3 : h === 5 ? 2 : h === 3 ? 1 : 0;
      }))];
      c.layer.push(l);
      c.tiles.push(open ? answeredOfLast : 16 - missing);
      c.missing.push(missing);
      c.closed.push(!open);
      c.level.push(level);
      c.saturated.push(Math.round(size('hot') / 5));
      c.hot.push(size('hot'));
      c.cold.push(size('cold'));
      c.regions.push(active.length);
      c.active.push(active.length);
      c.observed.push(2000 * 2000 - missing * 250000);
      c.outliers.push(active.length * 40);
      c.clusters.push(active.length);
      c.largest.push(l < 2 ? null : Math.max(3100 + 900 * noise(l, 5, 5), ...active.map((d) => d.peak)));
      c.mean.push((14800 + 300 * noise(l, 9, 9)) * (l === this.dark ? 0.3 : 1));
      c.void.push(0.46 + 0.01 * noise(l, 8, 8));
      c.data_alert.push(l === this.dark ? 'out of scale, 30 %' : '');
      c.state.push(open ? 'open' : missing ? 'incomplete' : l === this.dark ? 'disturbed' : level ? level.toLowerCase() : 'ok');
    }
    return c;
  }

  /** What lies in a part of the plate, by defects alone; pictures tell a tile's mean. */
  part(upto, from, [minX, minY, maxX, maxY], isTile) {
    const c = Object.fromEntries(['layer', 'saturated', 'hot', 'cold', 'regions', 'active', 'outliers', 'clusters', 'largest', 'mean', 'void'].map((k) => [k, []]));
    for (let l = from; l <= upto; l++) {
      const here = this.active(l).filter((d) => d.x >= minX && d.x <= maxX && d.y >= minY && d.y <= maxY);
      const size = (f) => here.filter((d) => d.family === f).reduce((n, d) => n + Math.round(3 * d.r * d.r), 0);
      c.layer.push(l);
      c.saturated.push(Math.round(size('hot') / 5));
      c.hot.push(size('hot'));
      c.cold.push(size('cold'));
      c.regions.push(here.length);
      c.active.push(here.length);
      const isKept = isTile || l % 10 !== 3; // A tile that the part cuts has more outliers than are kept.
      c.outliers.push(isKept ? here.length * 40 : null);
      c.clusters.push(here.length);
      c.largest.push(isKept ? Math.max(0, ...here.map((d) => d.peak)) : null);
      c.mean.push(14800 + 300 * noise(l, 9, 9));
      c.void.push(0.46);
    }
    return c;
  }

  alerts(upto) {
    const out = [];
    for (const d of this.defects) {
      for (const [height, level] of [[3, 'MINOR'], [5, 'MAJOR'], [8, 'STOP']]) {
        const layer = d.first + height - 1;
        if (layer <= Math.min(upto, d.last)) {
          out.push({
            layer, level, id: this.id(d), family: d.family, height, points: this.region(d).length * height,
            done_us: 1_764_000_000_000_000 + layer * 1_000_000, suppressed_by: null,
          });
        }
      }
    }
    if (this.dark <= upto) out.push({ layer: this.dark, level: 'DATA', id: 'scaled', family: '', height: null, points: null, words: 'out of scale, 30 %', done_us: 1_764_000_000_000_000 + this.dark * 1_000_000, suppressed_by: null });
    return out.sort((a, b) => a.layer - b.layer);
  }
}

/** A greyscale PNG of rows that each begin with a filter byte. */
function grey(width, height, raw) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const chunk = (type, body) => {
    const out = Buffer.alloc(12 + body.length);
    out.writeUInt32BE(body.length, 0);
    out.write(type, 4, 'latin1');
    body.copy(out, 8);
    out.writeUInt32BE(crc(out.subarray(4, 8 + body.length)), 8 + body.length);
    return out;
  };
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(raw, { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc(bytes) {
  let c = 0xffffffff;
  for (const b of bytes) c = CRC[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
