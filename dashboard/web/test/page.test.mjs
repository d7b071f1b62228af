import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, test } from 'node:test';
import { launch, leave, open, turnTo } from './browser.mjs';
import { HOSTILE, Mock } from './mock.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PRINT = '#/run/this/print/0';
let browser;
let mock;
let page;
let usual; // The page of the tests that ask for no other view; a new one each would take a second more.

before(async () => {
  browser = await launch();
});
after(() => browser.close());
afterEach(async () => {
  const problems = page?.problems ?? [];
  if (page && page === usual) await leave(page);
  else await page?.context().close();
  await mock?.stop();
  page = mock = undefined;
  assert.deepEqual(problems, []);
});

async function show(route, server = {}, view = null) {
  mock = await new Mock(server).start();
  if (view !== null) page = await open(browser, mock.url + route, view);
  else page = usual = usual ? await turnTo(usual, mock.url + route) : await open(browser, mock.url + route);
}

const bar = () => page.locator('canvas.bar');
const layer = async () => Number(await bar().getAttribute('aria-valuenow'));
const until = (expression, argument) => page.waitForFunction(expression, argument, { timeout: 20000 });
const untilLayer = (n) => until((v) => document.querySelector('canvas.bar')?.getAttribute('aria-valuenow') === String(v), n);
const tab = (name) => page.click(`#tab-${name}`);
const drawn = () => until(() => window.meltwatch?.map?.picture?.layer.layer === window.meltwatch.build.layer);

test('builds_runsOfAllStates_areCardsThatAreSearchedAndSorted', async () => {
  await show('#/', { layers: 80 });
  await page.waitForSelector('.card');
  assert.equal(await page.locator('.card').count(), 6);
  assert.match(await page.locator('.card', { hasText: 'results/failed' }).innerText(), /failed[\s\S]*did not answer for 60 s/);
  await page.fill('#search', 'coupon');
  assert.deepEqual(await page.locator('.card h2').allInnerTexts(), ['coupon-3']);
  await page.fill('#search', '');
  await page.selectOption('select[aria-label="Sort by"]', 'title');
  assert.equal(await page.locator('.card h2').first().innerText(), HOSTILE);
  await page.getByText('SI1924', { exact: true }).click();
  await page.waitForSelector('.build');
  assert.match(await page.locator('.status').innerText(), /SI1924[\s\S]*layer 80 of 80/);
});

test('live_tilesComeIn_theNewestLayerIsFollowedUntilAnotherIsChosen', async () => {
  await show(PRINT, { layers: 14, first: 8 });
  await page.waitForSelector('.build');
  assert.equal(await page.locator('.follow').getAttribute('aria-pressed'), 'true');
  assert.equal(await layer(), 7);
  mock.tile();
  await untilLayer(8);
  await until(() => /1 \/ 16/.test(document.querySelector('.layer-panel').textContent));
  for (let i = 0; i < 20; i++) mock.tile();
  await untilLayer(9);
  await page.keyboard.press('Home');
  await untilLayer(0);
  assert.equal(await page.locator('.follow').getAttribute('aria-pressed'), 'false');
  while (mock.done < 14 * 16) mock.tile();
  await until(() => /ended/.test(document.querySelector('.status').textContent));
  assert.equal(await layer(), 0);
  await page.keyboard.press('f');
  await untilLayer(13);
  await until(() => /layer 14 of 14/.test(document.querySelector('.status').textContent));
});

test('live_tilesOfALayerAreMissing_theirPlaceSaysSo', async () => {
  await show(`${PRINT}/layer/30`, { layers: 90, first: 40 });
  await page.waitForSelector('.build');
  await drawn();
  await page.hover('canvas.plate', { position: await place(700, 1200) });
  assert.match(await page.locator('.readout').innerText(), /Tile 6: missing. Two later layers of tile 6 came before it./);
  assert.match(await page.locator('.panel-body').innerText(), /Tile 6: missing/);
});

