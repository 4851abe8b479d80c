import { useCommands } from '../../editor/use-editor.ts';
import type { ConfirmationNode } from '../../../../dialog-graph/graph.ts';
import { WordList } from '../fields/word-list.tsx';
import { Section } from '../parts/section.tsx';
import { PromptFields } from './asking-fields.tsx';

/** A question for a yes or a no. */
export function ConfirmationForm({ node }: { readonly node: ConfirmationNode }) {
  const { changeNode } = useCommands();
  const write = (field: 'yes' | 'no') => (words: readonly string[]) =>
    changeNode(node.id, (at) => {
      const { [field]: _old, ...rest } = at as ConfirmationNode;
      return words.length > 0 ? { ...rest, [field]: words } : rest;
    });
  return (
    <>
      <PromptFields node={node} />
      <Section title="Words" hint="Yes, no and what means the same are understood without them.">
        <WordList label="Also means yes" placeholder="Go ahead" values={node.yes ?? []} onChange={write('yes')} />
        <WordList label="Also means no" placeholder="Better not" values={node.no ?? []} onChange={write('no')} />
      </Section>
    </>
  );
}
