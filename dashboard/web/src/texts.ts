import texts from './texts.json';
import { settings } from './settings';

/** A text of the page; every language has all of them, which the compiler sees to. */
export type Key = keyof typeof texts.en;
const languages: Record<'en' | 'de', Record<Key, string>> = texts;

const numbers = new Map<string, Intl.NumberFormat>();

function locale(): string {
  const own = navigator.languages.find((l) => l.toLowerCase().startsWith(settings.language));
  return own ?? settings.language;
}

/** The text in the reader's language, {names} replaced. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return languages[settings.language][key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? num(value) : (value ?? '');
  });
}

/** A text whose key is made of a prefix and a word of the server, or the word where there is none. */
export function word(prefix: string, value: string): string {
  const known = languages[settings.language] as Record<string, string>;
  return Object.hasOwn(known, prefix + value) ? known[prefix + value]! : value;
}

/** A number as the reader writes it; a dash for none. */
export function num(value: number | null | undefined, digits = 0, least = 0): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const key = `${locale()} ${digits} ${least}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), { maximumFractionDigits: digits, minimumFractionDigits: least });
    numbers.set(key, format);
  }
  return format.format(value);
}

/** A number of layers' mark: never grouped, so that 1234 is found as it is written in files. */
export function plain(value: number): string {
  return String(value);
}

export function date(us: number | null): string {
  if (us === null || !(us > 0)) return '–';
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(us / 1000);
}

export function clock(ms: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'medium' }).format(ms);
}

export function duration(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 60) return `${num(seconds, 1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
