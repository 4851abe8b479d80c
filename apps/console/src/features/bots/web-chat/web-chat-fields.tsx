import { ColorInput, Group, SegmentedControl, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import type { WebChat } from './web-chat.queries.ts';

/** The part of the settings that a designer decides. */
export type WebChatDraft = Omit<WebChat, 'secrets' | 'pageUrl' | 'scriptUrl'>;

interface WebChatFieldsProps {
  readonly draft: WebChatDraft;
  readonly isReadOnly: boolean;
  /** What the API says about a field. */
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (changed: Partial<WebChatDraft>) => void;
}

/** How a web chat that is switched on behaves and looks. */
export function WebChatFields({ draft, isReadOnly, faultOf, onChange }: WebChatFieldsProps) {
  return (
    <>
      <TextInput
        label="Title"
        required
        maxLength={100}
        readOnly={isReadOnly}
        value={draft.title}
        error={faultOf('title')}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <TextInput
        label="Greeting"
        description="Shown above the first message."
        maxLength={500}
        readOnly={isReadOnly}
        value={draft.greeting ?? ''}
        error={faultOf('greeting')}
        onChange={(event) => onChange({ greeting: event.currentTarget.value || null })}
      />
      <TagsInput
        label="Pages that may embed it"
        description="Origins such as https://shop.example.com. The chat's own page needs none."
        splitChars={[',', ' ']}
        disabled={isReadOnly}
        value={draft.allowedOrigins}
        error={faultOf('allowedOrigins')}
        onChange={(allowedOrigins) => onChange({ allowedOrigins })}
      />
      <Switch
        label="Anybody may talk to it"
        description="Without it, only users whom your page has signed."
        checked={draft.anonymousUsers}
        disabled={isReadOnly}
        onChange={(event) => onChange({ anonymousUsers: event.currentTarget.checked })}
      />
      <TagsInput
        label="Languages"
        description="BCP 47 tags such as en and de; the first is the default."
        splitChars={[',', ' ']}
        disabled={isReadOnly}
        value={draft.languages}
        error={faultOf('languages')}
        onChange={(languages) => onChange({ languages })}
      />
      <Theme draft={draft} isReadOnly={isReadOnly} faultOf={faultOf} onChange={onChange} />
    </>
  );
}

const schemes: readonly { readonly value: WebChatDraft['theme']['colorScheme']; readonly label: string }[] = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

function Theme({ draft: { theme }, isReadOnly, faultOf, onChange }: WebChatFieldsProps) {
  return (
    <Group align="flex-start" gap="md">
      <ColorInput
        label="Accent colour"
        format="hex"
        readOnly={isReadOnly}
        value={theme.accentColor}
        error={faultOf('theme')}
        eyeDropperButtonProps={{ 'aria-label': 'Pick a colour from the screen' }}
        onChange={(accentColor) => onChange({ theme: { ...theme, accentColor } })}
      />
      <Stack gap={2}>
        <Text size="sm" fw={500} id="chat-scheme">
          Appearance
        </Text>
        <SegmentedControl
          aria-labelledby="chat-scheme"
          data={[...schemes]}
          readOnly={isReadOnly}
          value={theme.colorScheme}
          onChange={(colorScheme) => onChange({ theme: { ...theme, colorScheme } })}
        />
      </Stack>
    </Group>
  );
}
