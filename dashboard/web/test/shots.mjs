// Takes the pictures of the documents, of a run that is served:
//   make dashboard ARGS="--results=DIR --port=8099 --commands"
//   npm run shots -- http://127.0.0.1:8099/ [DIRECTORY] [all]
// Into docs, if no directory is named. With `all` it takes every tab in both widths, themes and languages, to look at.
import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, open } from './browser.mjs';

const [url, directory = fileURLToPath(new URL('../../../docs', import.meta.url)), all] = process.argv.slice(2);
const MOST_BYTES = 150_000;
const TABS = ['layer', 'defects', 'space', 'trends', 'alerts', 'try', 'health'];
const browser = await launch();
mkdirSync(directory, { recursive: true });

/** Opens the run's page once its map is drawn. */
async function run(view) {
  const page = await open(browser, `${url}#/run/this/print/0`, view);
  await page.waitForSelector('.build');
  await settled(page);
  return page;
}

async function settled(page) {
  await page.waitForFunction(() => window.meltwatch?.map?.picture?.layer.layer === window.meltwatch.build.layer);
  await page.waitForLoadState('networkidle').catch(() => undefined); // A run that goes on is never quiet.
  await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));
}

/** Writes what is shown, as a JPEG that is small enough to be committed. */
async function shot(target, name, options = {}) {
  const path = `${directory}/${name}.jpg`;
  let quality = 88;
  do {
    await target.screenshot({ path, type: 'jpeg', quality, ...options });
    quality -= 8;
  } while (statSync(path).size > MOST_BYTES && quality > 50);
  console.log(`${path}: ${Math.round(statSync(path).size / 1000)} kB`);
}

/** Chooses the worst defect, at its strongest layer. */
async function worst(page) {
  await page.waitForFunction(() => window.meltwatch.build.defects.length > 0);
  await page.evaluate(() => window.meltwatch.build.show(window.meltwatch.build.defects[0]));
  await settled(page);
  // The pictures around the peak come one by one.
  await page.waitForFunction(() => [...document.querySelectorAll('.crop')].every((crop) => {
    const { data } = crop.querySelector('canvas').getContext('2d').getImageData(0, 0, 96, 96);
    return data.some((v) => v > 0) || crop.querySelector('.none').textContent !== '';
  }));
}

async function documents() {
  const page = await run({ width: 1280, height: 800 });
  await page.waitForFunction(() => window.meltwatch.build.defects.length > 0);
  await page.evaluate(() => window.meltwatch.build.go(window.meltwatch.build.defects[0].peak_layer));
  await settled(page);
  await shot(page, 'dashboard-plate');
  await shot(page.locator('section.layers, .layers').first(), 'dashboard-bar');
  await page.click('#tab-defects');
  await worst(page);
  await shot(page, 'dashboard-defect');
  await page.click('#tab-space');
  await page.waitForFunction(() => /\d/.test(document.querySelector('.space-panel output')?.textContent ?? ''));
  await page.waitForTimeout(1000);
  await shot(page, 'dashboard-space');
  await page.goto(`${url}api/runs/this/report.html?language=en`);
  await shot(page, 'dashboard-report');
  await page.context().close();
}

async function everything() {
  for (const width of [1280, 820]) {
    for (const [theme, locale] of [['dark', 'en-GB'], ['light', 'de-DE']]) {
      const page = await run({ width, height: width === 820 ? 1180 : 800, theme, locale });
      for (const tab of TABS) {
        await page.click(`#tab-${tab}`);
        if (tab === 'defects') await worst(page);
        await page.waitForTimeout(tab === 'space' ? 1500 : 500);
        await shot(page, `${tab}-${width}-${theme}`);
      }
      await page.goto(`${url}#/`);
      await page.waitForSelector('.card');
      await page.waitForTimeout(500);
      await shot(page, `builds-${width}-${theme}`);
      await page.goto(`${url}api/runs/this/report.html?language=${locale.slice(0, 2)}`);
      await shot(page, `report-${width}-${theme}`, { fullPage: true });
      await page.context().close();
    }
  }
}

await (all === 'all' ? everything() : documents());
await browser.close();
