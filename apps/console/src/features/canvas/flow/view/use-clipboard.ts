import { useEffect } from 'react';
import { showDone } from '../../../../ui/notices.tsx';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useStore } from '../../editor/use-editor.ts';
import { exportNodes, importNodes } from '../../../../dialog-graph/exchange.ts';
import { count } from '../../graph/model/summary.ts';
import { nodesById } from '../../editor/lookups.ts';

/** Copies, cuts and pastes nodes through the clipboard of the system, so that they can go to another task. */
export function useClipboard(): void {
  const store = useStore();
  const commands = useCommands();
  useEffect(() => {
    const put = (event: ClipboardEvent) => {
      const { selected, current } = store.state();
      const nodes = commands.copied(selected.size > 0 ? [...selected] : current === undefined ? [] : [current]);
      if (isElsewhere() || nodes.length === 0) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', exportNodes(nodes));
      if (event.type === 'cut') commands.remove(nodes.map(({ id }) => id));
      showDone(`${count(nodes.length, 'node')} ${event.type === 'cut' ? 'cut' : 'copied'}.`);
    };
    const take = (event: ClipboardEvent) => {
      const nodes = isElsewhere() ? undefined : importNodes(event.clipboardData?.getData('text/plain') ?? '');
      if (!nodes) return;
      event.preventDefault();
      const { current, selected } = store.state();
      const beside =
        selected.size > 0 && current !== undefined ? nodesById(draftOf(store.state()).graph).get(current) : undefined;
      commands.paste(nodes, beside?.group);
    };
    document.addEventListener('copy', put);
    document.addEventListener('cut', put);
    document.addEventListener('paste', take);
    return () => {
      document.removeEventListener('copy', put);
      document.removeEventListener('cut', put);
      document.removeEventListener('paste', take);
    };
  }, [store, commands]);
}

/** Whether text is being written or selected, which is what the clipboard is for then. */
function isElsewhere(): boolean {
  const element = document.activeElement;
  const isField =
    element instanceof HTMLElement && element.matches('input, textarea, select, [contenteditable], [role="dialog"] *');
  return isField || (window.getSelection()?.toString() ?? '') !== '';
}
