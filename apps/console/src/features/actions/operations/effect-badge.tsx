import { Badge } from '@mantine/core';

/** Whether an operation only reads, or changes something. */
export function EffectBadge({ effect }: { readonly effect: 'read' | 'write' }) {
  return <Badge color={effect === 'read' ? 'gray' : 'orange'}>{effect === 'read' ? 'Reads' : 'Writes'}</Badge>;
}
