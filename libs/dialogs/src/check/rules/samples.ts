import type { ServiceNode } from '../../model.js';
import type { Survey } from '../survey.js';

/** The longest sample response, in characters of its JSON. */
const longestSample = 20_000;

/** Checks that the sample responses of a service node can be told apart, and are small enough to be kept in the graph. */
export function checkSamples(survey: Survey, node: ServiceNode): void {
  const error = survey.report('error', node);
  const known = new Set<string>();
  (node.samples ?? []).forEach(({ name, output }, i) => {
    if (known.has(name)) {
      error('duplicate-sample', `/samples/${i}/name`, `Two sample responses are named "${name}"; rename one of them.`);
    }
    known.add(name);
    const { length } = JSON.stringify(output);
    if (length <= longestSample) return;
    const message = `The sample response "${name}" has ${length} characters; at most ${longestSample} are kept. Shorten its lists.`;
    error('sample-too-large', `/samples/${i}/output`, message);
  });
}
