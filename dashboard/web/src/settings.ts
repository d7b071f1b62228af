import { Signal } from './signal';

/** What a reader has chosen; kept in this browser alone. */
interface Chosen {
  language: 'en' | 'de';
  theme: 'auto' | 'dark' | 'light';
  colours: 'inferno' | 'viridis' | 'cividis' | 'grey';
  overlays: Record<Overlay, boolean>;
  wide: boolean;
  by: string;
}
export type Overlay = 'saturated' | 'hot' | 'cold' | 'outliers' | 'clusters' | 'defects' | 'grid';

const NAME = 'meltwatch';
const first: Chosen = {
  language: navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en',
  theme: 'auto',
  colours: 'inferno',
  overlays: { saturated: true, hot: true, cold: true, outliers: false, clusters: false, defects: true, grid: true },
  wide: false,
  by: '',
};

function kept(): Partial<Chosen> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(NAME) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {}; // A browser that keeps nothing, or something else's value: the first choices hold.
  }
}

const before = kept();
export const settings: Chosen = { ...first, ...before, overlays: { ...first.overlays, ...before.overlays } };
if (settings.language !== 'de') settings.language = 'en';
if (!['inferno', 'viridis', 'cividis', 'grey'].includes(settings.colours)) settings.colours = 'inferno';

/** Told of every change; what is drawn on canvases is drawn anew. */
export const changed = new Signal<keyof Chosen>();

export function choose<K extends keyof Chosen>(key: K, value: Chosen[K]): void {
  settings[key] = value;
  try {
    localStorage.setItem(NAME, JSON.stringify(settings));
  } catch {
    // Private windows may keep nothing; the choice holds for as long as the page is open.
  }
  changed.tell(key);
}

/** Puts the theme on the page. */
export function applyTheme(): void {
  const dark = settings.theme === 'dark' || (settings.theme === 'auto' && !matchMedia('(prefers-color-scheme: light)').matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  document.documentElement.lang = settings.language;
}

/** A colour of the style sheet. */
export function css(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
