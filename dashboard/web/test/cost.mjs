// Measures what ten open pages cost a run that they follow: processor time of its process a tile, without pages and with
// ten, in turns. Linux only.
//   npm run cost -- [--turns=N] COMMAND that starts a run with --dashboard=0
// OUTPUT in the command is made another directory each time. The pages are clients that ask for what a page asks for, and
// read it, for ten browsers would take the machine.
import { readFileSync, readdirSync } from 'node:fs';
import { Program, pause } from './real.mjs';

const PAGES = 10;
const TICKS = 100; // of the kernel, a second
const SERVES = /^meltwatch-dashb|^meltwat\.\.(\w+-\d+|follow)$/; // meltwatch-dashboard-..., as JVMs shorten it.

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
    if (SERVES.test(/\((.*)\)/.exec(stat)?.[1] ?? '')) server += ticks(stat);
  }
  const whole = read(`/proc/${pid}/stat`);
  return whole ? { server: server / TICKS, whole: ticks(whole) / TICKS } : null;
}

/** The Java process among those that a launcher has started which serves the page. */
function serving(pid) {
  const threads = readdirSync(`/proc/${pid}/task`).map((t) => `/proc/${pid}/task/${t}`);
  if (threads.some((t) => SERVES.test(read(`${t}/comm`).trim()))) return pid;
  const children = threads.flatMap((t) => read(`${t}/children`).trim().split(' ').filter(Boolean).map(Number));
  return children.map(serving).find(Boolean);
}

/** Asks as a page that follows the newest layer does: see src/build.ts, and coalesced in src/signal.ts. */
async function page(url, over) {
  const run = `${url}api/runs/this`;
  let answers = 0;
  const get = async (path) => {
    const answer = await fetch(run + path);
    const bytes = await answer.arrayBuffer();
    if (answer.ok) answers++;
    return bytes;
  };
  const often = (work, least) => {
    let wanted = false;
    let busy = false;
    return async () => {
      wanted = true;
      if (busy) return;
      busy = true;
      for (; wanted && !over(); await pause(least)) {
        wanted = false;
        await work().catch(() => undefined); // Without a server there is nothing to ask: the count of answers tells.
      }
      busy = false;
    };
  };
  let oldest = 0;
  const layers = often(async () => {
    const from = oldest;
    oldest = Infinity;
    const columns = JSON.parse(new TextDecoder().decode(await get(`/prints/0/layers?from=${from}`)));
    const newest = columns.layer?.at(-1);
    if (newest !== undefined) await Promise.all([get(`/prints/0/layers/${newest}`), get(`/prints/0/layers/${newest}/image.png`)]);
  }, 400);
  const defects = often(() => get('/prints/0/defects'), 1500);
  const stream = await fetch(`${run}/stream`);
  let text = '';
  try {
    for await (const piece of stream.body) {
      text += new TextDecoder().decode(piece);
      const events = text.split('\n\n');
      text = events.pop();
      for (const event of events) {
        if (/^event: defects/m.test(event)) void defects();
        const layer = /"layer":(\d+)/.exec(event);
        if (!layer || !/^event: (layer|closed)/m.test(event)) continue;
        oldest = Math.min(oldest, Number(layer[1]));
        void layers();
      }
    }
  } catch {
    // The run has ended, and its page with it.
  }
  return answers;
}

/** Runs once, and tells the processor time a tile, of all threads and of those that serve, from when the page is there. */
async function measured(command, pages, name) {
  const run = new Program(command.map((word) => word.replace('OUTPUT', name)));
  const [, url] = await run.says(/dashboard at (http:\S+)/, 120);
  let ended = false;
  run.ended.then(() => (ended = true));
  const pid = serving(run.process.pid);
  if (pid === undefined) throw new Error('no process was found that serves pages');
  const first = spent(pid);
  let last = first;
  const open = Array.from({ length: pages }, () => page(url, () => ended));
  while (!ended) {
    const now = spent(pid);
    if (now) last = { ...now, server: Math.max(now.server, last.server) }; // Its threads end before it does.
    await pause(50);
  }
  const answers = (await Promise.all(open)).reduce((sum, n) => sum + n, 0);
  const tiles = Number(/^([\d,.]+) tiles in/m.exec(run.said)?.[1].replace(/\D/g, '') ?? 0);
  if (tiles === 0 || (pages > 0 && answers === 0)) throw new Error(`pages had ${answers} answers: ${run.said}`);
  return { answers, whole: (1000 * (last.whole - first.whole)) / tiles, server: (1000 * (last.server - first.server)) / tiles, tiles };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)];
const asked = process.argv.slice(2);
const turns = Number(asked[0]?.startsWith('--turns=') ? asked.shift().slice(8) : 5);
const pairs = [];
for (let turn = 0; turn < turns; turn++) {
  // Whichever comes first has the cooler machine: they change places.
  const order = turn % 2 === 0 ? [0, PAGES] : [PAGES, 0];
  const pair = {};
  for (const pages of order) {
    pair[pages] = await measured(asked, pages, `${process.pid}-${turn}-${pages}`);
    const { whole, server, tiles, answers } = pair[pages];
    console.log(`turn ${turn}, ${pages} pages: ${tiles} tiles, ${whole.toFixed(2)} ms of processor a tile, of it serving ${server.toFixed(2)} ms; ${answers} answers`);
  }
  pairs.push(pair);
}
const more = median(pairs.map((p) => 100 * (p[PAGES].whole / p[0].whole - 1)));
const of = (pages, what) => median(pairs.map((p) => p[pages][what]));
console.log(`medians: ${of(0, 'whole').toFixed(2)} ms a tile without pages, ${of(PAGES, 'whole').toFixed(2)} ms with ${PAGES}; of pairs ${more.toFixed(1)} % more`);
console.log(`the threads that serve: ${of(0, 'server').toFixed(2)} ms a tile without, ${of(PAGES, 'server').toFixed(2)} ms with ${PAGES}: ${(100 * (of(PAGES, 'server') - of(0, 'server')) / of(0, 'whole')).toFixed(1)} % of the run`);
