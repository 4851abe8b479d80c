import { ActionIcon, Box, Combobox, Group, Text, Tooltip, useCombobox } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Known } from '../../graph/known/known.ts';
import { useKnown } from '../parts/use-known.ts';
import classes from './known-picker.module.css';

interface KnownPickerProps {
  readonly nodeId: string;
  readonly onPick: (known: Known) => void;
}

/** Inserts something that is known at a node by picking it. */
export function KnownPicker({ nodeId, onPick }: KnownPickerProps) {
  const combobox = useCombobox({
    onDropdownClose: () => combobox.resetSelectedOption(),
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-end"
      withinPortal
      shadow="lg"
      onOptionSubmit={(value) => {
        combobox.closeDropdown();
        onPick(JSON.parse(value) as Known);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Tooltip label="Insert a value" disabled={combobox.dropdownOpened}>
          <ActionIcon
            size={28}
            aria-label="Insert a value"
            aria-haspopup="listbox"
            aria-expanded={combobox.dropdownOpened}
            onClick={() => combobox.toggleDropdown()}
          >
            <IconBraces size={16} />
          </ActionIcon>
        </Tooltip>
      </Combobox.Target>
      <Combobox.Dropdown>
        {combobox.dropdownOpened && <KnownOptions nodeId={nodeId} onFound={combobox.selectFirstOption} />}
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface KnownOptionsProps {
  readonly nodeId: string;
  readonly onFound: () => void;
}

function KnownOptions({ nodeId, onFound }: KnownOptionsProps) {
  const known = useKnown(nodeId);
  const [search, setSearch] = useState('');
  useEffect(() => {
    onFound();
  }, [search, onFound]);
  const wanted = search.trim().toLowerCase();
  const found = known.filter(({ label, group, liquid }) =>
    `${label} ${group} ${liquid}`.toLowerCase().includes(wanted),
  );
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <>
      <Combobox.Search
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
        }}
        placeholder="What is known here"
        aria-label="Search what is known here"
      />
      <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
        {found.length === 0 && <Combobox.Empty>Nothing of that name is known here</Combobox.Empty>}
        {groups.map((group) => (
          <Combobox.Group key={group} label={group}>
            {found
              .filter((each) => each.group === group)
              .map((each) => (
                <Combobox.Option key={each.liquid} value={JSON.stringify(each)}>
                  <KnownLine known={each} />
                </Combobox.Option>
              ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
    </>
  );
}

/** A known value with what kind of value it is. */
export function KnownLine({ known }: { readonly known: Pick<Known, 'label' | 'type' | 'isMaybe' | 'example'> }) {
  return (
    <Box w="100%" miw={0}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" truncate>
          {known.label}
        </Text>
        <Text size="xs" className={classes.aside} style={{ flexShrink: 0 }}>
          {known.type}
          {known.isMaybe && ', may be missing'}
        </Text>
      </Group>
      {known.example !== undefined && (
        <Text size="xs" className={classes.aside} truncate>
          For instance “{known.example}”
        </Text>
      )}
    </Box>
  );
}
