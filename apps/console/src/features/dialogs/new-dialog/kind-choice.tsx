import { Stack, Text, ThemeIcon, UnstyledButton } from '@mantine/core';
import { IconFileImport, IconPlugConnected, IconSquareRoundedPlus } from '@tabler/icons-react';
import classes from './new-dialog.module.css';
import type { Step } from './new-dialog.tsx';

const kinds = [
  {
    step: 'template',
    icon: IconPlugConnected,
    title: 'Integration',
    text: 'A ready-made dialog that works in a system such as Salesforce.',
  },
  {
    step: 'blank',
    icon: IconSquareRoundedPlus,
    title: 'Blank',
    text: 'Draw your own, beginning with what a person says.',
  },
  { step: 'import', icon: IconFileImport, title: 'From a file', text: 'A dialog that was exported as JSON.' },
] as const satisfies readonly {
  readonly step: Step;
  readonly icon: unknown;
  readonly title: string;
  readonly text: string;
}[];

/** The ways to make a dialog. */
export function KindChoice({ onPick }: { readonly onPick: (step: Step) => void }) {
  return (
    <Stack gap="xs">
      {kinds.map(({ step, icon: Icon, title, text }, index) => (
        <UnstyledButton
          key={step}
          className={classes.choice}
          onClick={() => onPick(step)}
          data-autofocus={index === 0 || undefined}
        >
          <ThemeIcon variant="light" size={40} aria-hidden>
            <Icon size={22} stroke={1.7} />
          </ThemeIcon>
          <span>
            <Text component="span" display="block" fw={600} size="sm">
              {title}
            </Text>
            <Text component="span" display="block" size="sm" c="dimmed">
              {text}
            </Text>
          </span>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
