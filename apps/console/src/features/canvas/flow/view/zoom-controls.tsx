import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import { Panel, useReactFlow, useViewport } from '@xyflow/react';
import classes from '../nodes/flow.module.css';

/** How near the canvas is. */
export function ZoomControls() {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
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
          <ActionIcon aria-label="Show all" onClick={() => void fitView({ padding: 0.15, maxZoom: 1, duration })}>
            <IconFocusCentered size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    </Panel>
  );
}
