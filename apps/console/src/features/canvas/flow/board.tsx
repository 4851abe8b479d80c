import { useMantineColorScheme, useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  MarkerType,
  MiniMap,
  ReactFlow,
  type Connection,
  type FinalConnectionState,
} from '@xyflow/react';
import { useMemo, useState } from 'react';
import { draftOf } from '../editor/state.ts';
import { useCommands, useEditor } from '../editor/use-editor.ts';
import { mayConnect, type Way } from '../graph/editing/edit.ts';
import { shownOf } from '../graph/places/shown.ts';
import { BoardContext, type BoardActions } from './board-context.ts';
import { toFlowEdges, toFlowNodes, withTarget, type FlowEdge, type FlowNode } from './flow-graph.ts';
import { BoardMenu, type OpenMenu } from './menus/board-menu.tsx';
import { Palette } from './menus/palette.tsx';
import classes from './board.module.css';
import { GroupFrame } from './nodes/group-frame.tsx';
import { EndCard, NodeCard } from './nodes/node-card.tsx';
import { WayEdge } from './nodes/way-edge.tsx';
import { begin } from './view/begin.ts';
import { useBoardKeys } from './view/use-board-keys.ts';
import { useDragging } from './view/use-dragging.ts';
import { useClipboard } from './view/use-clipboard.ts';
import { useDrop } from './view/use-drop.ts';
import { useGlide } from './view/use-glide.ts';
import { useLook } from './view/use-look.ts';
import { ZoomControls } from './view/zoom-controls.tsx';

const nodeTypes = { card: NodeCard, frame: GroupFrame, end: EndCard };
const edgeTypes = { way: WayEdge };
const edgeDefaults = { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: '#94a1b3' } };

/** The graph of the task, to look at and to work on. */
export function Board() {
  const { graph } = useEditor(draftOf);
  const places = useEditor((state) => state.places);
  const open = useEditor((state) => state.open);
  const selected = useEditor((state) => state.selected);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const commands = useCommands();
  const [menu, setMenu] = useState<OpenMenu>();
  const shown = useMemo(() => shownOf(graph, places, open), [graph, places, open]);
  const still = useMemo(() => toFlowNodes(shown, selected, isReadOnly), [shown, selected, isReadOnly]);
  const edges = useMemo(() => toFlowEdges(shown), [shown]);
  const { over, takes } = useDrop(shown);
  const { nodes, isDragging, onNodesChange, dragOver, putDown } = useDragging(still, shown);
  const actions = useMemo<BoardActions>(
    () => ({
      openAdd: (point, way) => setMenu({ kind: 'add', at: point, way }),
      openNodeMenu: (point, nodeId) => setMenu({ kind: 'node', at: point, nodeId }),
    }),
    [],
  );
  const isNarrow = useMediaQuery('(max-width: 48em)');
  const isGliding = useGlide(places);
  const onKeyDown = useBoardKeys(shown, actions);
  useLook(shown);
  useClipboard();
  const connect = ({ source, sourceHandle, target }: Connection) =>
    commands.connect(wayOf(source, sourceHandle), target);
  return (
    <BoardContext value={actions}>
      <section
        className={`${classes.board} ${isGliding && !isDragging ? classes.glide : ''}`}
        aria-label="Graph of the dialog"
        onKeyDown={onKeyDown}
        {...takes}
      >
        <ReactFlow<FlowNode, FlowEdge>
          {...{ nodeTypes, edgeTypes }}
          nodes={withTarget(nodes, over)}
          edges={withTarget(edges, over)}
          defaultEdgeOptions={edgeDefaults}
          colorMode={useColorMode()}
          onInit={(flow) => begin(flow, shown)}
          minZoom={0.08}
          maxZoom={1.75}
          onlyRenderVisibleElements
          {...{ nodesFocusable: false, edgesFocusable: false, disableKeyboardA11y: true, zoomOnDoubleClick: false }}
          {...{
            deleteKeyCode: null,
            multiSelectionKeyCode: ['Meta', 'Control'],
            panOnScroll: !isNarrow,
            elevateNodesOnSelect: false,
          }}
          nodesConnectable={!isReadOnly}
          connectionRadius={36}
          snapToGrid
          snapGrid={[8, 8]}
          onNodesChange={onNodesChange}
          onNodeClick={(event, { id }) => {
            if (!event.metaKey && !event.ctrlKey && !event.shiftKey) commands.show(id);
          }}
          onNodeContextMenu={(event, { id }) => {
            event.preventDefault();
            actions.openNodeMenu({ x: event.clientX, y: event.clientY }, id);
          }}
          onPaneClick={commands.closePanel}
          onNodeDrag={(event, _node, dragged) => dragOver(event, dragged)}
          onNodeDragStop={(event, _node, dragged) => putDown(event, dragged)}
          onConnect={connect}
          isValidConnection={({ source, sourceHandle, target }) =>
            mayConnect(graph, wayOf(source, sourceHandle ?? null), target)
          }
          onConnectEnd={(event, state) => offerNode(event, state, actions)}
          proOptions={{ hideAttribution: false }}
        >
          <Ground />
          <ZoomControls />
          {!isReadOnly && <Palette />}
        </ReactFlow>
      </section>
      <BoardMenu menu={menu} onClose={() => setMenu(undefined)} onChange={setMenu} />
    </BoardContext>
  );
}

function Ground() {
  const isNarrow = useMediaQuery('(max-width: 48em)');
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--line)" />
      {!isNarrow && (
        <MiniMap
          pannable
          zoomable
          ariaLabel="Overview of the graph"
          nodeColor="var(--way-faint)"
          nodeBorderRadius={24}
          maskColor="rgb(120 130 145 / 14%)"
        />
      )}
    </>
  );
}

function useColorMode(): 'light' | 'dark' {
  const { colorScheme } = useMantineColorScheme();
  const computed = useComputedColorScheme('light');
  return colorScheme === 'auto' ? computed : colorScheme;
}

function wayOf(nodeId: string, port: string | null): Way {
  return { nodeId, port: port ?? '/transitions/-' };
}

/** Where a new way is dropped on nothing, a node to lead to is offered. */
function offerNode(
  event: MouseEvent | TouchEvent,
  { isValid, fromNode, fromHandle, toNode }: FinalConnectionState,
  { openAdd }: BoardActions,
): void {
  if (isValid || toNode || !fromNode || fromHandle?.type !== 'source') return;
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  if (point) openAdd({ x: point.clientX, y: point.clientY }, wayOf(fromNode.id, fromHandle.id ?? null));
}
