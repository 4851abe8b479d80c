import { ActionIcon, Menu, Text, Tooltip } from '@mantine/core';
import { openModal } from '@mantine/modals';
import { IconDots, IconDownload, IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { showDone } from '../../../ui/notices.tsx';
import { draftOf, type EditorState } from '../editor/state.ts';
import { replaced } from '../editor/steps.ts';
import { useEditor, useStore } from '../editor/use-editor.ts';
import { exportTask, importFile, type Imported } from '../../../dialog-graph/exchange.ts';
import { RemarkList } from '../../../dialog-graph/remark-list.tsx';
import { count } from '../graph/model/summary.ts';

/** Takes the dialog out as a file, and in from one. */
export function FileMenu() {
  const store = useStore();
  const file = useRef<HTMLInputElement>(null);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    const imported = await importFile(chosen);
    if (imported.ok) {
      store.update((state: EditorState) =>
        replaced(state, { name: imported.name ?? draftOf(state).name, graph: imported.graph }, Date.now()),
      );
      showDone(`${count(imported.graph.nodes.length, 'node')} imported. Undo brings back what was here.`);
    }
    tellRemarks(imported);
  };
  return (
    <>
      <Menu position="bottom-end" shadow="lg" width={240}>
        <Menu.Target>
          <Tooltip label="Import and export">
            <ActionIcon size={32} aria-label="Import and export">
              <IconDots size={18} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => save(draftOf(store.state()))}>
            Export as JSON
          </Menu.Item>
          {!isReadOnly && (
            <Menu.Item leftSection={<IconUpload size={16} />} onClick={() => file.current?.click()}>
              Import JSON…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label="File to import"
        onChange={(event) => {
          void read(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

function save({ name, graph }: { readonly name: string; readonly graph: Parameters<typeof exportTask>[1] }): void {
  const url = URL.createObjectURL(new Blob([exportTask(name, graph)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60) || 'dialog'}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

/** Tells what an import left out, or why there is none. */
function tellRemarks(imported: Imported): void {
  const { remarks } = imported;
  if (imported.ok && remarks.length === 0) return;
  openModal({
    title: imported.ok ? 'Imported, with something left out' : 'This file was not imported',
    children: (
      <>
        {!imported.ok && <Text size="sm">{imported.reason}</Text>}
        <RemarkList remarks={remarks} />
      </>
    ),
  });
}
