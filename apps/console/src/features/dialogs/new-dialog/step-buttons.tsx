import { Button, Group } from '@mantine/core';

interface StepButtonsProps {
  readonly onBack: () => void;
  readonly label: string;
  readonly isLoading?: boolean;
  readonly isOff?: boolean;
}

/** Back, and on. */
export function StepButtons({ onBack, label, isLoading, isOff }: StepButtonsProps) {
  return (
    <Group justify="space-between">
      <Button variant="default" onClick={onBack}>
        Back
      </Button>
      <Button type="submit" loading={isLoading} disabled={isOff}>
        {label}
      </Button>
    </Group>
  );
}
