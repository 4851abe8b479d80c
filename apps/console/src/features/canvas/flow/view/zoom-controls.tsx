import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import { Panel, useReactFlow, useViewport, type Node } from '@xyflow/react';
import classes from '../board.module.css';

/** How near the canvas is. */
export function ZoomControls() {
  const { zoomIn, zoomOut, fitBounds, getNodes } = useReactFlow();
  const { zoom } = useViewport();
  const duration = useReducedMotion() ? 0 : 200;
  return (
    <Panel position="bottom-left">
      <div className={classes.bar} role="group" aria-label="Zoom">
        <Tooltip label="Zoom out">
          <ActionIcon aria-label="Zoom out" onClick={() => void zoomOut({ duration })}>
            <IconMinus size={16} />
          </ActionIcon>
        </Tooltip>
        <Text size="xs" w={40} ta="center" lh="28px" c="dimmed">
          {Math.round(zoom * 100)} %
        </Text>
        <Tooltip label="Zoom in">
          <ActionIcon aria-label="Zoom in" onClick={() => void zoomIn({ duration })}>
            <IconPlus size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Show all">
          <ActionIcon
            aria-label="Show all"
            onClick={() => void fitBounds(boundsOf(getNodes()), { padding: 0.1, duration })}
          >
            <IconFocusCentered size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </Panel>
  );
}

/** Around all nodes, those too that are out of view and not rendered, for which React Flow would wait. */
function boundsOf(nodes: readonly Node[]) {
  const tops = nodes.filter(({ parentId }) => parentId === undefined);
  const x = Math.min(...tops.map(({ position }) => position.x));
  const y = Math.min(...tops.map(({ position }) => position.y));
  const right = Math.max(...tops.map(({ position, width = 0 }) => position.x + width));
  const bottom = Math.max(...tops.map(({ position, height = 0 }) => position.y + height));
  return { x, y, width: right - x, height: bottom - y };
}
