import {
  IconArrowsSplit2,
  IconBolt,
  IconBoxMultiple,
  IconFlag,
  IconForms,
  IconHelpCircle,
  IconMessage2,
  IconPlugConnected,
  IconThumbUp,
  type Icon,
} from '@tabler/icons-react';
import type { NodeType } from '../../../../dialog-graph/graph.ts';

/** How a type of node looks: its icon, and the colour of the tile behind it. */
export const looks: Readonly<Record<NodeType, { readonly icon: Icon; readonly color: string; readonly hint: string }>> =
  {
    intent: { icon: IconBolt, color: 'teal', hint: 'What a person says to begin' },
    entity: { icon: IconHelpCircle, color: 'ink', hint: 'Ask for one value' },
    message: { icon: IconMessage2, color: 'gray', hint: 'Say something' },
    service: { icon: IconPlugConnected, color: 'grape', hint: 'Work in another system' },
    decision: { icon: IconArrowsSplit2, color: 'orange', hint: 'Go different ways' },
    confirmation: { icon: IconThumbUp, color: 'cyan', hint: 'Ask for a yes or a no' },
    form: { icon: IconForms, color: 'indigo', hint: 'Ask for several values at once' },
    group: { icon: IconBoxMultiple, color: 'gray', hint: 'Steps that belong together' },
    end: { icon: IconFlag, color: 'gray', hint: 'End the task' },
  };
