// Measures the page: first paint, a layer change, and memory, for a usual print and for a long one.
//   npm run speed
// No test, for a machine that does other work would fail it. Processor time of the page's main thread stands beside the
// time that passed, and tells what a busy machine hides.
import { launch, open } from './browser.mjs';
import { Mock } from './mock.mjs';

const LOADS = 5;
const browser = await launch();
for (const layers of [225, 3000]) {
  const mock = await new Mock({ layers }).start();
  const url = `${mock.url}#/run/this/print/0/layer/20`;
  const paints = [];
  let page;
  for (let i = 0; i < LOADS; i++) {
    await page?.context().close();
    page = await open(browser, url);
    await page.waitForFunction(() => window.meltwatch?.map?.picture);
    paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
  }
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await session.send('Performance.getMetrics')).metrics.find((m) => m.name === 'TaskDuration').value * 1000;
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
    return (usedSize + backingStorageSize) / 1e6;
  };
  const start = await busy();
  const changes = await page.evaluate(async () => {
    const times = [];
    const { build, map } = window.meltwatch;
    for (let l = 30; l < 60; l++) {
      await build.pictures.get(l); // As when a key is pressed: the neighbours of the layer that is shown are there.
      const begin = performance.now();
      build.go(l);
      while (map.picture.layer.layer !== l) await new Promise((r) => setTimeout(r, 0));
      await new Promise((r) => requestAnimationFrame(() => setTimeout(r, 0)));
      times.push(performance.now() - begin);
    }
    return times;
  });
  const each = ((await busy()) - start) / changes.length;
  const before = await heap();
  await page.evaluate(async () => {
    const { build } = window.meltwatch;
    for (let i = 0; i < 200; i++) {
      build.go((i * 7) % (build.newest + 1));
      await new Promise((r) => setTimeout(r, 25));
    }
  });
  const end = await heap();
  const of = (list, share) => [...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)].toFixed(0);
  console.log(`${layers} layers: first paint ${of(paints, 0)} to ${of(paints, 1)} ms, median ${of(paints, 0.5)} ms; layer change ${of(changes, 0)} to ${of(changes, 1)} ms, median ${of(changes, 0.5)} ms, of it processor ${each.toFixed(0)} ms; memory ${before.toFixed(1)} MB, after 200 layers ${end.toFixed(1)} MB`);
  await page.context().close();
  await mock.stop();
}
await browser.close();
