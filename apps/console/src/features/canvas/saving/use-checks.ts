import { useEffect } from 'react';
import { checkGraph } from '../canvas.queries.ts';
import { draftOf } from '../editor/state.ts';
import { useEditor, useStore } from '../editor/use-editor.ts';
import { tidy } from '../graph/exchange/tidy.ts';

const pauseMs = 500;

/** Asks the API what is wrong with the graph whenever it has changed and the designer pauses. */
export function useChecks(botId: string): void {
  const store = useStore();
  const { graph } = useEditor(draftOf);
  useEffect(() => {
    const asking = new AbortController();
    const timer = setTimeout(
      () => {
        checkGraph(botId, tidy(graph), asking.signal)
          .then((problems) =>
            store.update((state) => (draftOf(state).graph === graph ? { ...state, problems, isChecked: true } : state)),
          )
          // Without an answer the last one stays; the next change asks again.
          .catch(() => undefined);
      },
      store.state().isChecked ? pauseMs : 50,
    );
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [botId, graph, store]);
}