/** Where a point of the plate is on the map. */
async function place(x, y) {
  const [left, top] = await page.evaluate(([a, b]) => window.meltwatch.map.view.toScreen(a + 0.5, b + 0.5), [x, y]);
  return { x: left, y: top };
}

test('layerBar_mouseAndKeys_chooseLayers', async () => {
  await show(`${PRINT}/layer/0`, { layers: 60 });
  await page.waitForSelector('.build');
  const box = await bar().boundingBox();
  const at = (n) => box.x + ((n + 0.5) / 60) * box.width;
  await page.mouse.click(at(30), box.y + 50);
  await untilLayer(30);
  await page.mouse.move(at(30), box.y + 50);
  await page.mouse.down();
  await page.mouse.move(at(41), box.y + 50, { steps: 4 });
  await page.mouse.up();
  await untilLayer(41);
  for (const [key, to] of [['ArrowRight', 42], ['ArrowLeft', 41], ['PageDown', 51], ['End', 59], ['Home', 0]]) {
    await page.keyboard.press(key);
    await untilLayer(to);
  }
  assert.match(await bar().getAttribute('aria-valuetext'), /^Layer 0, ok, \d+ active defects$/);
  await page.keyboard.press('p');
  await until(() => Number(document.querySelector('canvas.bar').getAttribute('aria-valuenow')) >= 2);
  await page.keyboard.press('p');
  await until(() => /\/layer\/\d+$/.test(location.hash));
});

test('map_zoomedToAPoint_tellsItsPlaceAndTheSensorsOwnValue', async () => {
  await show(`${PRINT}/layer/12`, { layers: 30 });
  await page.waitForSelector('.build');
  await drawn();
  await page.hover('canvas.plate', { position: await place(480, 470) });
  assert.match(await page.locator('.readout').innerText(), /^row 4[78]\d, column 4[67]\d  ·  (59|60)\.\d\d mm, 5[89]\.\d\d mm  ·  about/);
  for (let i = 0; i < 12; i++) {
    await page.mouse.wheel(0, -400);
  }
  await until(() => window.meltwatch.map.view.scale > 20);
  await until(() => window.meltwatch.map.detail?.step === 1);
  await page.hover('canvas.plate', { position: await place(481, 472) });
  const value = Math.trunc(mock.print.values(12, 481, 472, 482, 473, 1).values[0]);
  const shown = `row 481, column 472  ·  60.13 mm, 59.00 mm  ·  ${value.toLocaleString('en-GB')}`;
  await until((text) => document.querySelector('.readout').textContent === text, shown);
  await page.keyboard.press('0');
  await until(() => window.meltwatch.map.view.isWhole);
});

test('map_coloursAndWindow_changeWhatIsDrawn', async () => {
  await show(`${PRINT}/layer/12`, { layers: 30 });
  await page.waitForSelector('.build');
  await drawn();
  const colour = () => page.evaluate(async () => {
    await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
    const { map } = window.meltwatch;
    const [left, top] = map.view.toScreen(470, 460);
    return [...map.canvas.getContext('2d').getImageData(left, top, 1, 1).data].join();
  });
  const inferno = await colour();
  await page.selectOption('.legend select', 'cividis');
  const cividis = await colour();
  assert.notEqual(cividis, inferno);
  await page.fill('.legend input[type=number] >> nth=0', '60000');
  await page.keyboard.press('Tab');
  assert.equal(await colour(), '0,32,81,255');
  await page.click('.legend button');
  assert.equal(await colour(), cividis);
});

