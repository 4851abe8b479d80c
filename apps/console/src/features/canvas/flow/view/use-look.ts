import { useReducedMotion } from '@mantine/hooks';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useEditor } from '../../editor/use-editor.ts';
import type { Box } from '../../graph/places/sizes.ts';
import type { Shown } from '../../graph/places/shown.ts';
import { absoluteOf } from './absolute.ts';

const margin = 24;
const readable = 0.6;
const settlingMs = 80;

/** Brings the node that is wanted into view, and gives it the focus where that is wished. */
export function useLook(shown: readonly Shown[]): void {
  const look = useEditor((state) => state.look);
  const flow = useReactFlow();
  const store = useStoreApi();
  const isStill = useReducedMotion();
  useEffect(() => {
    if (!look) return undefined;
    if (look.takesFocus) focusNode(look.id);
    // The panel that opens at the same time takes its room first.
    const timer = setTimeout(() => {
      const box = absoluteOf(shown, look.id);
      const { width, height, transform } = store.getState();
      const [x, y, zoom] = transform;
      if (!box || isInView(box, { x, y, zoom, width, height })) return;
      const center = [box.x + box.width / 2, box.y + box.height / 2] as const;
      void flow.setCenter(...center, { zoom: Math.max(zoom, readable), duration: isStill ? 0 : 250 });
    }, settlingMs);
    return () => clearTimeout(timer);
    // Only a new wish moves the canvas: later changes of the graph leave it where the designer put it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [look]);
}

interface View extends Box {
  readonly zoom: number;
}

function isInView(box: Box, { x, y, zoom, width, height }: View): boolean {
  const left = box.x * zoom + x;
  const top = box.y * zoom + y;
  const isAcross = left > margin && left + box.width * zoom < width - margin;
  return isAcross && top > margin && top + box.height * zoom < height - margin;
}

/** Gives a node the focus as soon as it is rendered. */
export function focusNode(id: string, tries = 20): void {
  const element = document.getElementById(`node-${id}`);
  if (element) element.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusNode(id, tries - 1));
}
