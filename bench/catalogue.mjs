import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from '../scripts/build.mjs';
import { installMissing, requireNode, root } from '../scripts/install.mjs';
import { medians } from './numbers.mjs';

const rounds = 9;
const built = join(root, 'dist/libs/connectors/src');
const child = fileURLToPath(new URL('catalogue-child.mjs', import.meta.url));

const measureOnce = (ids) =>
  JSON.parse(execFileSync(process.execPath, ['--expose-gc', child, ...ids], { encoding: 'utf8' }));

/** The whole catalogue and one connector, in turns, so that both see the same weather; medians of their rounds. */
function measure(all, one) {
  const results = { all: [], one: [] };
  for (let round = 0; round < rounds; round += 1) {
    results.one.push(measureOnce([one]));
    results.all.push(measureOnce(all));
  }
  return { all: medians(results.all), one: medians(results.one) };
}

const rows = [
  ['operations', ({ operations }) => String(operations)],
  ['templates', ({ templates }) => String(templates)],
  ['loaded at start, in', ({ loadMs }) => `${loadMs.toFixed(0)} ms`],
  ['memory', ({ heapMb }) => `${heapMb.toFixed(1)} MB`],
  ['finding an operation', ({ lookUpNs }) => `${lookUpNs.toFixed(0)} ns`],
  ['the first check of an input', ({ firstRunMs }) => `${firstRunMs.toFixed(1)} ms`],
  [
    'the catalogue as JSON',
    ({ describeMs, catalogueBytes }) => `${(catalogueBytes / 1_000).toFixed(0)} kB in ${describeMs.toFixed(1)} ms`,
  ],
];

function render({ all, one }) {
  const lines = rows.map(([what, show]) => `| ${what} | ${show(one)} | ${show(all)} |`);
  return `# What the catalogue costs

Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.versions.node} by \`node bench/catalogue.mjs\`: a process that loads one connector and one that
loads all ${all.connectors}, in turns, ${rounds} times each; medians, times are
processor time.

| | one connector | all ${all.connectors} |
| --- | --- | --- |
${lines.join('\n')}

- A connector that no bot uses costs its share of start and memory, once. On the way of a run nothing of it is touched: the
  registry is two maps, and the schema of an input is compiled when its operation first runs.
- The one connector is Salesforce; its numbers hold what all share, such as the kit.
`;
}

requireNode();
if (!(await installMissing()) || !(await buildStale())) process.exit(1);
const ids = readdirSync(built).filter((id) => existsSync(join(built, id, `${id}.connector.js`)));
const text = render(measure(ids, 'salesforce'));
console.log(text);
writeFileSync(new URL('CATALOGUE.md', import.meta.url), text);
