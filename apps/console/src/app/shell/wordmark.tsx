import { Group, Text } from '@mantine/core';
import icon from './icon.svg';

/** The name of the product. */
export function Wordmark() {
  return (
    <Group gap={10} wrap="nowrap">
      <img src={icon} width={28} height={28} alt="" />
      <Text fw={700} fz="lg" lts="-0.02em">
        Attaché
      </Text>
    </Group>
  );
}
