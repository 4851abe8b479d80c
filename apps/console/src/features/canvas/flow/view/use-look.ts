import { useReducedMotion } from '@mantine/hooks';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useEditor } from '../../editor/use-editor.ts';
import type { Shown } from '../../graph/places/shown.ts';
import { absoluteOf } from './absolute.ts';

const margin = 48;

/** Brings the node that is wanted into view, and gives it the focus where that is wished. */
export function useLook(shown: readonly Shown[]): void {
  const look = useEditor((state) => state.look);
  const flow = useReactFlow();
  const store = useStoreApi();
  const isStill = useReducedMotion();
  useEffect(() => {
    if (!look) return;
    const box = absoluteOf(shown, look.id);
    if (!box) return;
    const { width, height, transform } = store.getState();
    const [x, y, zoom] = transform;
    const left = box.x * zoom + x;
    const top = box.y * zoom + y;
    const isInView =
      left > margin &&
      top > margin &&
      left + box.width * zoom < width - margin &&
      top + box.height * zoom < height - margin;
    if (!isInView) {
      const nearer = Math.max(zoom, 0.6);
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: nearer, duration: isStill ? 0 : 250 });
    }
    if (look.takesFocus) focusNode(look.id);
    // Only a new wish moves the canvas: later changes of the graph leave it where the designer put it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [look]);
}

/** Gives a node the focus as soon as it is rendered. */
export function focusNode(id: string, tries = 20): void {
  const element = document.getElementById(`node-${id}`);
  if (element) element.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusNode(id, tries - 1));
}
