import { NumberInput } from '@mantine/core';
import { useCommands, useEditor } from '../../editor/use-editor.ts';
import type { ConfirmationNode, EntityNode, FormNode, Text } from '../../../../dialog-graph/graph.ts';
import { useFieldProblem } from '../parts/field-problem.ts';
import { Section } from '../parts/section.tsx';
import { TextList } from '../fields/text-list.tsx';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** What is asked, and what is said to an invalid answer. */
export function PromptFields({ node }: { readonly node: EntityNode | ConfirmationNode }) {
  const { changeNode } = useCommands();
  const write = (field: 'prompts' | 'errorPrompts') => (values: readonly Text[], about?: string) =>
    changeNode(node.id, (at) => ({ ...at, [field]: values }) as typeof at, about);
  return (
    <>
      <Section title="Question" hint="A second one is asked after the first invalid answer, and so on.">
        <TextList
          nodeId={node.id}
          pointer="/prompts"
          values={node.prompts}
          most={11}
          labelOf={(index) =>
            index === 0 ? 'What the bot asks' : `After the ${ordinals[index - 1] ?? 'last'} invalid answer`
          }
          add={node.prompts.length === 0 ? 'Add a question' : 'Add another for the next try'}
          onChange={write('prompts')}
        />
      </Section>
      <Section
        title="When the answer is not valid"
        hint="Without one, the bot says what it expects. The last one serves for all further tries."
      >
        <TextList
          nodeId={node.id}
          pointer="/errorPrompts"
          values={node.errorPrompts}
          most={10}
          labelOf={(index) => `To the ${ordinals[index] ?? 'next'} invalid answer`}
          add="Add a sentence"
          onChange={write('errorPrompts')}
        />
        <RetriesField node={node} />
      </Section>
    </>
  );
}

/** How often is asked again. */
export function RetriesField({ node }: { readonly node: EntityNode | ConfirmationNode | FormNode }) {
  const { changeNode } = useCommands();
  const isReadOnly = useEditor((state) => state.isReadOnly);
  const error = useFieldProblem(node.id, '/retries');
  return (
    <NumberInput
      label="How often it asks again"
      description="1 to 10 times. Then it goes where “Retries used up” leads."
      min={1}
      max={10}
      clampBehavior="strict"
      value={node.retries}
      readOnly={isReadOnly}
      error={error}
      onChange={(value) => {
        if (typeof value === 'number')
          changeNode(node.id, (at) => ({ ...at, retries: value }) as typeof at, '/retries');
      }}
    />
  );
}
