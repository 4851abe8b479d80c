import { useEffect } from 'react';
import { draftOf, isDirty } from '../editor/state.ts';
import { useEditor, useStore } from '../editor/use-editor.ts';
import { forgetWork, keepWork } from './kept-work.ts';

const pauseMs = 400;

/** Keeps what is not saved in this tab, so that neither a crash nor a reload loses it. */
export function useKeeping(taskId: string): void {
  const store = useStore();
  const draft = useEditor(draftOf);
  const dirty = useEditor(isDirty);
  useEffect(() => {
    if (!dirty) {
      forgetWork(window.sessionStorage, taskId);
      return undefined;
    }
    const keep = () => {
      const { version } = store.state().base;
      keepWork(window.sessionStorage, taskId, { ...draft, version, keptAt: new Date().toISOString() });
    };
    const timer = setTimeout(keep, pauseMs);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [taskId, draft, dirty, store]);
}