test('defects_pickedInTheTable_centresMapAndShowsCrops', async () => {
  await show(`${PRINT}/layer/0`, { layers: 120 });
  await page.waitForSelector('.build');
  await tab('defects');
  const [worst] = mock.print.defectRows(119);
  await page.locator('.defects tbody tr').first().click();
  await untilLayer(worst.peak_layer);
  await page.evaluate((l) => window.meltwatch.build.go(l), worst.last_layer);
  await untilLayer(worst.last_layer);
  await page.locator('.defects tbody tr').first().click();
  await untilLayer(worst.peak_layer);
  const [x, y] = await page.evaluate(() => window.meltwatch.map.view.toPlate(window.meltwatch.map.view.width / 2, window.meltwatch.map.view.height / 2));
  assert.ok(Math.abs(x - worst.peak_x) < 3 && Math.abs(y - worst.peak_y) < 3, `centre ${x}, ${y}`);
  assert.equal(await page.locator('.crop canvas').count(), 3);
  await page.selectOption('.filters select >> nth=1', 'cold');
  const families = await page.locator('.defects tbody td:nth-child(3)').allInnerTexts();
  assert.deepEqual([...new Set(families)], ['cold']);
  await page.locator('th[data-sort=points] button').click();
  const points = (await page.locator('.defects tbody td:nth-child(5)').allInnerTexts()).map((s) => Number(s.replace(/\D/g, '')));
  assert.deepEqual(points, [...points].sort((a, b) => b - a));
});

test('defects_newsOfAChosenOne_leaveTabAndMapAsTheyAre', async () => {
  await show(`${PRINT}/layer/0`, { layers: 60, first: 40 });
  await page.waitForSelector('.build');
  await tab('defects');
  await page.locator('.defects tbody tr').first().click();
  const chosen = await page.evaluate(() => window.meltwatch.build.chosen.id);
  await tab('trends');
  await page.evaluate(() => window.meltwatch.map.view.pan(120, 40));
  const before = await page.evaluate(() => window.meltwatch.map.view.toPlate(0, 0));
  await page.evaluate(() => window.meltwatch.build.onDefects.on(() => (window.newsOfDefects = true)));
  for (let i = 0; i < 33; i++) mock.tile();
  await until(() => window.newsOfDefects);
  await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));
  assert.equal(await page.locator('#tab-trends').getAttribute('aria-selected'), 'true');
  assert.deepEqual(await page.evaluate(() => window.meltwatch.map.view.toPlate(0, 0)), before);
  assert.equal(await page.evaluate(() => window.meltwatch.build.chosen.id), chosen);
});

test('news_whileTheyAreShown_coverNoTab', async () => {
  for (const view of [{ width: 1280, height: 800 }, { width: 820, height: 1180 }]) {
    await page?.context().close();
    await mock?.stop();
    await show(PRINT, { layers: 14, first: 8 }, view);
    await page.waitForSelector('.build');
    while (mock.done < 14 * 16) mock.tile();
    await page.waitForSelector('.toast');
    const covered = await page.evaluate(() => {
      const toasts = [...document.querySelectorAll('.toast')].map((one) => one.getBoundingClientRect());
      return [...document.querySelectorAll('.tabs button, .status, .follow')]
        .filter((one) => {
          const box = one.getBoundingClientRect();
          return toasts.some((t) => t.left < box.right && box.left < t.right && t.top < box.bottom && box.top < t.bottom);
        })
        .map((one) => one.textContent);
    });
    assert.deepEqual(covered, [], `at ${view.width} px`);
  }
});

test('defects_pickedInThreeDimensions_isChosenInTheMap', async () => {
  await show(`${PRINT}/layer/0`, { layers: 120 });
  await page.waitForSelector('.build');
  await tab('space');
  await until(() => /points/.test(document.querySelector('.space-panel output').textContent));
  const [worst] = mock.print.defectRows(119);
  await until((id) => window.meltwatch.space.place(id) !== null, worst.id);
  const at = await page.evaluate((id) => window.meltwatch.space.place(id), worst.id);
  await painted();
  await page.locator('canvas.space').click({ position: { x: at[0], y: at[1] } });
  await until((id) => window.meltwatch.build.chosen?.id === id, worst.id);
  assert.equal(await layer(), worst.peak_layer);
  await page.keyboard.press('Escape');
  await until(() => window.meltwatch.build.chosen === null);
});

