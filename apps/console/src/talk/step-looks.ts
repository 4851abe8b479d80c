import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowUp,
  IconBulb,
  IconCircleDashed,
  IconClock,
  IconFlag,
  IconGitBranch,
  IconLogin2,
  IconMessage,
  IconQuestionMark,
  IconTextScan2,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import type { Step } from './messages.ts';

interface Look {
  readonly label: string;
  readonly icon: Icon;
  readonly color: string;
}

const looks: Readonly<Record<string, Look>> = {
  understood: { label: 'Understood', icon: IconBulb, color: 'ink' },
  entered: { label: 'Came to', icon: IconLogin2, color: 'dimmed' },
  extracted: { label: 'Extracted', icon: IconTextScan2, color: 'teal' },
  asked: { label: 'Asked', icon: IconQuestionMark, color: 'ink' },
  rejected: { label: 'Refused', icon: IconX, color: 'red' },
  corrected: { label: 'Corrected', icon: IconArrowBackUp, color: 'orange' },
  decided: { label: 'Decided', icon: IconGitBranch, color: 'grape' },
  said: { label: 'Said', icon: IconMessage, color: 'dimmed' },
  sent: { label: 'Sent', icon: IconArrowUp, color: 'ink' },
  received: { label: 'Received', icon: IconArrowDown, color: 'teal' },
  waiting: { label: 'Waits', icon: IconClock, color: 'dimmed' },
  ended: { label: 'Ended', icon: IconFlag, color: 'teal' },
};

/** How a kind of step looks. */
export function lookOf(kind: string): Look {
  return looks[kind] ?? { label: kind, icon: IconCircleDashed, color: 'dimmed' };
}

const worthTelling = ['understood', 'extracted', 'corrected', 'sent', 'received', 'ended'];

/** The steps of a turn in one line. */
export function summaryOf(steps: readonly Step[]): string {
  const told = steps
    .filter(({ kind }) => worthTelling.includes(kind))
    .map(({ kind }) => lookOf(kind).label.toLowerCase());
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
  const unique = [...new Set(told)];
  return unique.length === 0 ? count : `${count}: ${unique.join(', ')}`;
}
