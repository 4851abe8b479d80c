import { TagsInput } from '@mantine/core';
import { useEditor } from '../../editor/use-editor.ts';

interface WordListProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Words, each a tag. */
export function WordList({ label, description, placeholder, values, onChange }: WordListProps) {
  const isReadOnly = useEditor((state) => state.isReadOnly);
  return (
    <TagsInput
      label={label}
      description={description}
      placeholder={values.length === 0 ? placeholder : undefined}
      value={[...values]}
      onChange={onChange}
      readOnly={isReadOnly}
      maxTags={50}
      splitChars={[',', ';']}
      acceptValueOnBlur
    />
  );
}
