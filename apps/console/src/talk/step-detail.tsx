import { Text } from '@mantine/core';
import type { Step } from './messages.ts';
import classes from './talk-panel.module.css';

/** Keys that say what the label of the step or its node says already. */
const saidElsewhere: Readonly<Record<string, readonly string[]>> = {
  entered: ['type'],
  sent: ['effectId'],
  received: ['effectId'],
};

/** What is known of a step: words where it is words, and otherwise a line for each value. */
export function StepDetail({ step: { kind, detail } }: { readonly step: Step }) {
  if (detail === null || detail === undefined) return null;
  if (typeof detail !== 'object' || Array.isArray(detail)) return <Value value={detail} />;
  const hidden = saidElsewhere[kind] ?? [];
  const entries = Object.entries(detail).filter(([key]) => !hidden.includes(key));
  const [only] = entries;
  if (entries.length === 1 && only && ['text', 'title', 'outcome', 'for', 'to'].includes(only[0])) {
    return <Value value={only[1]} />;
  }
  return entries.map(([key, value]) => (
    <div key={key} className={classes.stepValue}>
      <Text span inherit c="dimmed">
        {key}
      </Text>
      <Value value={value} />
    </div>
  ));
}

function Value({ value }: { readonly value: unknown }) {
  if (typeof value === 'string') return <span className={classes.stepText}>{value}</span>;
  if (typeof value !== 'object' || value === null) return <code className={classes.stepCode}>{String(value)}</code>;
  const lines = Object.entries(value).map(([key, inner]) => `${key}: ${inlineText(inner)}`);
  return <code className={classes.stepCode}>{Array.isArray(value) ? inlineText(value) : lines.join('\n')}</code>;
}

function inlineText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
