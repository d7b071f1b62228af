/** What the server tells, as docs/dashboard.md says; times are microseconds since the epoch, others seconds. */
export interface Levels { MINOR: number; MAJOR: number; STOP: number }
export interface Print {
  print: string; index: number; rows: number | null; columns: number | null; plate_known?: boolean;
  tile_height: number | null; tile_width: number | null; layers: number; closed: number; planned: number | null;
  levels: Levels; worst: string | null; pixel_mm: number | null; layer_mm: number | null; images: 'preview' | 'full' | 'none';
}
export interface Run {
  id: string; title: string; state: string; exit_reason: string | null; engine: string | null; source: string | null;
  started_us: number | null; seconds: number | null; tiles_in: number; results: number; missing: number; dead_letters: number;
  tiles_per_second: number | null; last_us: number | null; prints: Print[];
}
/** A level that a defect was given; or, as level `DATA`, that a layer's image is disturbed: then `id` is the kind, and `words` say how. */
export interface Alert {
  print: number; layer: number; level: string; id: string; family: string; height: number | null; points: number | null;
  done_us: number | null; suppressed_by: string | null;
  words?: string;
}
export interface Rules { [name: string]: number }
export interface Whole extends Run {
  options: Record<string, unknown>; versions: Record<string, unknown>; counts: Record<string, unknown>;
  queries: Record<string, Record<string, number | null>>; cost: Record<string, unknown>; rules: Rules; alerts: Alert[];
  commands: Record<string, unknown>[]; writable: boolean; dead_letters_list: Letter[];
  warnings: string[];
}
export interface Letter { seq_id: number | null; print_id: string | null; tile_id: number | null; layer: number | null; reason: string; file: string | null }
export interface Columns {
  layer: number[]; tiles: number[]; missing: number[]; closed: boolean[]; level: string[]; saturated: (number | null)[]; hot: (number | null)[];
  cold: (number | null)[]; regions: (number | null)[]; active: (number | null)[]; observed: (number | null)[]; outliers: (number | null)[];
  clusters: (number | null)[]; largest: (number | null)[]; mean: (number | null)[]; void: (number | null)[]; data_alert: string[]; state: string[];
}
/** Layers of a part of the plate; what nobody has kept for it is null. */
export type PartColumns = Pick<Columns, 'layer' | 'saturated' | 'hot' | 'cold' | 'regions' | 'active' | 'outliers' | 'clusters' | 'largest' | 'mean' | 'void'>;
/** A tile's number, or a rectangle of points. */
export type Part = number | { min_x: number; min_y: number; max_x: number; max_y: number };
export interface TileRow {
  tile: number; row: number; column: number; state: 'answered' | 'missing' | 'refused' | 'waiting'; seq_id: number | null;
  saturated: number | null; outliers: number | null; clusters: number | null; image: boolean; reason: string | null;
}
export interface Outline { id: string; family: string; level: string | null; box: [number, number, number, number]; points: number; edge: boolean }
export interface Layer {
  layer: number; tiles: TileRow[]; points: Record<'saturated' | 'hot' | 'cold' | 'outliers', number[] | null>;
  clusters: [number, number, number][] | null; top5: [number, number, number, number][] | null; defects: Outline[];
}
export interface Defect {
  id: string; family: string; level: string | null; first_layer: number; last_layer: number; layers: number; regions: number; points: number;
  saturated: number; edge: number; edge_defect: boolean; peak: number | null; peak_layer: number | null; peak_x: number | null; peak_y: number | null;
  box: [number, number, number, number]; centroid: [number, number, number]; absorbed: string[]; mm3: number | null; height_mm: number | null; muted: boolean;
}
export interface Tried { saturated: number; outliers: number; clusters: number; points: { hot: number[]; cold: number[]; saturated: number[] } }
export interface Points { count: number; thinned: number; defects: Outline[] }
export interface Values { values: Uint16Array; height: number; width: number; step: number; exact: boolean }

