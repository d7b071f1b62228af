import type { Rules, Tried } from './api';
import type { Build } from './build';
import { button, fill, h } from './dom';
import type { Plate } from './plate';
import { simpleTable } from './table';
import { num, plain, t } from './texts';

const NAMES = ['saturated_above', 'void_below', 'outlier_above', 'eps', 'min_samples'] as const;
const BOUNDS: Record<(typeof NAMES)[number], [number, number]> = { saturated_above: [1, 65535], void_below: [0, 65534], outlier_above: [1, 65535], eps: [1, 100], min_samples: [1, 100] };
const DEFAULTS: Rules = { saturated_above: 65000, void_below: 5000, outlier_above: 6000, eps: 20, min_samples: 5 };
const AROUND = 5;

interface Row { layer: number; tried: Tried }

/** What other thresholds would have found in layers that have been. */
export class Tries {
  readonly element = h('div', { class: 'tries' });
  private readonly inputs = new Map<string, HTMLInputElement>();
  private readonly result = h('div', { 'aria-live': 'polite' });
  private readonly one = button('', () => void this.run(0), { class: 'primary' });
  private readonly many = button('', () => void this.run(AROUND));
  private readonly off: (() => void)[];
  private asked = 0;

  constructor(
    private readonly build: Build,
    private readonly plate: Plate,
  ) {
    this.off = [build.onLayer.on(() => this.name())];
    if (build.meta.images !== 'full') {
      this.element.append(h('h3', {}, t('try_title')), h('p', { class: 'hint' }, t('try_need')));
      return;
    }
    this.element.append(
      h('h3', {}, t('try_title')),
      h('p', { class: 'hint' }, t('try_nothing')),
      h('div', { class: 'rules' }, ...NAMES.map((name) => this.rule(name))),
      h('div', { class: 'row actions' }, this.one, this.many, button(t('try_reset'), () => this.reset())),
      this.result,
    );
    this.name();
  }

  close(): void {
    this.off.forEach((f) => f());
    this.plate.showTried(null);
    this.asked++;
  }

  private rule(name: (typeof NAMES)[number]): HTMLElement {
    const [min, max] = BOUNDS[name];
    const value = String(this.now(name));
    const input = h('input', { type: 'number', min, max, step: 1, value, id: `rule-${name}` });
    const slide = h('input', { type: 'range', min, max, step: 1, value, 'aria-label': t(`r_${name}`) });
    slide.addEventListener('input', () => (input.value = slide.value));
    slide.addEventListener('change', () => void this.run(0));
    input.addEventListener('input', () => (slide.value = input.value));
    this.inputs.set(name, input);
    return h('div', { class: 'rule' }, h('label', { for: `rule-${name}` }, t(`r_${name}`)), slide, input, h('span', { class: 'quiet' }, `${t('try_now')}: ${num(this.now(name))}`));
  }

  private now(name: string): number {
    return this.build.run.rules[name] ?? DEFAULTS[name]!;
  }

  private reset(): void {
    for (const [name, input] of this.inputs) {
      input.value = String(this.now(name));
      input.dispatchEvent(new Event('input'));
    }
    this.plate.showTried(null);
    fill(this.result);
  }

  private range(around: number): [number, number] {
    return [Math.max(0, this.build.layer - around), Math.min(this.build.newest, this.build.layer + around)];
  }

  private name(): void {
    const [a, b] = this.range(AROUND);
    this.one.textContent = t('try_run', { n: plain(this.build.layer) });
    this.many.textContent = t('try_many', { a: plain(a), b: plain(b) });
  }

  private async run(around: number): Promise<void> {
    const turn = ++this.asked;
    const rules = Object.fromEntries([...this.inputs].map(([name, input]) => [name, Number(input.value)]));
    const [a, b] = this.range(around);
    const layer = this.build.layer;
    const rows: Row[] = [];
    try {
      for (let l = a; l <= b; l++) {
        rows.push({ layer: l, tried: await this.build.print.tryRules(l, rules) });
        if (turn !== this.asked) return;
        this.show(rows);
      }
    } catch (e) {
      if (turn === this.asked) fill(this.result, h('p', { class: 'problem', role: 'alert' }, e instanceof Error ? e.message : String(e)));
      return;
    }
    const own = rows.find((r) => r.layer === layer);
    if (own && layer === this.build.layer) this.plate.showTried(own.tried);
  }

  private show(rows: Row[]): void {
    const c = this.build.columns;
    const was = (layer: number, list: (number | null)[]): string => num(this.build.at(layer) < 0 ? null : list[this.build.at(layer)]);
    const both = (now: number, layer: number, list: (number | null)[]): Node => h('span', {}, h('strong', {}, num(now)), h('span', { class: 'quiet' }, ` / ${was(layer, list)}`));
    fill(
      this.result,
      h('h3', {}, `${t('try_found')}: ${t('try_rules')} / ${t('try_now')}`),
      simpleTable(t('try_found'), [
        { title: t('layer'), number: true, text: (r) => button(plain(r.layer), () => this.build.go(r.layer), { class: 'link' }) },
        { title: t('k_saturated'), number: true, text: (r) => both(r.tried.saturated, r.layer, c.saturated) },
        { title: t('k_outliers'), number: true, text: (r) => both(r.tried.outliers, r.layer, c.outliers) },
        { title: t('k_clusters'), number: true, text: (r) => both(r.tried.clusters, r.layer, c.clusters) },
      ], rows),
      h('div', { class: 'row' }, h('p', { class: 'hint' }, t('try_shown')), button(t('try_clear'), () => this.plate.showTried(null))),
    );
  }
}
