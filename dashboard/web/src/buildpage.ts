import { segment } from './api';
import { LayerBar } from './bar';
import { Build } from './build';
import { Alerts } from './alerts';
import { Defects } from './defects';
import { button, fill, h, select } from './dom';
import { Health } from './health';
import { LayerPanel } from './layerpanel';
import { mark, stateOf, stateText } from './levels';
import { mapView, zoomBy } from './map';
import { Plate } from './plate';
import { choose, settings } from './settings';
import { SpacePanel } from './spacepanel';
import { num, plain, t, word } from './texts';
import { Trends } from './trends';
import { Tries } from './tries';

type Tab = 'layer' | 'defects' | 'space' | 'trends' | 'alerts' | 'try' | 'health';
const TABS: Tab[] = ['layer', 'defects', 'space', 'trends', 'alerts', 'try', 'health'];
let lastTab: Tab = 'layer';

interface Panel { element: HTMLElement; close(): void }

/** A print of a run: its map, its layers, and a panel of what is known of them. */
export class BuildPage {
  readonly element = h('div', { class: 'build' });
  private readonly status = h('div', { class: 'status' });
  private readonly body = h('div', { class: 'panel-body', role: 'tabpanel', id: 'panel', tabindex: 0, 'aria-labelledby': `tab-${lastTab}` });
  private readonly tabs = h('div', { class: 'tabs', role: 'tablist' });
  private readonly plate: Plate;
  private readonly bar: LayerBar;
  private panel: Panel | null = null;
  private placing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly build: Build,
    news: (text: string) => void,
    lost: (since: number | null) => void,
    again: () => void,
  ) {
    this.plate = new Plate(build);
    this.bar = new LayerBar(build);
    const wide = button('⇔', () => choose('wide', !settings.wide), { class: 'wide', title: t('wide'), 'aria-label': t('wide') });
    wide.addEventListener('click', () => this.element.classList.toggle('is-wide', settings.wide));
    this.element.classList.toggle('is-wide', settings.wide);
    this.element.append(this.status, mapView(build, this.plate), h('aside', { class: 'panel', 'aria-label': t('tab_layer') }, h('div', { class: 'tab-row' }, this.tabs, wide), this.body), this.bar.element);
    const plateIs = (): string => JSON.stringify([build.meta.rows, build.meta.columns, build.meta.tile_height, build.meta.tile_width]);
    const plate = plateIs();
    build.onRun.on(() => (plateIs() === plate ? this.drawStatus() : again())); // It was a guess until then.

    build.onColumns.on(() => this.drawStatus());
    build.onNews.on(news);
    build.onLost.on(lost);
    build.onAlert.on((a) => news(a.level === 'DATA' ? t('alert_data', { what: a.words ?? a.id, layer: plain(a.layer) }) : t('alert_new', { level: stateText(stateOf(a.level)), id: a.id, layer: plain(a.layer) })));
    build.onLayer.on(() => this.place());
    build.onFollow.on(() => this.place());
    build.onDefect.on((d) => {
      if (d && lastTab !== 'defects' && lastTab !== 'space' && lastTab !== 'alerts') this.open('defects');
    });
    this.drawStatus();
    this.open(lastTab);
  }

  close(): void {
    clearTimeout(this.placing);
    this.panel?.close();
    this.plate.close();
    this.bar.close();
    this.build.stop();
  }

  key(e: KeyboardEvent): boolean {
    const { build, plate } = this;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => build.go(build.layer - 1),
      ArrowRight: () => build.go(build.layer + 1),
      PageDown: () => build.go(build.layer + 10),
      PageUp: () => build.go(build.layer - 10),
      Home: () => build.go(0),
      End: () => build.go(build.newest),
      '+': () => zoomBy(plate, 1.6),
      '=': () => zoomBy(plate, 1.6),
      '-': () => zoomBy(plate, 1 / 1.6),
      '0': () => zoomBy(plate, 0),
      f: () => build.setFollow(!build.follow),
      p: () => this.bar.play(),
      Escape: () => (plate.isDrawing ? plate.endRegion(null) : build.choose(null)),
    };
    const act = acts[e.key];
    act?.();
    return act !== undefined;
  }

  open(tab: Tab): void {
    lastTab = tab;
    this.panel?.close();
    this.drawTabs();
    this.panel = this.make(tab);
    this.body.setAttribute('aria-labelledby', `tab-${tab}`);
    this.body.dataset['tab'] = tab;
    fill(this.body, this.panel.element);
    this.body.scrollTop = 0;
  }

  /** The 3-D view, while it is open. */
  get space(): SpacePanel | null {
    return this.panel instanceof SpacePanel ? this.panel : null;
  }

  get map(): Plate {
    return this.plate;
  }

  private make(tab: Tab): Panel {
    const { build, plate } = this;
    if (tab === 'defects') return new Defects(build, plate);
    if (tab === 'space') return new SpacePanel(build);
    if (tab === 'trends') return new Trends(build, plate);
    if (tab === 'alerts') return new Alerts(build, plate);
    if (tab === 'try') return new Tries(build, plate);
    if (tab === 'health') return new Health(build);
    return new LayerPanel(build, plate);
  }

  private drawTabs(): void {
    fill(
      this.tabs,
      ...TABS.map((tab, i) => {
        const chosen = tab === lastTab;
        const element = button(t(`tab_${tab}`), () => this.open(tab), { role: 'tab', id: `tab-${tab}`, 'aria-selected': String(chosen), 'aria-controls': 'panel', tabindex: chosen ? 0 : -1 });
        element.addEventListener('keydown', (e) => {
          const by = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
          if (by === undefined) return;
          e.preventDefault();
          e.stopPropagation();
          this.open(TABS[(i + by + TABS.length) % TABS.length]!);
          document.getElementById(`tab-${lastTab}`)?.focus();
        });
        return element;
      }),
    );
  }

  private drawStatus(): void {
    const { run, meta } = this.build;
    const { planned } = meta;
    const prints: [string, string][] = run.prints.map((p) => [String(p.index), p.print]);
    const open = (index: string): void => void (location.hash = `#/run/${segment(run.id)}/print/${index}`);
    const layers = planned ? t('layers_of', { n: plain(meta.layers), of: plain(planned) }) : t('layers_n', { n: meta.layers });
    const rate = [`${num(run.tiles_per_second, 1)} ${t('tiles_s')}`, run.missing > 0 && `${num(run.missing)} ${t('missing')}`, run.dead_letters > 0 && `${num(run.dead_letters)} ${t('dead_letters')}`].filter(Boolean).join(' · ');
    const levels = (['STOP', 'MAJOR', 'MINOR'] as const).map((l) => h('span', { class: 'state', title: stateText(l.toLowerCase()) }, mark(stateOf(l)), num(meta.levels[l]), h('span', { class: 'unseen' }, ` ${stateText(l.toLowerCase())}`)));
    if (document.activeElement instanceof HTMLSelectElement && this.status.contains(document.activeElement)) return;
    fill(
      this.status,
      prints.length > 1 ? select(t('print'), prints, String(meta.index), open) : h('h1', { class: 'clip-text' }, meta.print),
      h('span', { class: `chip ${['running', 'ended', 'failed', 'stopped', 'dead'].includes(run.state) ? run.state : ''}` }, word('state_', run.state)),
      h('span', {}, layers),
      planned ? h('progress', { value: String(Math.min(1, meta.layers / planned)), max: 1, 'aria-label': layers }) : null,
      h('span', { class: 'levels' }, ...levels),
      h('span', { class: 'quiet' }, rate),
      h('a', { class: 'report', href: `${this.build.api.path}/report.html?language=${settings.language}`, target: '_blank', rel: 'noopener' }, t('report')),
    );
  }

  /** Keeps the address at what is shown, so that it can be given to somebody. */
  private place(): void {
    clearTimeout(this.placing);
    this.placing = setTimeout(() => {
      const { build } = this;
      const layer = build.follow ? '' : `/layer/${build.layer}`;
      history.replaceState(null, '', `#/run/${segment(build.run.id)}/print/${build.index}${layer}`);
    }, 250);
  }
}