/** Puts newer layers in place of those from the first of them on. */
export function joinColumns(known: PartColumns, news: PartColumns): void {
  const first = news.layer[0];
  if (first === undefined) return;
  const own = known as unknown as Record<string, unknown[]>;
  let keep = known.layer.length;
  while (keep > 0 && known.layer[keep - 1]! >= first) keep--;
  for (const [name, values] of Object.entries(news as unknown as Record<string, unknown[]>)) {
    const column = own[name];
    if (!column) continue;
    column.length = keep;
    for (const value of values) column.push(value);
  }
}

/** An answer that is not the one hoped for; its message is a sentence of the server. */
export class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

async function get(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, init);
  if (response.ok) return response;
  let sentence = `${response.status} ${response.statusText}`;
  try {
    const said: unknown = await response.json();
    if (typeof said === 'object' && said !== null && 'error' in said) sentence = String(said.error);
  } catch {
    // Not the dashboard's own answer; its status must do.
  }
  throw new Refused(response.status, sentence);
}

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await get(path, init)).json()) as T;
}

function post<T>(path: string, body: unknown): Promise<T> {
  return json<T>(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

/** A run's id is a path segment already; whatever else came in an address is made one. */
export function segment(id: string): string {
  return /^[\w.~%-]+$/.test(id) ? id : encodeURIComponent(id);
}

/** `one`: a single results directory is served, and no folder of them. */
export const runs = (): Promise<{ runs: Run[]; one?: boolean }> => json('api/runs');

/** What can be asked of one run. */
export class RunApi {
  readonly path: string;

  constructor(id: string) {
    this.path = `api/runs/${segment(id)}`;
  }

  whole = (): Promise<Whole> => json(this.path);
  command = (body: unknown): Promise<unknown> => post(`${this.path}/commands`, body);

  /** What can be seen of the dead letter of a number. */
  async letter(number: number): Promise<Blob> {
    return (await get(`${this.path}/letters/${number}/image.png`)).blob();
  }

  of = (print: number): PrintApi => new PrintApi(`${this.path}/prints/${print}`);
}

/** What can be asked of one print of a run. */
export class PrintApi {
  constructor(readonly path: string) {}

  layers = (from: number): Promise<Columns> => json(`${this.path}/layers?from=${from}`);
  part(part: Part, from: number): Promise<PartColumns> {
    const asked = typeof part === 'number' ? { tile: part } : part;
    const query = Object.entries(asked).map(([name, value]) => `&${name}=${value}`).join('');
    return json(`${this.path}/layers?from=${from}${query}`);
  }

  layer = (layer: number): Promise<Layer> => json(`${this.path}/layers/${layer}`);
  defects = (): Promise<{ defects: Defect[] }> => json(`${this.path}/defects`);
  tryRules = (layer: number, rules: Rules): Promise<Tried> => post(`${this.path}/layers/${layer}/try`, rules);
  points = (from: number, to: number, limit: number): Promise<Points> => json(`${this.path}/points.json?from=${from}&to=${to}&limit=${limit}`);

  async pointsBin(from: number, to: number, limit: number): Promise<Int32Array> {
    return new Int32Array(await (await get(`${this.path}/points.bin?from=${from}&to=${to}&limit=${limit}`)).arrayBuffer());
  }

  /** Null where no picture was kept. */
  async image(layer: number): Promise<Blob | null> {
    try {
      return await (await get(`${this.path}/layers/${layer}/image.png`)).blob();
    } catch (e) {
      if (e instanceof Refused && e.status === 404) return null;
      throw e;
    }
  }

  async values(layer: number, x0: number, y0: number, x1: number, y1: number, step: number, signal?: AbortSignal): Promise<Values> {
    const asked = `x0=${x0}&y0=${y0}&x1=${x1}&y1=${y1}&step=${step}`;
    const response = await get(`${this.path}/layers/${layer}/values.bin?${asked}`, signal ? { signal } : undefined);
    const of = (name: string): number => Number(response.headers.get(`Meltwatch-${name}`));
    const values = new Uint16Array(await response.arrayBuffer());
    return { values, height: of('Height'), width: of('Width'), step: of('Step') || step, exact: response.headers.get('Meltwatch-Exact') === 'true' };
  }
}