test('space_noWebGl_isDrawnPlainlyAndSaysSo', async () => {
  const plain = await launch(['--disable-webgl', '--disable-3d-apis']);
  try {
    mock = await new Mock({ layers: 120 }).start();
    page = await open(plain, mock.url + PRINT);
    await page.waitForSelector('.build');
    await tab('space');
    await until(() => /WebGL cannot be had/.test(document.querySelector('.space-panel output').textContent));
    const [worst] = mock.print.defectRows(119);
    await until((id) => window.meltwatch.space.place(id) !== null, worst.id);
    const at = await page.evaluate((id) => window.meltwatch.space.place(id), worst.id);
    await page.locator('canvas.space').click({ position: { x: at[0], y: at[1] } });
    await until((id) => window.meltwatch.build.chosen?.id === id, worst.id);
  } finally {
    await page.context().close();
    await plain.close();
  }
});

test('commands_muteWithAReason_isSentAndShown', async () => {
  await show(PRINT, { layers: 120 });
  await page.waitForSelector('.build');
  await tab('defects');
  const [worst] = mock.print.defectRows(119);
  await page.locator('.defects tbody tr').first().click();
  await page.getByRole('button', { name: 'Mute' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  assert.equal(await page.locator('dialog .problem').innerText(), 'Say why: the reason stands in the report.');
  await page.fill('#command-reason', 'A known seam of this plate.');
  await page.fill('#command-by', 'M. Curie');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForSelector('.detail');
  await until(() => document.querySelector('.defects .tag')?.textContent === 'muted' || [...document.querySelectorAll('.defects .tag')].some((e) => e.textContent === 'muted'));
  const [{ time, file, ...given }] = mock.commands;
  assert.deepEqual(given, { action: 'mute', print_id: 'SI1924', defect: worst.id, family: worst.family, reason: 'A known seam of this plate.', by: 'M. Curie' });
  await tab('alerts');
  assert.match(await page.locator('.alerts').innerText(), /Mute[\s\S]*A known seam of this plate\.[\s\S]*M\. Curie/);
});

test('commands_muteThatIsWithdrawn_countsNoMore', async () => {
  await show(PRINT, { layers: 120, first: 119 });
  const [worst] = mock.print.defectRows(118);
  mock.print.muted.add(worst.id);
  mock.commands.push({ action: 'mute', print_id: 'SI1924', defect: worst.id, family: worst.family, reason: 'a seam', by: 'me', time: '2026-11-27T18:00:00Z', file: 'c1.json' });
  await page.reload();
  await page.waitForSelector('.build');
  await tab('alerts');
  await page.getByRole('button', { name: 'Withdraw c1.json' }).click();
  assert.match(await page.locator('dialog').innerText(), /c1\.json/);
  await page.fill('#command-reason', 'It was none.');
  await page.fill('#command-by', 'M. Curie');
  await page.getByRole('button', { name: 'Send' }).click();
  await until(() => /withdrawn/.test(document.querySelector('.alerts').textContent));
  const { time, file, ...given } = mock.commands[1];
  assert.deepEqual(given, { action: 'withdraw', print_id: 'SI1924', withdraws: 'c1.json', reason: 'It was none.', by: 'M. Curie' });
  assert.equal(await page.getByRole('button', { name: /^Withdraw/ }).count(), 0);
});

test('commands_regionDrawnOnTheMap_isIgnoredWithAReason', async () => {
  await show(`${PRINT}/layer/10`, { layers: 40 });
  await page.waitForSelector('.build');
  await drawn();
  await tab('alerts');
  await page.getByRole('button', { name: 'Ignore a region' }).click();
  const box = await page.locator('canvas.plate').boundingBox();
  const from = await place(200, 300);
  const to = await place(400, 700);
  await page.mouse.move(box.x + from.x, box.y + from.y);
  await page.mouse.down();
  await page.mouse.move(box.x + to.x, box.y + to.y, { steps: 3 });
  await page.mouse.up();
  await page.fill('#command-reason', 'The clamp.');
  await page.fill('#command-by', 'M. Curie');
  await page.getByRole('button', { name: 'Send' }).click();
  await until(() => !document.querySelector('dialog'));
  const { area } = mock.commands[0];
  for (const [side, aim] of [['min_x', 200], ['min_y', 300], ['max_x', 400], ['max_y', 700]]) {
    assert.ok(Math.abs(area[side] - aim) < 6, `${side} ${area[side]}`);
  }
});

test('commands_readOnly_areNotOffered', async () => {
  await show(PRINT, { layers: 60, writable: false });
  await page.waitForSelector('.build');
  await tab('defects');
  await page.locator('.defects tbody tr').first().click();
  assert.match(await page.locator('.detail').innerText(), /only shows. Start it with --commands/);
  assert.equal(await page.getByRole('button', { name: 'Mute' }).count(), 0);
});

test('try_otherThresholds_tellWhatTheyWouldHaveFound', async () => {
  await show(`${PRINT}/layer/17`, { layers: 120 });
  await page.waitForSelector('.build');
  await tab('try');
  await page.fill('#rule-outlier_above', '12000');
  await page.getByRole('button', { name: 'Try on layer 17' }).click();
  await page.waitForSelector('.tries table');
  const points = mock.print.points(17);
  const found = (await page.locator('.tries tbody tr').innerText()).split(/\s+/);
  assert.equal(found[0], '17');
  assert.equal(found[4], String(Math.round(points.outliers.length / 4)));
  await until(() => window.meltwatch.map.isTried);
  await page.keyboard.press('ArrowRight');
  await until(() => !window.meltwatch.map.isTried);
  assert.ok(mock.commands.length === 0);
});

test('trends_chartAndTable_goToALayer', async () => {
  await show(`${PRINT}/layer/5`, { layers: 100 });
  await page.waitForSelector('.build');
  await tab('trends');
  assert.equal(await page.locator('.uplot').count(), 7);
  const box = await page.locator('.u-over').first().boundingBox();
  await page.mouse.click(box.x + (box.width * 60) / 99, box.y + 20);
  await untilLayer(60);
  await page.click('.toggle-table');
  const cells = await page.locator('.trends tbody tr').nth(10).locator('td').allInnerTexts();
  const c = mock.print.columns(99, 16, 60);
  assert.equal(cells[0], '60');
  assert.equal(cells[5], c.hot[0].toLocaleString('en-GB'));
});

test('disturbedImage_isMarkedInTheBar_toldInItsLayerAndAmongAlerts', async () => {
  await show(`${PRINT}/layer/0`, { layers: 60 });
  await page.waitForSelector('.build');
  await tab('alerts');
  const row = page.locator('.alerts tbody tr', { hasText: 'out of scale, 30 %' });
  assert.match(await row.innerText(), /^image disturbed\s+37\s+out of scale, 30 %/);
  await row.getByRole('button', { name: '37' }).click();
  await untilLayer(37);
  assert.match(await bar().getAttribute('aria-valuetext'), /^Layer 37, image disturbed/);
  await tab('layer');
  await until(() => /image disturbed: out of scale, 30 %/.test(document.querySelector('.layer-panel').textContent));
});

test('trends_ofATileAndOfAPart_areTheirOwn', async () => {
  await show(`${PRINT}/layer/5`, { layers: 60 });
  await page.waitForSelector('.build');
  await drawn();
  await tab('trends');
  const of = page.locator('select[aria-label="Of"]');
  const row = (n) => page.locator('.trends tbody tr').nth(n).locator('td').allInnerTexts();
  await of.selectOption('5');
  await page.click('.toggle-table');
  const inTile = mock.print.part(59, 0, [500, 500, 999, 999], true);
  const at = inTile.hot.findIndex((v) => v > 0);
  await until((n) => document.querySelectorAll('.trends tbody tr').length > n, Math.min(at, 49) % 50);
  await page.click('.toggle-table');
  await of.selectOption('draw');
  const box = await page.locator('canvas.plate').boundingBox();
  const from = await place(700, 200);
  const to = await place(1700, 1000);
  await page.mouse.move(box.x + from.x, box.y + from.y);
  await page.mouse.down();
  await page.mouse.move(box.x + to.x, box.y + to.y, { steps: 3 });
  await page.mouse.up();
  await until(() => /^Rows \d+ to/.test(document.querySelector('select[aria-label="Of"]').selectedOptions[0].textContent));
  await page.click('.toggle-table');
  await until(() => document.querySelectorAll('.trends tbody tr').length === 50);
  const asked = mock.requests.filter((r) => r === 'GET /api/runs/this/prints/0/layers').length;
  const cells = await row(20);
  assert.equal(cells.length, 11, 'no state and no tiles of a part');
  assert.equal(cells[0], '20');
  assert.match(cells[4], /^\d/, 'outliers');
  assert.match(cells[8], /^\d/, 'the largest deviation');
  const unknown = await row(23);
  assert.deepEqual([unknown[4], unknown[8]], ['–', '–'], 'outliers were left out where there are too many');
  assert.ok(asked >= 3);
  await of.selectOption('plate');
  await until(() => document.querySelectorAll('.trends tbody tr')[20]?.querySelectorAll('td').length === 14);
});

test('health_deadLetter_showsWhatCanBeSeenOfIt', async () => {
  await show(PRINT, { layers: 60 });
  await page.waitForSelector('.build');
  await tab('health');
  await page.getByRole('button', { name: 'Show: dead-letters/118.msgpack' }).click();
  await until(() => document.querySelector('.letter img')?.naturalWidth > 0);
  await page.getByRole('button', { name: 'Show: dead-letters/907.msgpack' }).click();
  await until(() => /nothing can be seen/.test(document.querySelector('.health').textContent));
});

test('health_deadLettersAndGaps_areToldWithReasons', async () => {
  await show(PRINT, { layers: 60 });
  await page.waitForSelector('.build');
  await tab('health');
  const text = await page.locator('.health').innerText();
  assert.match(text, /118\s+7\s+6\s+the TIFF ends after 1200 of 2317 bytes/);
  assert.match(text, /lanes\s+2 of 2 ended/);
  assert.match(text, /Layer 20: 1 tiles missing/);
  assert.match(text, /Q1\s+0\.021 s/);
});

test('lostServer_isSaid_andReconnected', async () => {
  await show(PRINT, { layers: 40, first: 20 });
  await page.waitForSelector('.build');
  await mock.stop();
  await until(() => !document.querySelector('.banner').hidden);
  assert.match(await page.locator('.banner').innerText(), /^The server does not answer since/);
  mock.done = 25 * 16;
  await mock.start();
  await until(() => document.querySelector('.banner').hidden);
  await untilLayer(24);
});

test('hostileNames_areShownAsText_andRunNothing', async () => {
  await show('#/', { layers: 60 });
  await page.waitForSelector('.card');
  assert.equal(await page.getByRole('link', { name: HOSTILE }).count(), 1);
  await page.goto(`${mock.url}#/run/hostile/print/0`);
  await page.waitForSelector('.build');
  assert.equal(await page.locator('.status h1').innerText(), HOSTILE);
  await page.goto(`${mock.url}${PRINT}`);
  await until(() => document.querySelector('.status h1')?.textContent === 'SI1924');
  await tab('health');
  assert.match(await page.locator('.health').innerText(), /print_id holds <script>/);
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator('main img, main script').count(), 0);
});

test('report_isOpenedBesideThePage', async () => {
  await show(PRINT, { layers: 10 });
  await page.waitForSelector('.build');
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Report' }).click();
  const report = await opened;
  await report.waitForURL(`${mock.url}api/runs/this/report.html?language=en`);
  assert.equal(await report.title(), 'Report');
  await report.close();
});

test('unknownRun_isSaid_withAWayBack', async () => {
  await show('#/run/nothing/print/0', { layers: 10 });
  await page.waitForSelector('.gone');
  assert.match(await page.locator('.gone').innerText(), /There is no run of this name\./);
});

test('noImages_mapIsDrawnFromResultsAlone_andSaysSo', async () => {
  await show(PRINT, { layers: 30, images: 'none' });
  await page.waitForSelector('.build');
  await drawn();
  assert.match(await page.locator('.under').innerText(), /--images=none/);
  await tab('try');
  assert.match(await page.locator('.tries').innerText(), /--images=full/);
});

test('german_textsDatesAndDecimals_areGerman', async () => {
  await show(`${PRINT}/layer/7`, { layers: 60 }, { locale: 'de-DE' });
  await page.waitForSelector('.build');
  await drawn();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
  assert.match(await page.locator('.status').innerText(), /beendet[\s\S]*Schicht 60 von 60[\s\S]*31,4 Kacheln\/s/);
  await tab('health');
  assert.match(await page.locator('.health').innerText(), /0,021 s/);
  await page.selectOption('select[aria-label="Sprache"]', 'en');
  await until(() => /31\.4 tiles\/s/.test(document.querySelector('.status')?.textContent ?? ''));
});

test('memory_manyLayersLookedAt_staysBounded', async () => {
  await show(`${PRINT}/layer/20`, { layers: 3000 });
  await page.waitForSelector('.build');
  await drawn();
  const session = await page.context().newCDPSession(page);
  const held = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
    return { bytes: usedSize + backingStorageSize, nodes: (await session.send('Memory.getDOMCounters')).nodes };
  };
  const look = (from, to) => page.evaluate(async ([a, b]) => {
    const { build, map } = window.meltwatch;
    for (let l = a; l < b; l++) {
      build.go(l * 13);
      while (map.picture.layer.layer !== l * 13) await new Promise((r) => setTimeout(r, 2));
    }
  }, [from, to]);
  await look(0, 18); // As many as are kept, and some.
  const before = await held();
  await look(18, 48);
  const end = await held();
  assert.equal(await page.evaluate(() => window.meltwatch.build.pictures.size), 16);
  assert.ok(end.bytes < before.bytes + 4e6, `${before.bytes} became ${end.bytes} bytes`);
  assert.ok(end.nodes < before.nodes + 250, `${before.nodes} became ${end.nodes} nodes`);
});

