import { ActionIcon, Combobox, Text, Tooltip, useCombobox } from '@mantine/core';
import { useHotkeys, useOs } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { draftOf } from '../editor/state.ts';
import { useCommands, useEditor } from '../editor/use-editor.ts';
import type { DialogGraph } from '../../../dialog-graph/graph.ts';
import { languageOf, textShown, textsOf, utterancesIn } from '../graph/model/texts.ts';
import { typeWords } from '../graph/model/words.ts';

const most = 50;

/** Finds a node by its title, its id or anything that is said in it. */
export function NodeSearch() {
  const { goTo } = useCommands();
  const combobox = useCombobox({ onDropdownOpen: () => combobox.focusSearchInput() });
  // The browser's own search finds only the nodes that are in view.
  useHotkeys([['mod+F', () => combobox.openDropdown()]], []);
  const control = useOs() === 'macos' ? '⌘' : 'Ctrl ';
  return (
    <Combobox
      store={combobox}
      width={320}
      position="bottom-start"
      shadow="lg"
      onOptionSubmit={(id) => {
        combobox.closeDropdown();
        goTo(id);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Tooltip label={`Find a node (${control}F)`} disabled={combobox.dropdownOpened}>
          <ActionIcon
            size={32}
            aria-label="Find a node"
            aria-haspopup="listbox"
            aria-expanded={combobox.dropdownOpened}
            onClick={() => combobox.toggleDropdown()}
          >
            <IconSearch size={18} />
          </ActionIcon>
        </Tooltip>
      </Combobox.Target>
      <Combobox.Dropdown>{combobox.dropdownOpened && <Found onFound={combobox.selectFirstOption} />}</Combobox.Dropdown>
    </Combobox>
  );
}

function Found({ onFound }: { readonly onFound: () => void }) {
  const { graph } = useEditor(draftOf);
  const [search, setSearch] = useState('');
  useEffect(() => {
    onFound();
  }, [search, onFound]);
  const lines = useMemo(() => linesOf(graph), [graph]);
  const wanted = search.trim().toLowerCase();
  const found = lines.filter(({ all }) => all.includes(wanted));
  return (
    <>
      <Combobox.Search
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
        }}
        placeholder="Title, text or answer"
        aria-label="Find a node"
      />
      <Combobox.Options mah={360} style={{ overflowY: 'auto' }}>
        {found.length === 0 && <Combobox.Empty>No node says that</Combobox.Empty>}
        {found.slice(0, most).map(({ id, title, type, said }) => (
          <Combobox.Option key={id} value={id}>
            <Text size="sm" truncate>
              {title}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {type}
              {said !== '' && `: ${said}`}
            </Text>
          </Combobox.Option>
        ))}
        {found.length > most && (
          <Combobox.Footer>
            <Text size="xs" c="dimmed">
              {found.length - most} more; type on.
            </Text>
          </Combobox.Footer>
        )}
      </Combobox.Options>
    </>
  );
}

function linesOf(graph: DialogGraph) {
  const own = languageOf(graph);
  return graph.nodes.map((node) => {
    const texts =
      node.type === 'intent'
        ? utterancesIn(node.utterances, own, own)
        : textsOf(node).map((text) => textShown(text, own));
    const name = node.type === 'entity' ? node.entity.name : node.type === 'service' ? node.operation : '';
    const said = texts[0] ?? name;
    return {
      id: node.id,
      title: node.title,
      type: typeWords[node.type],
      said,
      all: [node.id, node.title, name, ...texts].join(' ').toLowerCase(),
    };
  });
}
