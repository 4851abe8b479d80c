import type { Comparison, DialogNode } from '../../../../dialog-graph/graph.ts';
import { TargetSelect } from '../fields/target-select.tsx';
import { WaysList } from '../fields/ways-list.tsx';
import { Section } from './section.tsx';

const labels: Partial<Record<DialogNode['type'], readonly [string, string]>> = {
  confirmation: ['On yes', 'On yes, otherwise'],
  group: ['When done', 'Otherwise'],
  decision: ['Else', 'Else'],
  service: ['When it is done', 'Otherwise'],
};
const failed: Comparison = {
  left: { from: 'error', name: 'code' },
  operator: 'equals',
  right: { from: 'value', value: 'vendor-rejected-input' },
};

/** Every way out of a node, and where it leads. */
export function WaysSection({ node }: { readonly node: DialogNode }) {
  if (node.type === 'end') return null;
  const { id } = node;
  const isDecision = node.type === 'decision';
  return (
    <>
      <div data-pointer="/transitions">
        <Section
          title={isDecision ? 'Conditions' : 'Goes on to'}
          hint={isDecision ? 'Tried in order; the first that holds is taken.' : undefined}
        >
          {node.type === 'group' && <TargetSelect nodeId={id} port="/start" label="Begins with" value={node.start} />}
          <WaysList node={node} field="transitions" labels={labels[node.type] ?? ['Next', 'Otherwise']} />
          {node.type === 'confirmation' && <TargetSelect nodeId={id} port="/onNo" label="On no" value={node.onNo} />}
          {'onExhausted' in node && (
            <TargetSelect nodeId={id} port="/onExhausted" label="Retries used up" value={node.onExhausted} />
          )}
        </Section>
      </div>
      {node.type === 'service' && (
        <Section
          title="When it fails"
          hint="Without a way, the task ends with a plain apology. The problem is known there."
        >
          <WaysList node={node} field="onFailure" labels={['Go to', 'Otherwise']} first={failed} />
          <TargetSelect
            nodeId={id}
            port="/onTimeout"
            label="When it takes too long"
            description="Otherwise it counts as failed."
            value={node.onTimeout}
            isOptional
          />
        </Section>
      )}
    </>
  );
}
