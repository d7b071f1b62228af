import { button, fill, h } from './dom';
import { num, plain, t } from './texts';

export interface Column<R> {
  title: string;
  text: (row: R) => string | Node;
  number?: boolean;
}

/** A plain table of few rows. */
export function simpleTable<R>(label: string, columns: Column<R>[], rows: readonly R[]): HTMLElement {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, h('table', { 'aria-label': label }, head(columns), h('tbody', {}, ...rows.map((row) => line(columns, row)))));
}

function head<R>(columns: Column<R>[]): HTMLElement {
  return h('thead', {}, h('tr', {}, ...columns.map((c) => h('th', { scope: 'col', class: c.number ? 'number' : '' }, c.title))));
}

function line<R>(columns: Column<R>[], row: R): HTMLElement {
  return h('tr', {}, ...columns.map((c) => h('td', { class: c.number ? 'number' : '' }, c.text(row))));
}

const PAGE = 50;

/** The table behind a chart: some rows at a time, so that a page holds as much for 3000 layers as for 50. */
export class PagedTable<R> {
  readonly element = h('div', { class: 'paged' });
  private first = 0;

  constructor(
    private readonly label: string,
    private readonly columns: Column<R>[],
    private readonly count: () => number,
    private readonly row: (index: number) => R,
  ) {}

  /** Shows the rows around one. */
  show(index: number): void {
    this.first = Math.max(0, Math.min(Math.floor(index / PAGE) * PAGE, this.count() - 1));
    this.draw();
  }

  private draw(): void {
    const count = this.count();
    const end = Math.min(count, this.first + PAGE);
    const rows = Array.from({ length: Math.max(0, end - this.first) }, (_, i) => this.row(this.first + i));
    const move = (by: number): void => this.show(this.first + by);
    fill(
      this.element,
      h(
        'div',
        { class: 'pager' },
        button(t('earlier'), () => move(-PAGE), { disabled: this.first === 0 }),
        h('span', {}, count === 0 ? '' : t('rows_of', { a: plain(this.first + 1), b: plain(end), n: num(count) })),
        button(t('later'), () => move(PAGE), { disabled: end >= count }),
      ),
      simpleTable(this.label, this.columns, rows),
    );
  }
}
