// A server that answers as the dashboard's does, with a print made up: for tests of the page, and to work on it.
//   node test/mock.mjs [port] [layers] [first]
// A live print begins with `first` layers and grows by a tile each `tileMs`, or when it is told to.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Print } from './print.mjs';

const PAGE = new URL('../../src/main/resources/org/meltwatch/dashboard/page/', import.meta.url);
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', txt: 'text/plain; charset=utf-8' };
const CSP = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'";
export const HOSTILE = '<script>window.broken = 1</script><img src=x onerror="window.broken = 1">';

export class Mock {
  constructor({ layers = 225, first = layers, tileMs = 0, images = 'full', writable = true, port = 0 } = {}) {
    Object.assign(this, { layers, tileMs, images, writable, port });
    this.print = new Print(layers);
    this.done = first * 16;
    this.commands = [];
    this.streams = new Set();
    this.sockets = new Set();
    this.events = 0;
    this.requests = [];
  }

  get newest() {
    return Math.max(0, Math.ceil(this.done / 16) - 1);
  }

  async start() {
    this.server = createServer((request, response) => this.#answer(request, response).catch((e) => {
      response.writeHead(500).end(String(e.stack));
    }));
    this.server.on('connection', (s) => {
      this.sockets.add(s);
      s.on('close', () => this.sockets.delete(s));
    });
    await new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    this.url = `http://127.0.0.1:${this.port}/`;
    if (this.tileMs > 0 && this.done < this.layers * 16) this.ticker = setInterval(() => this.tile(), this.tileMs);
    return this;
  }

  /** Stops answering; start() goes on at the same port. */
  async stop() {
    clearInterval(this.ticker);
    this.streams.clear();
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const s of this.sockets) s.destroy();
    await closed;
  }

  /** One more tile comes in. */
  tile() {
    this.done++;
    const layer = this.newest;
    this.send('layer', { print: 0, layer });
    if (this.done % 16 === 0) {
      this.send('closed', { print: 0, layer, level: this.print.columns(layer, 16, layer).level[0] });
      this.send('defects', { print: 0 });
      for (const a of this.print.alerts(layer)) if (a.layer === layer) this.send('alert', { print: 0, ...a });
      this.send('run', this.#run('this'));
    }
    if (this.done >= this.layers * 16) {
      clearInterval(this.ticker);
      this.send('ended', { state: 'ended' });
    }
  }

  send(event, body) {
    const text = `id: ${++this.events}\nevent: ${event}\ndata: ${JSON.stringify(body)}\n\n`;
    for (const s of this.streams) s.write(text);
  }

  #prints(name, upto) {
    const alerts = this.print.alerts(upto);
    const count = (level) => alerts.filter((a) => a.level === level).length;
    const levels = { MINOR: count('MINOR'), MAJOR: count('MAJOR'), STOP: count('STOP') };
    return [{
      print: name, index: 0, rows: 4, columns: 4, plate_known: true, tile_height: 500, tile_width: 500, layers: upto + 1, closed: upto,
      planned: this.layers, levels, worst: levels.STOP ? 'STOP' : levels.MAJOR ? 'MAJOR' : levels.MINOR ? 'MINOR' : null,
      pixel_mm: 0.125, layer_mm: 0.04, images: this.images,
    }];
  }

  #run(id) {
    const live = id === 'this' && this.done < this.layers * 16;
    const upto = id === 'this' ? this.newest : id === 'early' ? 1 : Math.min(this.newest, 60);
    const tiles = (upto + 1) * 16;
    const names = { this: 'SI1924', hostile: HOSTILE, early: 'coupon-3' };
    const name = names[id] ?? 'SI19' + id.length;
    return {
      id, title: id === 'this' ? 'results/SI1924' : `results/${id === 'hostile' ? HOSTILE : id}`,
      state: live ? 'running' : { failed: 'failed', stopped: 'stopped', dead: 'dead' }[id] ?? 'ended',
      exit_reason: id === 'failed' ? 'The challenger at http://127.0.0.1:8866 did not answer for 60 s.' : null,
      engine: 'Apache Flink 1.19.2', source: 'challenger http://127.0.0.1:8866', started_us: 1_764_000_000_000_000 - id.length * 9e10,
      seconds: tiles / 31, tiles_in: tiles, results: tiles - 4, missing: id === 'this' ? 4 : 0, dead_letters: id === 'this' ? 2 : 0,
      tiles_per_second: 31.4, last_us: 1_764_000_000_000_000 + tiles * 30_000, prints: this.#prints(name, upto),
    };
  }

  #whole(id) {
    const q = (mean) => ({ mean, sigma: mean * 0.12, p50: mean * 0.97, p99: mean * 2.4, max: mean * 3.1, throughput: 31.4 });
    const run = this.#run(id);
    return {
      ...run,
      options: { layers: String(this.layers), tiles: '4x4', images: this.images, lanes: '2', commands: String(this.writable) },
      versions: { meltwatch: '1.0', beam: '2.70.0', engine: 'Flink 1.19.2', java: '17.0.13' },
      counts: { lanes: 2, lanes_ended: run.state === 'running' ? 0 : 2, tiles_in: run.tiles_in, results: run.results, duplicates: 1, off_plate: 0 },
      queries: { q1: q(0.021), q2: q(0.084), q3: q(0.091) }, cost: { cpu_seconds: 212.3, peak_heap_mb: 611 },
      rules: { saturated_above: 65000, void_below: 5000, outlier_above: 6000, eps: 20, min_samples: 5, minor_height: 3, major_height: 5, stop_height: 8 },
      alerts: this.print.alerts(run.prints[0].layers - 1).map((a) => ({ print: 0, ...a })), commands: this.commands,
      writable: this.writable,
      dead_letters_list: id === 'this' ? [
        { seq_id: 118, print_id: 'SI1924', tile_id: 6, layer: 7, reason: 'the TIFF ends after 1200 of 2317 bytes', file: 'dead-letters/118.msgpack' },
        { seq_id: 907, print_id: null, tile_id: null, layer: null, reason: `print_id holds ${HOSTILE}`, file: 'dead-letters/907.msgpack' }] : [],
      warnings: id === 'this' ? ['Layer 75 has no result of tile 6: two later layers came before it.'] : [],
    };
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.url);
    const path = url.pathname;
    this.requests.push(request.method + ' ' + path);
    if (this.requests.length > 2000) this.requests.splice(0, 1000);
    if (!path.startsWith('/api/')) return this.#file(path, response);
    const json = (body, status = 200) => {
      const bytes = gzipSync(JSON.stringify(body), { level: 1 });
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'Cache-Control': 'no-store' }).end(bytes);
    };
    const parts = path.split('/').slice(2).map(decodeURIComponent);
    if (parts[0] !== 'runs') return json({ error: 'There is nothing at this address.' }, 404);
    const ids = ['this', 'early', 'failed', 'stopped', 'dead', 'hostile'];
    if (parts.length === 1) return json({ runs: ids.map((id) => this.#run(id)) });
    const id = parts[1];
    if (!ids.includes(id)) return json({ error: 'There is no run of this name.' }, 404);
    if (parts.length === 2) return json(this.#whole(id));
    if (parts[2] === 'report.html') return response.writeHead(200, { 'Content-Type': TYPES.html }).end('<!doctype html><title>Report</title>');
    if (parts[2] === 'stream') return this.#stream(request, response);
    if (parts[2] === 'letters') return this.#letter(parts[3], response, json);
    if (parts[2] === 'commands') return this.#command(request, json);
    if (parts[2] !== 'prints') return json({ error: 'There is nothing at this address.' }, 404);
    return this.#ofPrint(id, parts.slice(4), url, request, response, json);
  }

  async #ofPrint(id, parts, url, request, response, json) {
    const upto = this.#run(id).prints[0].layers - 1;
    const number = (name, otherwise) => Number(url.searchParams.get(name) ?? otherwise);
    const answeredOfLast = id === 'this' ? this.done - upto * 16 : 16;
    if (parts[0] === 'defects') return json({ defects: this.print.defectRows(upto) });
    if (parts[0].startsWith('points.')) return this.#points(parts[0], number('from', 0), Math.min(upto, number('to', upto)), number('limit', 200000), response, json);
    if (parts.length === 1 && url.searchParams.has('tile')) return json(this.print.part(upto, number('from', 0), tileBox(number('tile')), true));
    if (parts.length === 1 && url.searchParams.has('min_x')) {
      const box = ['min_x', 'min_y', 'max_x', 'max_y'].map((side) => number(side));
      return json(this.print.part(upto, number('from', 0), box, false));
    }
    if (parts.length === 1) return json(this.print.columns(upto, answeredOfLast, number('from', 0)));
    const layer = Number(parts[1]);
    if (!(layer >= 0 && layer <= upto)) return json({ error: `There is no layer ${layer}.` }, 404);
    if (parts.length === 2) return json(this.print.layer(layer, layer === upto ? answeredOfLast : 16));
    if (parts[2] === 'image.png' && this.images !== 'none') {
      return response.writeHead(200, { 'Content-Type': 'image/png' }).end(this.print.png(layer));
    }
    if (parts[2] === 'values.bin' && this.images !== 'none') {
      const step = this.images === 'full' ? number('step', 1) : Math.max(4, number('step', 4));
      const { h, w, values } = this.print.values(layer, number('x0', 0), number('y0', 0), number('x1', 2000), number('y1', 2000), step);
      if (this.images !== 'full') for (let i = 0; i < values.length; i++) values[i] &= 0xff00;
      return response.writeHead(200, {
        'Content-Type': 'application/octet-stream', 'Meltwatch-Height': h, 'Meltwatch-Width': w, 'Meltwatch-Step': step,
        'Meltwatch-Exact': String(this.images === 'full'),
      }).end(Buffer.from(values.buffer));
    }
    if (parts[2] === 'try') {
      if (this.images !== 'full') return json({ error: 'Layers can be tried only where --images=full kept them.' }, 409);
      const rules = JSON.parse(await body(request));
      const points = this.print.points(layer);
      const keep = Math.max(0, Math.min(1, 6000 / rules.outlier_above));
      const some = (list) => list.slice(0, Math.floor((list.length / 2) * keep) * 2);
      const hot = some(points.hot);
      return json({ saturated: points.saturated.length / 2, outliers: Math.round(points.outliers.length / 2 * keep), clusters: this.print.active(layer).length, points: { hot, cold: some(points.cold), saturated: points.saturated } });
    }
    return json({ error: 'No image of this layer was kept.' }, 404);
  }

  #points(name, from, to, limit, response, json) {
    const rows = this.print.defects.filter((d) => d.first <= to && d.last >= from);
    const all = [];
    rows.forEach((d, k) => {
      const region = this.print.region(d);
      for (let l = Math.max(from, d.first); l <= Math.min(to, d.last); l++) for (const [x, y] of region) all.push(l, x, y, k);
    });
    const count = all.length / 4;
    const thinned = Math.max(1, Math.ceil(count / limit));
    if (name === 'points.json') return json({ count, thinned, defects: rows.map((d) => this.print.row(d)) });
    const kept = [];
    for (let i = 0; i < count; i += thinned) for (let k = 0; k < 4; k++) kept.push(all[4 * i + k]);
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(Buffer.from(Int32Array.from(kept).buffer));
  }

  #letter(index, response, json) {
    if (index !== '0') return json({ error: 'nothing can be seen of this message' }, 404);
    response.writeHead(200, { 'Content-Type': 'image/png' }).end(this.print.png(3));
  }

  #stream(request, response) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': heartbeat\n\n');
    this.streams.add(response);
    request.on('close', () => this.streams.delete(response));
  }

  async #command(request, json) {
    if (!this.writable) return json({ error: 'This dashboard is read-only; start it with --commands.' }, 403);
    const command = { ...JSON.parse(await body(request)), time: '2026-11-27T18:00:00Z', file: `c${this.commands.length + 1}.json` };
    if (!command.reason) return json({ error: 'reason must be given' }, 400);
    this.commands.push(command);
    if (command.action === 'mute') this.print.muted.add(command.defect);
    if (command.action === 'withdraw') this.print.muted.delete(this.commands.find((c) => c.file === command.withdraws).defect);
    this.send('command', command);
    json(command, 201);
  }

  async #file(path, response) {
    const name = path.includes('.') ? path.slice(1) : 'index.html';
    if (!/^[\w.-]+$/.test(name)) return response.writeHead(404).end();
    const bytes = await readFile(new URL(name, PAGE)).catch(() => null);
    if (bytes === null) return response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': TYPES[name.split('.').pop()] ?? 'application/octet-stream', 'Content-Security-Policy': CSP,
      'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
    }).end(bytes);
  }
}

/** Smallest and largest rows and columns of a tile. */
function tileBox(tile) {
  const [x, y] = [Math.floor(tile / 4) * 500, (tile % 4) * 500];
  return [x, y, x + 499, y + 499];
}

async function body(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port = '0', layers = '225', first = layers] = process.argv.slice(2);
  const mock = await new Mock({ port: Number(port), layers: Number(layers), first: Number(first), tileMs: 60 }).start();
  console.log(mock.url);
}
