import type { Columns, Defect, Print, PrintApi, Whole } from './api';
import { Refused, RunApi, joinColumns } from './api';
import { Pictures } from './pictures';
import { Signal, coalesced } from './signal';
import { Stream } from './stream';

const EMPTY: Columns = {
  layer: [], tiles: [], missing: [], closed: [], level: [], saturated: [], hot: [], cold: [], regions: [], active: [], observed: [],
  outliers: [], clusters: [], largest: [], mean: [], void: [], data_alert: [], state: [],
};

/** A print of a run as a page looks at it: what is known of it, and which layer and defect are chosen. */
export class Build {
  readonly onLayer = new Signal<number>();
  /** Columns are new from a layer on. */
  readonly onColumns = new Signal<number>();
  readonly onRun = new Signal<void>();
  readonly onDefects = new Signal<void>();
  readonly onDefect = new Signal<Defect | null>();
  readonly onNews = new Signal<string>();
  readonly onAlert = new Signal<Whole['alerts'][number]>();
  readonly onFollow = new Signal<boolean>();
  readonly onLost = new Signal<number | null>();
  readonly columns: Columns = structuredClone(EMPTY);
  readonly print: PrintApi;
  readonly pictures: Pictures;
  defects: Defect[] = [];
  chosen: Defect | null = null;
  layer = 0;
  follow = true;
  private stream: Stream | null = null;
  private oldest = Infinity;
  private readonly refreshColumns = coalesced(() => this.loadColumns(), 400);
  private readonly refreshDefects = coalesced(() => this.loadDefects(), 1500);
  private readonly refreshRun = coalesced(() => this.loadRun(), 1000);

  private constructor(
    readonly api: RunApi,
    public run: Whole,
    readonly index: number,
  ) {
    this.print = api.of(index);
    this.pictures = new Pictures(this.print, () => this.meta.images !== 'none');
  }

  static async open(id: string, index: number): Promise<Build> {
    const api = new RunApi(id);
    const run = await api.whole();
    return new Build(api, run, index);
  }

  /** Reads what there is, and then follows the run. */
  async start(layer: number | null): Promise<void> {
    this.follow = layer === null && this.run.state === 'running';
    if (this.run.prints.length > 0) await this.loadColumns(0);
    this.layer = layer === null ? this.newest : Math.max(0, Math.min(layer, this.newest));
    this.stream = new Stream(`${this.api.path}/stream`, {
      event: (name, body) => this.event(name, body),
      lost: (since) => this.lost(since),
    });
    if (this.run.prints.length > 0) this.refreshDefects();
  }

  stop(): void {
    this.stream?.close();
    this.stream = null;
  }

  get meta(): Print {
    return this.run.prints.find((p) => p.index === this.index) ?? this.run.prints[0]!;
  }

  get newest(): number {
    return this.columns.layer.at(-1) ?? 0;
  }

  /** Where a layer stands in the columns, or -1. */
  at(layer: number): number {
    const list = this.columns.layer;
    let low = 0;
    let high = list.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (list[middle] === layer) return middle;
      if (list[middle]! < layer) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  stateAt(layer: number): string {
    const at = this.at(layer);
    return at < 0 ? 'none' : this.columns.state[at]!;
  }

  go(layer: number, byHand = true): void {
    const to = Math.max(0, Math.min(Math.round(layer), this.newest));
    if (byHand && this.follow) this.setFollow(false);
    if (to === this.layer) return;
    this.layer = to;
    this.onLayer.tell(to);
  }

  setFollow(follow: boolean): void {
    this.follow = follow;
    this.onFollow.tell(follow);
    if (follow) this.go(this.newest, false);
  }

  choose(defect: Defect | null): void {
    this.chosen = defect;
    if (defect && (this.layer < defect.first_layer || this.layer > defect.last_layer)) this.go(defect.peak_layer ?? defect.first_layer);
    this.onDefect.tell(defect);
  }

  /** Chooses a defect, and goes to where it is strongest. */
  show(defect: Defect): void {
    this.go(defect.peak_layer ?? defect.first_layer);
    this.choose(defect);
  }

  chooseId(id: string, family: string): void {
    const defect = this.defects.find((d) => d.family === family && (d.id === id || d.absorbed.includes(id)));
    if (defect) this.choose(defect);
  }

  private event(name: string, body: Record<string, unknown>): void {
    const ours = body['print'] === undefined || body['print'] === this.index;
    if (name === 'run') Object.assign(this.run, body);
    if (name === 'run' || name === 'ended') {
      this.onRun.tell();
      if (name === 'ended') this.refreshRun();
    }
    if (name === 'reset') this.everything();
    if (!ours) return;
    if (name === 'layer' || name === 'closed') this.layerNews(Number(body['layer']));
    if (name === 'defects') this.refreshDefects();
    if (name === 'alert') this.alert(body as unknown as Whole['alerts'][number]);
    if (name === 'command') {
      this.refreshRun();
      this.refreshDefects();
    }
  }

  private alert(alert: Whole['alerts'][number]): void {
    const known = this.run.alerts.some((a) => a.layer === alert.layer && a.id === alert.id && a.family === alert.family && a.level === alert.level);
    if (known) return;
    this.run.alerts.push(alert);
    this.onAlert.tell(alert);
  }

  private layerNews(layer: number): void {
    this.pictures.forget(layer);
    this.oldest = Math.min(this.oldest, layer);
    this.refreshColumns();
  }

  private everything(): void {
    this.oldest = 0;
    this.refreshColumns();
    this.refreshDefects();
    this.refreshRun();
  }

  private lost(since: number | null): void {
    this.onLost.tell(since);
    if (since === null) {
      this.pictures.forget(this.layer);
      this.everything();
    }
  }

  private async loadColumns(first?: number): Promise<void> {
    const from = first ?? this.oldest;
    this.oldest = Infinity;
    const news = await this.tried(() => this.print.layers(from), () => (this.oldest = Math.min(this.oldest, from)));
    if (!news) return;
    joinColumns(this.columns, news);
    this.onColumns.tell(from);
    if (first !== undefined) return;
    if (this.follow && this.layer !== this.newest) this.go(this.newest, false);
    else if (this.layer >= from) this.onLayer.tell(this.layer);
  }

  private async loadDefects(): Promise<void> {
    const news = await this.tried(() => this.print.defects());
    if (!news) return;
    this.defects = news.defects;
    const before = this.chosen;
    this.chosen = (before && this.defects.find((d) => d.family === before.family && (d.id === before.id || d.absorbed.includes(before.id)))) ?? null;
    this.onDefects.tell();
    // Nobody has chosen: map and tab stay as they are. But one that is gone is chosen no more.
    if (before && !this.chosen) this.onDefect.tell(null);
  }

  private async loadRun(): Promise<void> {
    const news = await this.tried(() => this.api.whole());
    if (!news) return;
    this.run = news;
    this.onRun.tell();
  }

  /** Null if the server did not answer, or refused; a refusal is told, a lost server tells the stream. */
  private async tried<T>(work: () => Promise<T>, again?: () => void): Promise<T | null> {
    try {
      return await work();
    } catch (e) {
      if (e instanceof Refused) this.onNews.tell(e.message);
      again?.();
      return null;
    }
  }
}
