import './app.css';
import { runs, segment } from './api';
import { Build } from './build';
import { BuildPage } from './buildpage';
import { Builds, gone } from './builds';
import { button, fill, h, select } from './dom';
import { applyTheme, changed, choose, settings } from './settings';
import { clock, t, type Key } from './texts';

interface Page { element: HTMLElement; close(): void; key?(e: KeyboardEvent): boolean }

const main = h('main', { id: 'main', tabindex: -1 });
const header = h('header', { class: 'top' });
const banner = h('div', { class: 'banner', role: 'alert', hidden: true });
const toasts = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
let page: Page | null = null;
let turn = 0;
let isLost = false;

function lost(since: number | null): void {
  if (since === null && isLost) news(t('back'));
  if (since !== null && isLost) return;
  isLost = since !== null;
  banner.hidden = !isLost;
  banner.textContent = since === null ? '' : t('lost', { time: clock(since) });
}

function news(text: string): void {
  const toast = h('div', { class: 'toast' }, text);
  toasts.append(toast);
  while (toasts.childElementCount > 3) toasts.firstElementChild!.remove();
  setTimeout(() => toast.remove(), 7000);
}

/** `#/` or `#/run/ID/print/P/layer/L`; what does not fit is left out. */
function address(): { id: string; print: number; layer: number | null } | null {
  const [, root, id, , print, , layer] = location.hash.split('/');
  if (root !== 'run' || !id) return null;
  return { id, print: Number(print) || 0, layer: layer === undefined || !/^\d+$/.test(layer) ? null : Number(layer) };
}

async function show(): Promise<void> {
  const mine = ++turn;
  page?.close();
  page = null;
  drawHeader(null);
  if (location.hash === '' && (await toOnlyRun())) return;
  if (mine !== turn) return;
  const at = address();
  if (!at) {
    put(new Builds(lost));
    return;
  }
  fill(main, h('p', { class: 'hint pad' }, t('loading')));
  let build: Build;
  try {
    build = await Build.open(at.id, at.print);
    if (mine !== turn) return;
    lost(null);
    if (build.run.prints.length === 0) return waitForPrint(build, mine);
    await build.start(at.layer);
  } catch (e) {
    if (mine === turn) fill(main, gone(e instanceof Error ? e.message : String(e), () => void show()));
    return;
  }
  if (mine !== turn) return build.stop();
  drawHeader(build.run.title);
  put(new BuildPage(build, news, lost, () => void show()));
}

/** Whoever opens the page of a single run wants to see it, and no list of one. */
async function toOnlyRun(): Promise<boolean> {
  try {
    const { runs: list, one } = await runs();
    if (!one || list.length !== 1 || location.hash !== '') return false;
    location.replace(`#/run/${segment(list[0]!.id)}/print/0`);
    return true;
  } catch {
    return false; // The list says what is wrong, and asks again.
  }
}

/** A run that has begun, but whose first tile is still to come. */
function waitForPrint(build: Build, mine: number): void {
  drawHeader(build.run.title);
  fill(main, h('p', { class: 'hint pad' }, t('no_print')));
  setTimeout(() => mine === turn && void show(), 2000);
}

function put(next: Page): void {
  page = next;
  fill(main, next.element);
  (window as unknown as Record<string, unknown>)['meltwatch'] = next;
}

function drawHeader(title: string | null): void {
  document.title = title === null ? t('title') : `${title} – ${t('title')}`;
  const themes: ['auto' | 'dark' | 'light', string][] = [['auto', t('theme_auto')], ['dark', t('theme_dark')], ['light', t('theme_light')]];
  const languages: ['en' | 'de', string][] = [['en', 'English'], ['de', 'Deutsch']];
  fill(
    header,
    h('a', { class: 'skip', href: '#main', click: (e: Event) => (e.preventDefault(), main.focus()) }, t('skip')),
    h('a', { class: 'brand', href: '#/' }, h('span', { class: 'logo', 'aria-hidden': 'true' }), t('title')),
    h('nav', { 'aria-label': t('builds') }, title === null ? null : h('a', { href: '#/' }, t('builds')), title === null ? null : h('span', { class: 'quiet clip-text', title }, ` / ${title}`)),
    select(t('theme'), themes, settings.theme, (v) => choose('theme', v)),
    select(t('language'), languages, settings.language, (v) => choose('language', v)),
    button('?', help, { 'aria-label': t('help'), title: t('help') + ' (?)' }),
  );
}

const KEYS: [string, Key][] = [
  ['← →', 'key_layers'], ['PgUp PgDn', 'key_far'], ['Home End', 'key_ends'], ['+ − 0', 'key_zoom'], ['Shift + ← → ↑ ↓', 'key_pan'],
  ['f', 'key_follow'], ['p', 'key_play'], ['/', 'key_search'], ['Esc', 'key_escape'], ['?', 'key_help'],
];

function help(): void {
  if (document.querySelector('dialog[open]')) return;
  const dialog = h('dialog', { 'aria-labelledby': 'keys-title' }, h('h2', { id: 'keys-title' }, t('keys_title')), h('dl', { class: 'keys' }, ...KEYS.map(([keys, text]) => h('div', {}, h('dt', {}, ...keys.split(' ').map((k) => (k === '+' && keys.includes('Shift') ? '+' : h('kbd', {}, k)))), h('dd', {}, t(text))))), h('div', { class: 'row end' }, button(t('close'), () => dialog.close(), { autofocus: true })));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function onKey(e: KeyboardEvent): void {
  if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector('dialog[open]')) return;
  const target = e.target as HTMLElement;
  const isTyping = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
  if (isTyping && e.key !== 'Escape') return;
  if (isTyping) return target.blur();
  const scrolls = ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'].includes(e.key) && target.closest('.scroll, .panel-body');
  if (scrolls) return;
  if (e.key === '?') help();
  else if (e.key === '/') document.querySelector<HTMLElement>('input[type=search]')?.focus();
  else if (!page?.key?.(e)) return;
  e.preventDefault();
}

applyTheme();
changed.on((key) => {
  if (key === 'theme' || key === 'language') applyTheme();
  if (key === 'language') void show();
});
matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => {
  applyTheme();
  changed.tell('theme');
});
document.body.append(header, banner, main, toasts);
addEventListener('hashchange', () => void show());
addEventListener('keydown', onKey);
void show();