for (const theme of ['dark', 'light']) {
  for (const width of [1280, 820]) {
    test(`accessibility_${theme}_${width}_axeFindsNothingSerious`, async () => {
      await show('#/', { layers: 100 }, { theme, width, height: width === 820 ? 1180 : 800 });
      await page.waitForSelector('.card');
      await axe('builds');
      await page.goto(`${mock.url}${PRINT}/layer/17`);
      await page.waitForSelector('.build');
      await drawn();
      const all = ['layer', 'defects', 'space', 'trends', 'alerts', 'try', 'health'];
      for (const name of width === 1280 ? all : ['layer', 'defects', 'trends']) {
        await tab(name);
        if (name === 'defects') await page.locator('.defects tbody tr').first().click();
        await painted();
        await axe(name, name === 'layer' ? undefined : '.panel'); // The rest of the page is as it was.
      }
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing reaches beyond the side');
      await tab('defects');
      await page.getByRole('button', { name: 'Hold off' }).click();
      await axe('dialog', 'dialog');
    });
  }
}

const painted = () => page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));

async function axe(where, part = 'html') {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate((p) => window.axe.run(p, { resultTypes: ['violations'] }), part);
  const bad = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  assert.deepEqual(bad.map((v) => `${where}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 120)} ${n.any[0]?.message ?? ''}`).join(' | ')}`), []);
}
