import type { Build } from './build';
import { fill, h, button } from './dom';
import { mark, stateOf, stateText, type State } from './levels';
import type { Plate } from './plate';
import { absentText } from './drawing';
import { simpleTable } from './table';
import { num, plain, t, word } from './texts';

/** What is known of the layer that is shown. */
export class LayerPanel {
  readonly element = h('div', { class: 'layer-panel' });
  private readonly off: (() => void)[];

  constructor(
    private readonly build: Build,
    private readonly plate: Plate,
  ) {
    this.off = [build.onLayer.on(() => void this.draw()), build.onColumns.on(() => void this.draw())];
    void this.draw();
  }

  close(): void {
    this.off.forEach((f) => f());
  }

  private async draw(): Promise<void> {
    const { build } = this;
    const number = build.layer;
    const picture = await build.pictures.get(number).catch(() => null);
    if (number !== build.layer) return;
    const c = build.columns;
    const i = build.at(number);
    const state = build.stateAt(number) as State;
    const of = (list: (number | null)[], digits = 0): string => (i < 0 ? '–' : num(list[i], digits));
    const voidShare = i < 0 ? null : c.void[i];
    const tiles = picture?.layer.tiles ?? [];
    const answered = tiles.filter((one) => one.state === 'answered').length;
    const facts: [string, string | Node][] = [
      [t('k_state'), h('span', { class: 'state' }, mark(state), stateText(state))],
      [t('k_tiles'), tiles.length ? `${num(answered)} / ${num(tiles.length)}` : of(c.tiles)],
      [t('k_active'), of(c.active)],
      [t('k_regions'), of(c.regions)],
      [t('k_saturated'), of(c.saturated)],
      [t('k_hot'), of(c.hot)],
      [t('k_cold'), of(c.cold)],
      [t('k_outliers'), of(c.outliers)],
      [t('k_clusters'), of(c.clusters)],
      [t('k_largest'), of(c.largest, 1)],
      [t('k_mean'), of(c.mean)],
      [t('k_void'), voidShare === null || voidShare === undefined ? '–' : `${num(voidShare * 100, 1)} %`],
    ];
    const absent = tiles.filter((one) => one.state !== 'answered' && one.state !== 'waiting');
    fill(
      this.element,
      h('dl', { class: 'facts' }, ...facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
      i >= 0 && c.data_alert[i] ? h('p', { class: 'warning' }, mark('disturbed'), `${t('s_disturbed')}: ${c.data_alert[i]}`) : null,
      ...absent.map((one) => h('p', { class: 'warning' }, mark('incomplete'), absentText(one))),
      h('h3', {}, t('active_here')),
      this.defects(picture?.layer.defects ?? []),
      picture?.layer.top5?.length ? h('h3', {}, t('top5')) : null,
      picture?.layer.top5?.length
        ? simpleTable(t('top5'), [
            { title: t('tile'), number: true, text: (r) => plain(r[0]) },
            { title: t('place'), number: true, text: (r) => button(`${plain(r[1])}, ${plain(r[2])}`, () => this.plate.centreOn([r[1], r[2], r[1], r[2]]), { class: 'link' }) },
            { title: t('deviation'), number: true, text: (r) => num(r[3], 1) },
          ], [...picture.layer.top5].sort((a, b) => b[3] - a[3]).slice(0, 10))
        : null,
    );
  }

  private defects(list: { id: string; family: string; level: string | null; points: number; box: [number, number, number, number] }[]): HTMLElement {
    if (list.length === 0) return h('p', { class: 'hint' }, t('none_here'));
    return simpleTable(t('active_here'), [
      { title: t('c_level'), text: (d) => (d.level ? h('span', { class: 'state' }, mark(stateOf(d.level)), stateText(stateOf(d.level))) : '–') },
      { title: t('c_id'), text: (d) => button(d.id, () => this.pick(d), { class: 'link' }) },
      { title: t('c_family'), text: (d) => word('family_', d.family) },
      { title: t('c_points'), number: true, text: (d) => num(d.points) },
    ], list.slice(0, 60));
  }

  private pick(d: { id: string; family: string; box: [number, number, number, number] }): void {
    this.build.chooseId(d.id, d.family);
    if (this.build.chosen?.id !== d.id) this.plate.centreOn(d.box);
  }
}
