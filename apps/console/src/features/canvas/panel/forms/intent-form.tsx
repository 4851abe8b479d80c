import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { draftOf } from '../../editor/state.ts';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import type { IntentNode } from '../../../../dialog-graph/graph.ts';
import { languageOf, utterancesIn, withUtterances } from '../../graph/model/texts.ts';
import { useFieldProblem } from '../parts/field-problem.ts';
import { OwnLanguage } from '../parts/own-language.tsx';
import { Section } from '../parts/section.tsx';

/** What a person says to begin the task. */
export function IntentForm({ node }: { readonly node: IntentNode }) {
  const { changeNode } = useCommands();
  const locale = useEditor((state) => state.locale);
  const own = useEditor((state) => languageOf(draftOf(state).graph));
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const problem = useFieldProblem(node.id, '/utterances');
  const said = utterancesIn(node.utterances, locale, own);
  const write = (next: readonly string[], about?: string) =>
    changeNode(
      node.id,
      (at) => (at.type === 'intent' ? { ...at, utterances: withUtterances(at.utterances, next, locale, own) } : at),
      about,
    );
  return (
    <>
      <Section
        title="Sample sentences"
        hint="The bot begins this dialog when somebody says something like it. Five to ten different ones work best."
      >
        <Stack gap={6} data-pointer="/utterances">
          {said.map((sentence, index) => (
            <Group key={index} gap={4} wrap="nowrap">
              <TextInput
                flex={1}
                aria-label={`Sentence ${index + 1}`}
                value={sentence}
                maxLength={500}
                readOnly={isReadOnly}
                error={index === 0 ? problem : undefined}
                onChange={(event) =>
                  write(
                    said.map((each, at) => (at === index ? event.currentTarget.value : each)),
                    `/utterances/${index}`,
                  )
                }
              />
              {!isReadOnly && (
                <ActionIcon
                  aria-label={`Remove sentence ${index + 1}`}
                  onClick={() => write(said.filter((_, at) => at !== index))}
                >
                  <IconX size={16} />
                </ActionIcon>
              )}
            </Group>
          ))}
          {!isReadOnly && said.length < 200 && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              style={{ alignSelf: 'flex-start' }}
              onClick={() => write([...said, ''])}
            >
              Add a sentence
            </Button>
          )}
        </Stack>
      </Section>
      <OwnLanguage />
    </>
  );
}
