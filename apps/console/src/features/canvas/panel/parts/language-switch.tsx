import { Select } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useState } from 'react';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import { languageOf, languagesOf } from '../../graph/model/texts.ts';
import { isLanguageTag, languageName, offeredLanguages } from './languages.ts';

/** The language that texts are written in. A text that is given in a second language becomes one for each. */
export function LanguageSwitch() {
  const { setLocale } = useCommands();
  const locale = useEditor((state) => state.locale);
  const { graph } = useEditor(draftOf);
  const [search, setSearch] = useState('');
  const own = languageOf(graph);
  const used = [...new Set([...languagesOf(graph), locale])];
  const typed = isLanguageTag(search) && !used.includes(search) && !offeredLanguages.includes(search) ? [search] : [];
  return (
    <Select
      size="xs"
      aria-label="Language of the texts"
      description={locale === own ? undefined : `Where nothing is written, ${languageName(own)} is said.`}
      inputWrapperOrder={['input', 'description']}
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
            label: each === own ? `${languageName(each)}, its own language` : languageName(each),
          })),
        },
        {
          group: 'Add a language',
          items: [...typed, ...offeredLanguages.filter((each) => !used.includes(each))].map((each) => ({
            value: each,
            label: languageName(each),
          })),
        },
      ]}
      onChange={(next) => next !== null && setLocale(next)}
    />
  );
}
