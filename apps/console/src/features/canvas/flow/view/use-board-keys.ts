import { useEffect, type KeyboardEvent } from 'react';
import type { Commands } from '../../editor/commands.ts';
import { useCommands, useStore } from '../../editor/use-editor.ts';
import type { DialogNode, Point } from '../../../../dialog-graph/graph.ts';
import { mainPortOf } from '../../graph/model/ports.ts';
import type { Shown } from '../../graph/places/shown.ts';
import type { BoardActions } from '../board-context.ts';
import { neighbourOf, type Direction } from './neighbours.ts';

const directions: Readonly<Record<string, Direction>> = {
  ArrowRight: 'right',
  ArrowLeft: 'left',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const steps: Readonly<Record<Direction, Point>> = {
  right: { x: 24, y: 0 },
  left: { x: -24, y: 0 },
  up: { x: 0, y: -24 },
  down: { x: 0, y: 24 },
};

interface Pressed {
  readonly id: string;
  readonly event: KeyboardEvent;
  readonly shown: readonly Shown[];
  readonly selected: readonly string[];
  readonly commands: Commands;
  readonly actions: BoardActions;
}

/** The canvas by keyboard: arrows walk, with Alt they move the node, Enter opens, M tells what else can be done. */
export function useBoardKeys(shown: readonly Shown[], actions: BoardActions) {
  const commands = useCommands();
  const store = useStore();
  useSelectionKeys();
  return (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['node'] : undefined;
    if (id === undefined) return;
    const { selected } = store.state();
    const pressed = { id, event, shown, selected: selected.has(id) ? [...selected] : [id], commands, actions };
    if (walk(pressed) || act(pressed)) event.preventDefault();
  };
}

/** What was selected with a box has no focus: the keys for a selection work all the same. */
function useSelectionKeys(): void {
  const store = useStore();
  const commands = useCommands();
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const selected = [...store.state().selected];
      const change = selectionKeys[`${event.ctrlKey || event.metaKey ? 'control+' : ''}${event.key.toLowerCase()}`];
      if (!change || selected.length === 0 || event.target !== document.body) return;
      event.preventDefault();
      change(commands, selected);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [store, commands]);
}

const selectionKeys: Readonly<Record<string, (commands: Commands, selected: readonly string[]) => void>> = {
  delete: (commands, selected) => commands.remove(selected),
  backspace: (commands, selected) => commands.remove(selected),
  'control+d': (commands, selected) => commands.duplicate(selected),
  'control+g': (commands, selected) => commands.group(selected),
};

function walk({ id, event, shown, selected, commands }: Pressed): boolean {
  const direction = directions[event.key];
  if (event.key === 'Home') {
    const start = shown.find(({ node }) => node.type === 'intent');
    if (start) commands.goTo(start.node.id);
    return true;
  }
  if (!direction) return false;
  if (event.altKey) {
    const { x, y } = steps[direction];
    const moved = shown.filter(({ node }) => selected.includes(node.id));
    commands.move(
      new Map(moved.map((box) => [box.node.id, { x: box.x - box.aside.x + x, y: box.y - box.aside.y + y }])),
    );
    return true;
  }
  const next = neighbourOf(shown, id, direction);
  if (next === undefined) return true;
  commands.goTo(next);
  if (event.shiftKey) commands.select([...new Set([...selected, next])]);
  return true;
}

type Action = (pressed: Pressed) => void;

const actions: Readonly<Record<string, Action>> = {
  m: (pressed) => pressed.actions.openNodeMenu(underneath(pressed), pressed.id),
  contextmenu: (pressed) => pressed.actions.openNodeMenu(underneath(pressed), pressed.id),
  'shift+f10': (pressed) => pressed.actions.openNodeMenu(underneath(pressed), pressed.id),
  a: addAfter,
  '+': addAfter,
  'shift++': addAfter,
  ' ': ({ id, shown, commands }) =>
    nodeIn(shown, id)?.type === 'group' ? commands.toggleGroup(id) : commands.show(id),
};

function act(pressed: Pressed): boolean {
  const { event } = pressed;
  const control = event.ctrlKey || event.metaKey ? 'control+' : '';
  const action = event.altKey
    ? undefined
    : actions[`${control}${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`];
  const onSelection = event.altKey ? undefined : selectionKeys[`${control}${event.key.toLowerCase()}`];
  if (action) action(pressed);
  else onSelection?.(pressed.commands, pressed.selected);
  return action !== undefined || onSelection !== undefined;
}

function addAfter(pressed: Pressed): void {
  const node = nodeIn(pressed.shown, pressed.id);
  const port = node && mainPortOf(node);
  if (port) pressed.actions.openAdd(underneath(pressed), { nodeId: pressed.id, port: port.id });
}

function underneath({ event, id }: Pressed): Point {
  const box = event.currentTarget.querySelector(`[data-node="${CSS.escape(id)}"]`)?.getBoundingClientRect();
  return { x: box?.left ?? 0, y: box?.bottom ?? 0 };
}

function nodeIn(shown: readonly Shown[], id: string): DialogNode | undefined {
  return shown.find(({ node }) => node.id === id)?.node;
}
