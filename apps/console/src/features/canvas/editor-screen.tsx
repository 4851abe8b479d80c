import { Box, VisuallyHidden } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx';
import classes from './canvas.module.css';
import { TopBar } from './bar/top-bar.tsx';
import { draftOf, isDirty } from './editor/state.ts';
import { useCommands, useEditor } from './editor/use-editor.ts';
import { Board } from './flow/board.tsx';
import { OperationsContext } from './operations/operations-context.ts';
import { useAllOperations } from './operations/use-all-operations.ts';
import { NodePanel } from './panel/node-panel.tsx';
import { Banners } from './saving/banners.tsx';
import { useChecks } from './saving/use-checks.ts';
import { useKeeping } from './saving/use-keeping.ts';
import { useRemote } from './saving/use-remote.ts';
import { useSave, useSaveOnceBack } from './saving/use-save.ts';
import { UpgradeBanner } from './saving/upgrade-banner.tsx';

const TalkPanel = lazy(() => import('../../talk/talk-panel.tsx').then((module) => ({ default: module.TalkPanel })));

interface EditorScreenProps {
  readonly botId: string;
  readonly taskId: string;
  /** The node to begin with. */
  readonly nodeId?: string;
}

/** The dialog editor: the graph, the node that is open, and the conversation beside it. */
export function EditorScreen({ botId, taskId, nodeId }: EditorScreenProps) {
  const operations = useAllOperations(botId);
  const { setActive, show, goTo, closePanel } = useCommands();
  const { name } = useEditor(draftOf);
  const dirty = useEditor(isDirty);
  const isDeleted = useEditor((state) => state.isDeleted);
  const [isTalking, setTalking] = useState(false);
  const save = useSave(botId, taskId);
  useDocumentTitle(`${dirty ? '• ' : ''}${name} · Attaché`);
  useChecks(botId);
  useKeeping(taskId);
  useRemote(botId, taskId);
  useShortcuts(save);
  useSaveOnceBack(save);
  useWholeWindow();
  useEffect(() => {
    if (nodeId !== undefined) show(nodeId);
  }, [nodeId, show]);
  const talk = () => {
    if (!isTalking) closePanel();
    setTalking(!isTalking);
  };
  const follow = useCallback(
    (node: { readonly taskId: string; readonly nodeId: string } | undefined) =>
      setActive(node?.taskId === taskId ? node.nodeId : undefined),
    [setActive, taskId],
  );
  return (
    <OperationsContext value={operations}>
      <ReactFlowProvider>
        <UnsavedGuard isDirty={dirty && !isDeleted} />
        <div className={classes.screen}>
          <VisuallyHidden component="h1">{name}</VisuallyHidden>
          <TopBar botId={botId} onSave={() => void save()} isTalking={isTalking} onTalk={talk} />
          <UpgradeBanner botId={botId} taskId={taskId} />
          <Banners botId={botId} taskId={taskId} onSave={save} />
          <div className={classes.work}>
            <Board />
            <NodePanel />
            {isTalking && (
              <Box className={classes.talk}>
                <Suspense>
                  <TalkPanel
                    botId={botId}
                    onActiveNode={follow}
                    onOpenNode={(node) => {
                      if (node.taskId !== taskId) return;
                      goTo(node.nodeId);
                      show(node.nodeId);
                    }}
                    onClose={() => {
                      setTalking(false);
                      setActive(undefined);
                    }}
                  />
                </Suspense>
              </Box>
            )}
          </div>
        </div>
      </ReactFlowProvider>
    </OperationsContext>
  );
}

function useShortcuts(save: () => Promise<boolean>): void {
  const { undo, redo } = useCommands();
  useEffect(() => {
    const actions: Readonly<Record<string, () => void>> = { s: () => void save(), y: redo, z: undo, 'shift+z': redo };
    const press = (event: KeyboardEvent) => {
      const key = `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`;
      const action = (event.ctrlKey || event.metaKey) && !event.altKey ? actions[key] : undefined;
      if (!action || (key !== 's' && isElsewhere(event.target))) return;
      event.preventDefault();
      if (document.querySelector('[aria-modal="true"]') === null) action();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [save, undo, redo]);
}

/** The canvas scrolls by itself: no room is kept for a scrollbar of the page. */
function useWholeWindow(): void {
  useEffect(() => {
    const { style } = document.documentElement;
    style.scrollbarGutter = 'auto';
    return () => {
      style.scrollbarGutter = '';
    };
  }, []);
}

/** The conversation has fields of its own to undo in. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[aria-label="Talk to the bot"]') !== null;
}
