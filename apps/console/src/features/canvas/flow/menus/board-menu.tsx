import { Menu } from '@mantine/core';
import type { Way } from '../../graph/editing/edit.ts';
import type { Point } from '../../../../dialog-graph/graph.ts';
import { AddItems } from './add-items.tsx';
import { NodeItems } from './node-items.tsx';

/** Which menu is open, and where on the screen. */
export type OpenMenu =
  | { readonly kind: 'add'; readonly at: Point; readonly way: Way }
  | { readonly kind: 'node'; readonly at: Point; readonly nodeId: string };

interface BoardMenuProps {
  readonly menu: OpenMenu | undefined;
  readonly onClose: () => void;
  readonly onChange: (menu: OpenMenu) => void;
}

/** The one menu of the board: what to add on a way, or what to do with a node. */
export function BoardMenu({ menu, onClose, onChange }: BoardMenuProps) {
  if (!menu) return null;
  const { x, y } = menu.at;
  return (
    <Menu
      key={`${menu.kind} ${x} ${y}`}
      opened
      onClose={onClose}
      position="bottom-start"
      width={264}
      shadow="lg"
      radius="md"
      // The key that opens it is still on its way to the document.
      clickOutsideEvents={['mousedown', 'touchstart']}
      trapFocus
      returnFocus
      closeOnItemClick={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span aria-hidden style={{ position: 'fixed', left: x, top: y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={menu.kind === 'add' ? 'Add a node' : 'What to do with the node'}>
        {menu.kind === 'add' ? (
          <AddItems way={menu.way} onDone={onClose} />
        ) : (
          <NodeItems
            nodeId={menu.nodeId}
            onDone={onClose}
            onAdd={(way) => onChange({ kind: 'add', at: { x: x + 1, y }, way })}
          />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
