import { Select } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useState } from 'react';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import { languageOf, languagesOf, withLanguage } from '../../graph/model/texts.ts';
import { isLanguageTag, languageName, offeredLanguages } from './languages.ts';
import { Section } from './section.tsx';

/** The language that the texts of the whole task are written in. */
export function OwnLanguage() {
  const { edit, setLocale } = useCommands();
  const { graph } = useEditor(draftOf);
  const locale = useEditor((state) => state.locale);
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const [search, setSearch] = useState('');
  const own = languageOf(graph);
  const known = [...new Set([...languagesOf(graph), ...offeredLanguages])];
  const typed = isLanguageTag(search) && !known.includes(search) ? [search] : [];
  const choose = (next: string | null) => {
    if (next === null || next === own) return;
    edit((at) => withLanguage(at, next));
    if (locale === own) setLocale(next);
  };
  return (
    <Section
      title="Language of this dialog"
      hint="What its texts are written in, translations aside. It is said where a translation is missing."
    >
      <Select
        aria-label="Language of this dialog"
        leftSection={<IconLanguage size={16} />}
        searchable
        allowDeselect={false}
        readOnly={isReadOnly}
        data={[...typed, ...known].map((each) => ({ value: each, label: languageName(each) }))}
        value={own}
        nothingFoundMessage="Type a tag such as “fi” or “de-AT”"
        onSearchChange={setSearch}
        onChange={choose}
      />
    </Section>
  );
}
