import { Select } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useState } from 'react';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import { languageOf, languagesOf } from '../../graph/model/texts.ts';

const names = new Intl.DisplayNames('en', { type: 'language' });
const offered = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'tr',
  'ar',
  'he',
  'hi',
  'ja',
  'ko',
  'zh',
  'uk',
  'cs',
];
const tag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** The language that texts are written in. A text that is given in a second language becomes one for each. */
export function LanguageSwitch() {
  const { setLocale } = useCommands();
  const locale = useEditor((state) => state.locale);
  const { graph } = useEditor(draftOf);
  const [search, setSearch] = useState('');
  const own = languageOf(graph);
  const used = [...new Set([...languagesOf(graph), locale])];
  const typed = tag.test(search) && !used.includes(search) && !offered.includes(search) ? [search] : [];
  return (
    <Select
      size="xs"
      aria-label="Language of the texts"
      leftSection={<IconLanguage size={16} />}
      searchable
      allowDeselect={false}
      value={locale}
      onSearchChange={setSearch}
      data={[
        {
          group: 'Of this dialog',
          items: used.map((each) => ({
            value: each,
            label: each === own ? `${nameOf(each)}, its own language` : nameOf(each),
          })),
        },
        {
          group: 'Add a language',
          items: [...typed, ...offered.filter((each) => !used.includes(each))].map((each) => ({
            value: each,
            label: nameOf(each),
          })),
        },
      ]}
      onChange={(next) => next !== null && setLocale(next)}
    />
  );
}

function nameOf(locale: string): string {
  try {
    return names.of(locale) ?? locale;
  } catch {
    return locale;
  }
}
