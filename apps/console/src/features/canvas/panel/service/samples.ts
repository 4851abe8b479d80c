import { useCommands } from '../../editor/use-editor.ts';
import type { ServiceNode, ServiceSample } from '../../../../dialog-graph/graph.ts';

/** The most sample responses of a node. */
export const mostSamples = 10;
const longest = 20_000;

/** Why a response cannot be kept; nothing where it can. */
export function sampleFault(output: unknown): string | undefined {
  const { length } = JSON.stringify(output) ?? '';
  if (length === 0) return 'There is no response to keep.';
  return length <= longest
    ? undefined
    : `It has ${length.toLocaleString('en')} characters; ${longest.toLocaleString('en')} are kept at most.`;
}

/** A name that no sample of a node has yet. */
export function freshSampleName(samples: readonly ServiceSample[]): string {
  const taken = new Set(samples.map(({ name }) => name));
  let number = samples.length + 1;
  while (taken.has(`Sample ${number}`)) number += 1;
  return `Sample ${number}`;
}

/** Changes the sample responses of a node. */
export function useSamples(node: ServiceNode) {
  const { changeNode } = useCommands();
  const { samples = [] } = node;
  const write = (next: readonly ServiceSample[], about?: string) =>
    changeNode(node.id, (at) => (at.type === 'service' ? withSamples(at, next) : at), about);
  return {
    samples,
    add: (sample: ServiceSample) => write([...samples, sample]),
    change: (index: number, patch: Partial<ServiceSample>, about: string) =>
      write(
        samples.map((each, at) => (at === index ? { ...each, ...patch } : each)),
        `/samples/${index}${about}`,
      ),
    remove: (index: number) => write(samples.filter((_, at) => at !== index)),
  };
}

function withSamples({ samples: _old, ...node }: ServiceNode, samples: readonly ServiceSample[]): ServiceNode {
  return samples.length === 0 ? node : { ...node, samples };
}
