import { ActionIcon, Tooltip } from '@mantine/core';
import { Panel } from '@xyflow/react';
import { nodesById } from '../../editor/lookups.ts';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useStore } from '../../editor/use-editor.ts';
import { addableTypes, type AddableType } from '../../graph/editing/new-node.ts';
import { mainPortOf } from '../../graph/model/ports.ts';
import { typeWords } from '../../graph/model/words.ts';
import classes from '../board.module.css';
import { looks } from '../nodes/node-look.ts';
import { nodeDrag } from '../view/use-drop.ts';

/** What can be added: by a click after the node that is selected, or dragged to a place. */
export function Palette() {
  const store = useStore();
  const { add, addAfter } = useCommands();
  const put = (type: AddableType) => {
    const state = store.state();
    const node = state.selected.size > 0 ? nodesById(draftOf(state).graph).get(state.current ?? '') : undefined;
    if (node && mainPortOf(node)) addAfter(node.id, type);
    else add(type);
  };
  return (
    <Panel position="top-left">
      <div className={classes.palette} role="toolbar" aria-label="Add a node" aria-orientation="vertical">
        {addableTypes.map((type) => {
          const { icon: Icon, hint } = looks[type];
          return (
            <Tooltip
              key={type}
              label={`${typeWords[type]}: ${hint.charAt(0).toLowerCase()}${hint.slice(1)}`}
              position="right"
            >
              <ActionIcon
                size={36}
                draggable
                aria-label={`Add: ${typeWords[type]}`}
                onDragStart={(event) => event.dataTransfer.setData(nodeDrag, type)}
                onClick={() => put(type)}
              >
                <Icon size={20} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          );
        })}
      </div>
    </Panel>
  );
}
