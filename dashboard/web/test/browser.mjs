// A headless Chromium for the tests; MELTWATCH_CHROMIUM tells where it is if not at Debian's place.
import { chromium } from 'playwright-core';

const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launch(extra = []) {
  return chromium.launch({ executablePath: process.env.MELTWATCH_CHROMIUM ?? '/usr/bin/chromium', args: [...ARGS, ...extra] });
}

/** Opens a page that fails a test if a script fails in it, or if it asks anybody but the server. */
export async function open(browser, url, { width = 1280, height = 800, theme = 'dark', locale = 'en-GB' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale });
  const page = await context.newPage();
  page.on('pageerror', (e) => page.problems.push(String(e.stack)));
  page.on('console', (m) => {
    if (m.type() === 'error' && !/ERR_CONNECTION|ERR_EMPTY|Failed to load resource/.test(m.text())) page.problems.push(m.text());
  });
  page.on('request', (r) => {
    if (!r.url().startsWith(page.server) && !/^(data|blob|about):/.test(r.url())) page.problems.push('asked for ' + r.url());
  });
  return turnTo(page, url);
}

/** Shows another server's page: as new, for what a page keeps is of its server alone. */
export async function turnTo(page, url) {
  page.problems = [];
  page.server = new URL(url).origin;
  await page.goto(url);
  return page;
}

/** Leaves a server before it ends; a page that is left asks nobody. */
export async function leave(page) {
  await page.evaluate(() => localStorage.clear());
  await page.mouse.move(0, 0);
  await page.goto('about:blank');
}
