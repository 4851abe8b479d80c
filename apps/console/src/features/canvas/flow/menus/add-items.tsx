import { Menu, Text, ThemeIcon } from '@mantine/core';
import { useCommands } from '../../editor/use-editor.ts';
import type { Way } from '../../graph/editing/edit.ts';
import { addableTypes } from '../../graph/editing/new-node.ts';
import { typeWords } from '../../graph/model/words.ts';
import { looks } from '../nodes/node-look.ts';

/** What can be put on a way. */
export function AddItems({ way, onDone }: { readonly way: Way; readonly onDone: () => void }) {
  const { insert } = useCommands();
  return (
    <>
      <Menu.Label>Add here</Menu.Label>
      {addableTypes.map((type) => {
        const { icon: Icon, color, hint } = looks[type];
        return (
          <Menu.Item
            key={type}
            leftSection={
              <ThemeIcon variant="light" color={color} size={28} aria-hidden>
                <Icon size={16} stroke={1.7} />
              </ThemeIcon>
            }
            onClick={() => {
              onDone();
              insert(way, type);
            }}
          >
            {typeWords[type]}
            <Text size="xs" c="dimmed" lh={1.2}>
              {hint}
            </Text>
          </Menu.Item>
        );
      })}
    </>
  );
}
