// Measures what ten pages cost a run that they follow: processor time of the threads that serve them, as a share of the
// run's. Linux only. Without pages first, and then with them:
//   npm run cost -- COMMAND that starts a run with --dashboard=0; OUTPUT in it is made another directory each time
// The pages are clients that ask for what a page asks for, for ten browsers would take the machine.
import { readFileSync, readdirSync } from 'node:fs';
import { Program, pause } from './real.mjs';

const PAGES = 10;
const TICKS = 100; // of the kernel, a second

function ticks(stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // It has ended meanwhile.
  }
}

/** The processor time of a process, and of its threads that serve pages. */
function spent(pid) {
  let server = 0;
  let threads = [];
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    return null;
  }
  for (const thread of threads) {
    const stat = read(`/proc/${pid}/task/${thread}/stat`);
    if (/\(meltwatch-dashb/.test(stat)) server += ticks(stat);
  }
  const whole = read(`/proc/${pid}/stat`);
  return whole ? { server: server / TICKS, whole: ticks(whole) / TICKS } : null;
}

/** The Java process among those that a launcher has started which serves the page. */
function serving(pid) {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  const own = readdirSync(`/proc/${pid}/task`).some((t) => read(`/proc/${pid}/task/${t}/comm`).startsWith('meltwatch-dashb'));
  return own ? pid : children.map(serving).find(Boolean);
}

/** Asks as a page that follows the newest layer does: see src/build.ts. */
async function page(url, over) {
  const run = `${url}api/runs/this`;
  const get = async (path) => (await fetch(run + path)).arrayBuffer();
  let oldest = 0;
  let defects = true;
  const stream = await fetch(`${run}/stream`);
  const reading = (async () => {
    let text = '';
    for await (const piece of stream.body) {
      text += new TextDecoder().decode(piece);
      const events = text.split('\n\n');
      text = events.pop();
      for (const event of events) {
        if (/^event: closed/m.test(event)) defects = true;
        const layer = /"layer":(\d+)/.exec(event);
        if (layer && /^event: (layer|closed)/m.test(event)) oldest = Math.min(oldest, Number(layer[1]));
      }
    }
  })().catch(() => undefined);
  for (let turn = 0; !over(); turn++) {
    if (oldest < Infinity) {
      const from = oldest;
      oldest = Infinity;
      const columns = JSON.parse(new TextDecoder().decode(await get(`/prints/0/layers?from=${from}`)));
      const newest = columns.layer?.at(-1);
      if (newest !== undefined) await Promise.all([get(`/prints/0/layers/${newest}`), get(`/prints/0/layers/${newest}/image.png`)]);
    }
    if (defects && turn % 4 === 0) {
      defects = false;
      await get('/prints/0/defects');
    }
    await pause(400);
  }
  await reading;
}

const command = process.argv.slice(2);
for (const [turn, pages] of [0, PAGES].entries()) {
  const run = new Program(command.map((word) => word.replace('OUTPUT', `${turn}-${process.pid}`)));
  const [, url] = await run.says(/dashboard at (http:\S+)/, 120);
  let last = null;
  let ended = false;
  run.ended.then(() => (ended = true));
  const pid = serving(run.process.pid);
  const open = Array.from({ length: pages }, () => page(url, () => ended).catch(() => undefined));
  while (!ended) {
    last = spent(pid) ?? last;
    await pause(100);
  }
  await Promise.all(open);
  if (last) console.log(`${pages} pages: run ${last.whole.toFixed(1)} s of processor, of it serving ${last.server.toFixed(2)} s, ${((100 * last.server) / last.whole).toFixed(1)} %`);
  console.log(/^.*tiles in.*$/m.exec(run.said)?.[0] ?? run.said);
}
