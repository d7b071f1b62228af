// The page over the real server, and a run on an engine that it follows. MELTWATCH_REAL tells how both are started:
//   {"run": [...], "serve": [...], "results": DIR, "print": NAME, "grows": {"id", "family"}}
// `run` prints a print of 2 x 2 tiles whose defect `grows` reaches STOP; `serve` takes --port=N behind it.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { launch, open } from './browser.mjs';
import { Program } from './real.mjs';

const { run: runCommand, serve: serveCommand, results, print, grows } = JSON.parse(process.env.MELTWATCH_REAL);
const REASON = 'The seam of a <b>support</b>, seen before.';
let browser;
let run;
let server;
let page;
let url;
let tests = 0;
let isShown = false;

before(async () => {
  browser = await launch();
  run = new Program(runCommand);
});
// Without a page of the run nothing else can be tried.
beforeEach(() => assert.ok(isShown || tests++ === 0, 'the run is not shown'));
after(async () => {
  await browser?.close();
  await run?.kill();
  await server?.kill();
});

const until = (expression, argument, seconds = 40) => page.waitForFunction(expression, argument, { timeout: seconds * 1000 });
const tab = (name) => page.click(`#tab-${name}`);
const api = async (path) => (await fetch(`${url}api/runs/this${path}`)).json();
const drawn = () => until(() => window.meltwatch?.map?.picture?.layer.layer === window.meltwatch.build.layer);
const place = (x, y) => page.evaluate(([a, b]) => window.meltwatch.map.view.toScreen(a + 0.5, b + 0.5), [x, y]);

