import type { Build } from './build';
import { commandDialog } from './command';
import { ignoreRegion } from './defects';
import { button, fill, h } from './dom';
import { mark, stateOf, stateText } from './levels';
import type { Plate } from './plate';
import { PagedTable, simpleTable } from './table';
import { clock, date, num, plain, t, word } from './texts';

/** Levels that were reached, newest first, and what people said of them. */
export class Alerts {
  readonly element = h('div', { class: 'alerts' });
  private readonly off: (() => void)[];
  private readonly table: PagedTable<Build['run']['alerts'][number]>;

  constructor(
    private readonly build: Build,
    private readonly plate: Plate,
  ) {
    this.table = new PagedTable(
      t('alerts'),
      [
        { title: t('c_level'), text: (a) => h('span', { class: 'state' }, mark(stateOf(a.level)), stateText(stateOf(a.level))) },
        { title: t('layer'), number: true, text: (a) => button(plain(a.layer), () => build.go(a.layer), { class: 'link' }) },
        { title: t('c_id'), text: (a) => h('span', {}, a.level === 'DATA' ? (a.words ?? a.id) : button(a.id, () => this.pick(a.id, a.family, a.layer), { class: 'link' }), a.suppressed_by ? h('span', { class: 'tag', title: a.suppressed_by }, t('suppressed', { what: this.command(a.suppressed_by) })) : null) },
        { title: t('c_family'), text: (a) => (a.family ? word('family_', a.family) : '') },
        { title: t('c_height'), number: true, text: (a) => num(a.height) },
        { title: t('when'), text: (a) => h('span', { class: 'when', title: date(a.done_us) }, a.done_us === null ? '–' : clock(a.done_us / 1000)) },
      ],
      () => this.rows().length,
      (i) => this.rows()[this.rows().length - 1 - i]!,
    );
    this.off = [build.onAlert.on(() => this.draw()), build.onRun.on(() => this.draw())];
    this.draw();
  }

  close(): void {
    this.off.forEach((f) => f());
  }

  private rows(): Build['run']['alerts'] {
    return this.build.run.alerts.filter((a) => a.print === this.build.index);
  }

  private pick(id: string, family: string, layer: number): void {
    this.build.chooseId(id, family);
    this.build.go(layer);
  }

  /** The word for what a command does; the name of its file where it is not known. */
  private command(file: string): string {
    const action = this.build.run.commands.find((c) => c['file'] === file)?.['action'];
    return typeof action === 'string' ? word('act_', action) : file;
  }

  /** Whether a command still counts, and a way to take it back. */
  private standing(command: Record<string, unknown>): string | Node {
    const { run } = this.build;
    const file = String(command['file'] ?? '');
    if (command['action'] === 'withdraw') return '';
    if (run.commands.some((c) => c['action'] === 'withdraw' && c['withdraws'] === file)) return t('withdrawn');
    if (!run.writable || run.state !== 'running') return t('stands');
    return button(t('act_withdraw'), () => void commandDialog(this.build, 'withdraw', { withdraws: file }), { 'aria-label': `${t('act_withdraw')} ${file}` });
  }

  private draw(): void {
    const { run } = this.build;
    const value = (c: Record<string, unknown>, ...names: string[]): string => names.map((n) => c[n]).filter((v) => v !== undefined && v !== null && typeof v !== 'object').join(' ');
    const actions = run.writable
      ? h('div', { class: 'row actions' }, button(t('hold_print'), () => void commandDialog(this.build, 'hold', {})), button(t('act_ignore'), () => ignoreRegion(this.build, this.plate)))
      : h('p', { class: 'hint' }, t('read_only'));
    if (this.rows().length > 0) this.table.show(0);
    fill(
      this.element,
      this.rows().length === 0 ? h('p', { class: 'hint' }, t('no_alerts')) : this.table.element,
      h('h3', {}, t('commands')),
      run.commands.length === 0
        ? h('p', { class: 'hint' }, t('no_commands'))
        : simpleTable(t('commands'), [
            { title: t('action'), text: (c) => word('act_', value(c, 'action')) },
            { title: t('what'), text: (c) => value(c, 'withdraws') || value(c, 'defect', 'family') || (c['area'] ? JSON.stringify(c['area']) : value(c, 'print_id')) },
            { title: t('reason'), text: (c) => h('div', {}, value(c, 'reason'), h('div', { class: 'quiet' }, `${value(c, 'by')}, ${date(Date.parse(value(c, 'time')) * 1000)}`)) },
            { title: t('c_state'), text: (c) => h('span', { class: 'when' }, this.standing(c)) },
          ], run.commands.slice(-100).reverse()),
      actions,
    );
  }
}
