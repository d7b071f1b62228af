// First paint, the time of a layer change, and the memory of the page, for a usual print and for a long one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { Mock } from './mock.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const layers of [225, 3000]) {
  test(`speed_${layers}Layers_staysWithinItsBounds`, async (t) => {
    const mock = await new Mock({ layers }).start();
    const page = await open(browser, `${mock.url}#/run/this/print/0/layer/20`);
    const session = await page.context().newCDPSession(page);
    try {
      await page.waitForFunction(() => window.meltwatch?.map?.picture);
      await page.waitForTimeout(400);
      const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
      const changes = await page.evaluate(async () => {
        const times = [];
        const { build, map } = window.meltwatch;
        for (let l = 30; l < 60; l++) {
          // The one after a layer that was looked at for a while: its neighbours are there, as when a key is pressed.
          await Promise.all([build.pictures.get(l)]);
          const start = performance.now();
          build.go(l);
          while (map.picture.layer.layer !== l) await new Promise((r) => setTimeout(r, 1));
          await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
          times.push(performance.now() - start);
        }
        return times.sort((a, b) => a - b);
      });
      const heap = async () => {
        await session.send('HeapProfiler.collectGarbage');
        return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
      };
      const before = await heap();
      await page.evaluate(async () => {
        const { build } = window.meltwatch;
        for (let i = 0; i < 120; i++) {
          build.go((i * 7) % (build.newest + 1));
          await new Promise((r) => setTimeout(r, 25));
        }
      });
      await page.waitForTimeout(500);
      const end = await heap();
      const p95 = changes[Math.floor(changes.length * 0.95)];
      t.diagnostic(`${layers} layers: first paint ${paint.toFixed(0)} ms; layer change median ${changes[15].toFixed(0)} ms, p95 ${p95.toFixed(0)} ms; heap ${before.toFixed(1)} MB, after 120 layers ${end.toFixed(1)} MB`);
      assert.ok(paint < 1000, `first paint ${paint} ms`);
      assert.ok(changes[15] < 100, `layer change ${changes[15]} ms`);
      assert.ok(await page.evaluate(() => window.meltwatch.build.pictures.size) <= 16);
      assert.ok(end < before + 25, `heap grew from ${before} to ${end} MB`);
      assert.deepEqual(page.problems, []);
    } finally {
      await page.context().close();
      await mock.stop();
    }
  });
}