test('run_begins_tellsTheAddressFirst_andThePageOpensWithIt', async () => {
  [, url] = await run.says(/dashboard at (http:\S+)/);
  assert.match(run.said, /^meltwatch: dashboard at http:\/\/127\.0\.0\.1:\d+\/\n/);
  page = await open(browser, url);
  const overBefore = run.ended.then((code) => {
    throw new Error(`the run ended with ${code} before there was a page of it: ${run.said}`);
  });
  await Promise.race([page.waitForSelector('.build', { timeout: 120000 }), overBefore]);
  overBefore.catch(() => undefined);
  isShown = true;
  assert.equal(await page.locator('.status h1').innerText(), print);
  assert.match(page.url(), /#\/run\/this\/print\/0/);
});

test('run_goesOn_theNewestLayerIsFollowed', async () => {
  assert.equal(await page.locator('.follow').getAttribute('aria-pressed'), 'true');
  const first = await page.evaluate(() => window.meltwatch.build.layer);
  await until((n) => window.meltwatch.build.layer > n, first);
  await until(() => window.meltwatch.build.layer === window.meltwatch.build.newest && window.meltwatch.map.picture?.preview);
});

test('mute_withAReason_isWrittenDown_andSilencesTheAlert', async () => {
  await tab('defects');
  await page.locator('.defects tbody tr', { hasText: grows.id }).filter({ hasText: grows.family }).getByRole('button').click({ timeout: 60000 });
  await page.getByRole('button', { name: 'Mute' }).click();
  await page.fill('#command-reason', REASON);
  await page.fill('#command-by', 'M. Curie');
  await page.getByRole('button', { name: 'Send' }).click();
  await until(() => !document.querySelector('dialog'));
  const [name] = readdirSync(join(results, 'commands')).filter((file) => file.endsWith('.json'));
  const { action, defect, reason, by } = JSON.parse(readFileSync(join(results, 'commands', name), 'utf8'));
  assert.deepEqual({ action, defect, reason, by }, { action: 'mute', defect: grows.id, reason: REASON, by: 'M. Curie' });
  await until(({ id, family }) => window.meltwatch.build.defects.find((d) => d.id === id && d.family === family).muted, grows);

  assert.equal(await run.ended, 0, run.said);
  const told = run.said.split('\n').filter((line) => line.includes(grows.id) && /\bSTOP\b/.test(line) && !/^Print|report/i.test(line));
  const sent = readFileSync(join(results, 'alerts-sent.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const stop = sent.filter((s) => s.defect === grows.id && s.family === grows.family && s.level === 'STOP');
  assert.deepEqual(stop.map((s) => [s.fate, s.command]), [['suppressed', name]]);
  assert.deepEqual(told.filter((line) => line.startsWith('meltwatch: ')), []);
});

test('server_isLost_saysSo_andIsBackOnceItServesAgain', async () => {
  await until(() => !document.querySelector('.banner').hidden);
  assert.match(await page.locator('.banner').innerText(), /^The server does not answer since/);
  const port = new URL(url).port;
  server = new Program([...serveCommand, `--port=${port}`]);
  await server.says(/dashboard at/);
  await until(() => document.querySelector('.banner').hidden);
  await until(() => /ended/.test(document.querySelector('.status').textContent));
  await server.kill();
  await until(() => !document.querySelector('.banner').hidden);
  server = new Program([...serveCommand, `--port=${port}`]);
  await until(() => document.querySelector('.banner').hidden);
});

test('alerts_ofTheMutedDefect_areShownAsHeldBack', async () => {
  await tab('alerts');
  await until(() => /held back: Mute/.test(document.querySelector('.alerts').textContent));
  assert.match(await page.locator('.alerts').innerText(), /Mute[\s\S]*The seam of a <b>support<\/b>, seen before\.[\s\S]*M\. Curie/);
});

test('layerBar_ofTheRealRun_choosesLayersWithTheirLevels', async () => {
  const bar = page.locator('canvas.bar');
  const columns = await api('/prints/0/layers');
  const stop = columns.layer[columns.level.indexOf('STOP')];
  await page.fill('.bar-controls input', String(stop));
  await page.keyboard.press('Enter');
  await until((v) => document.querySelector('canvas.bar').getAttribute('aria-valuenow') === String(v), stop);
  assert.match(await bar.getAttribute('aria-valuetext'), new RegExp(`^Layer ${stop}, stop, \\d+ active`));
  await bar.focus();
  await page.keyboard.press('ArrowLeft');
  await until((v) => document.querySelector('canvas.bar').getAttribute('aria-valuenow') === String(v), stop - 1);
});

test('map_zoomedToAPoint_tellsTheSensorsOwnValue', async () => {
  const columns = await api('/prints/0/layers');
  const layer = columns.layer[columns.saturated.findIndex((n) => n > 0)];
  await page.evaluate((l) => window.meltwatch.build.go(l), layer);
  await drawn();
  const { points } = await api(`/prints/0/layers/${layer}`);
  assert.equal(points.saturated.length / 2, columns.saturated[columns.layer.indexOf(layer)]);
  const [x, y] = points.saturated;
  await page.evaluate(([a, b]) => window.meltwatch.map.centreOn([a, b, a, b]), [x, y]);
  await page.locator('canvas.plate').focus();
  await page.keyboard.press('+');
  await until(() => window.meltwatch.map.view.scale > 9);
  await page.waitForTimeout(250);
  const [left, top] = await place(x, y);
  await page.hover('canvas.plate', { position: { x: left, y: top } });
  await until(([a, b]) => new RegExp(`^row ${a}, column ${b} .*· {2}6[\\d,]+$`).test(document.querySelector('.readout').textContent), [x, y]);
  const value = Number((await page.locator('.readout').innerText()).split('·').at(-1).replace(/\D/g, ''));
  assert.ok(value > 65000 && value <= 65535, `${value} is saturated`);
  await page.keyboard.press('0');
});

test('defects_pickedInTableAndInSpace_areChosen', async () => {
  const { defects } = await api('/prints/0/defects');
  await tab('defects');
  await page.locator('.defects tbody tr').first().click();
  await until((id) => window.meltwatch.build.chosen?.id === id, defects[0].id);
  assert.ok((await page.locator('.crop canvas').count()) >= 2);
  await page.keyboard.press('Escape');
  await tab('space');
  await until((id) => window.meltwatch.space?.place(id), defects[0].id);
  const [left, top] = await page.evaluate((id) => window.meltwatch.space.place(id), defects[0].id);
  await page.waitForTimeout(200);
  await page.locator('canvas.space').click({ position: { x: left, y: top } });
  await until(() => window.meltwatch.build.chosen !== null);
});

test('try_theRunsOwnAndOtherThresholds_countAsTheRunDid', async () => {
  const columns = await api('/prints/0/layers');
  const layer = columns.layer[columns.outliers.findIndex((n) => n > 0)];
  await page.evaluate((l) => window.meltwatch.build.go(l), layer);
  await tab('try');
  await page.getByRole('button', { name: `Try on layer ${layer}` }).click();
  await page.waitForSelector('.tries tbody tr');
  const own = (await page.locator('.tries tbody tr').first().innerText()).match(/\d[\d,]*/g).map((s) => Number(s.replace(/,/g, '')));
  const at = columns.layer.indexOf(layer);
  const [saturated, outliers, clusters] = [columns.saturated[at], columns.outliers[at], columns.clusters[at]];
  assert.deepEqual(own, [layer, saturated, saturated, outliers, outliers, clusters, clusters]);
  await page.fill('#rule-outlier_above', '20000');
  await page.getByRole('button', { name: `Try on layer ${layer}` }).click();
  await until((before) => Number(document.querySelector('.tries tbody tr td:nth-child(3) strong').textContent.replace(/,/g, '')) < before, outliers);
});

test('trends_ofATile_sumUpToThePlate', async () => {
  const whole = await api('/prints/0/layers');
  const tiles = await Promise.all([0, 1, 2, 3].map((tile) => api(`/prints/0/layers?tile=${tile}`)));
  whole.layer.forEach((layer, i) => {
    assert.equal(tiles.reduce((sum, t) => sum + t.saturated[i], 0), whole.saturated[i], `saturated in layer ${layer}`);
    assert.equal(tiles.reduce((sum, t) => sum + t.outliers[i], 0), whole.outliers[i], `outliers in layer ${layer}`);
  });
  await tab('trends');
  assert.equal(await page.locator('.uplot').count(), 7);
});

test('report_ofTheRun_holdsReasonAndHostileNameAsText', async () => {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Report' }).click();
  const report = await opened;
  await report.waitForLoadState();
  const text = await report.locator('body').innerText();
  assert.ok(text.includes(print), 'the name of the print');
  assert.ok(text.includes(REASON), 'the reason');
  assert.equal(await report.evaluate(() => window.broken), undefined);
  assert.equal(await report.locator('img[src="x"], script').count(), 0);
  await report.close();
});

test('page_afterAll_hasRunNothingHostile', async () => {
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.deepEqual(page.problems, []);
});
