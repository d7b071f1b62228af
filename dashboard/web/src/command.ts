import type { Build } from './build';
import { h, button } from './dom';
import type { Box } from './plate';
import { choose, settings } from './settings';
import { plain, t, word } from './texts';

export type Action = 'acknowledge' | 'hold' | 'mute' | 'ignore' | 'withdraw';
interface Of { defect?: string; family?: string; area?: Box; withdraws?: string }

/** Asks for a reason and a name, and gives the command; resolves to whether it was taken. */
export function commandDialog(build: Build, action: Action, of: Of): Promise<boolean> {
  return new Promise((resolve) => {
    const reason = h('textarea', { id: 'command-reason', rows: 3, maxlength: 1000, required: true });
    const by = h('input', { id: 'command-by', maxlength: 100, required: true, value: settings.by, autocomplete: 'name' });
    const layers = h('input', { id: 'command-layers', type: 'number', min: 1, max: 1000000, value: '10', required: true });
    const problem = h('p', { class: 'problem', role: 'alert' });
    const send = button(t('send'), () => void give(), { class: 'primary' });
    const dialog = h(
      'dialog',
      { class: 'command', 'aria-labelledby': 'command-title' },
      h('h2', { id: 'command-title' }, t(`act_${action}`)),
      h('p', {}, subject(build, of)),
      h('p', { class: 'hint' }, t(`act_${action}_long`)),
      action === 'hold' && h('label', { for: 'command-layers' }, t('for_layers'), layers),
      h('label', { for: 'command-reason' }, t('reason'), reason),
      h('label', { for: 'command-by' }, t('by'), by),
      problem,
      h('div', { class: 'row end' }, button(t('cancel'), () => dialog.close()), send),
    );
    let taken = false;

    async function give(): Promise<void> {
      if (!reason.value.trim()) return complain(t('reason_missing'), reason);
      if (!by.value.trim()) return complain(t('by_missing'), by);
      choose('by', by.value.trim());
      send.disabled = true;
      const rest = action === 'hold' ? { layers: Number(layers.value) } : {};
      try {
        await build.api.command({ action, print_id: build.meta.print, ...of, ...rest, reason: reason.value.trim(), by: by.value.trim() });
        taken = true;
        build.onNews.tell(t('sent', { what: `${t(`act_${action}`)} (${subject(build, of)})` }));
        dialog.close();
      } catch (e) {
        send.disabled = false;
        complain(t('refused_command', { why: e instanceof Error ? e.message : String(e) }), send);
      }
    }

    function complain(text: string, at: HTMLElement): void {
      problem.textContent = text;
      at.focus();
    }

    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(taken);
    });
    document.body.append(dialog);
    dialog.showModal();
    reason.focus();
  });
}

function subject(build: Build, of: Of): string {
  if (of.withdraws) return of.withdraws;
  if (of.area) return t('region_rows', { a: plain(of.area.min_x), b: plain(of.area.max_x), c: plain(of.area.min_y), d: plain(of.area.max_y) });
  if (of.defect) return `${t('c_id')} ${of.defect} (${word('family_', of.family ?? '')})`;
  return `${t('print')} ${build.meta.print}`;
}
