import { readFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';

const goals = { 'token read': 0.7, 'run of a read': 0.5 };
const slowest = 1.2;

const whole = (number) => Math.round(number).toLocaleString('en');
const ms = (number) => `${number < 10 ? number.toFixed(1) : Math.round(number)} ms`;
const percent = (part) => `${Math.round(part * 100)} %`;
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** What was measured, as a page to read. */
export function render({ starts, memory, rows, sizes, seconds }) {
  return `# What Attaché costs

${machine()}. Measured in ${whole(seconds)} s on ${new Date().toISOString().slice(0, 10)} by \`npm run bench\`.

## Requests

${table(['what', 'connections', 'requests/s', 'p50', 'p99', 'reference: requests/s', 'p50', 'p99', 'ratio', 'goal'], rows.map(requestRow))}

## A thousand and a million stored authorizations

${table(['stored', 'token reads/s', 'p50', 'p99', 'by action and subject', 'what is due for refresh'], sizes.map(sizeRow))}

${comparison(sizes)}

## Start and memory

${table(['', 'measured', 'goal'], standing(starts, memory))}

## How to read it

- Everything runs on the one machine above, each part a process of its own: the load (autocannon), the built server with its
  embedded database, a stub of Salesforce, and the references. They share its processors, so compare ratios, not requests a second.
- **token read**: \`POST /v1/authorizations/{id}/token\`, held against a Fastify route that looks the key up in a Map and answers the
  same JSON. **run of a read**: \`salesforce.get-lead\`, held against a Fastify route that forwards to the same upstream with undici.
  Reference, product, reference take turns; each number is the median of its rounds.
- **run of a write**: \`salesforce.create-lead\`, which is recorded in the database before it is sent; there is nothing to hold it against.
- The table of sizes reads tokens that are *not* in memory, by 10 connections: each read is a query and a decryption. The two
  queries are timed alone, in the database.
- Start is from the launch of the process to the first good answer of \`/health/ready\`; memory at rest is taken 3 s after that.
`;
}

function machine() {
  const [{ model }] = cpus();
  const version = (name) =>
    JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url))).version;
  return (
    `${cpus().length} x ${model.trim()}, ${whole(totalmem() / 2 ** 30)} GB, ${platform()} ${release()}; Node ${process.versions.node}, ` +
    `Fastify ${version('fastify')}, NestJS ${version('@nestjs/core')}, undici ${version('undici')}, PostgreSQL 18`
  );
}

function requestRow({ name, connections, product, reference, ratio }) {
  const own = [name, connections, whole(product.perSecond), ms(product.p50), ms(product.p99)];
  if (reference === undefined) return [...own, '', '', '', '', ''];
  const held = [whole(reference.perSecond), ms(reference.p50), ms(reference.p99)];
  return [...own, ...held, `**${percent(ratio)}**`, `≥ ${percent(goals[name])}`];
}

function sizeRow({ count, perSecond, p50, p99, lookUpMs, dueMs }) {
  return [whole(count), whole(perSecond), ms(p50), ms(p99), `${lookUpMs.toFixed(2)} ms`, `${dueMs.toFixed(2)} ms`];
}

function comparison([few, many]) {
  const slower = (name) => `${(many[name] / few[name]).toFixed(2)} times`;
  return (
    `The larger table takes ${slower('p50')} as long for a token read (p50), ${slower('lookUpMs')} for a subject, ` +
    `${slower('dueMs')} for what is due; the goal is at most ${slowest} times.`
  );
}

function standing({ coldMs, warmMs }, { atRest, afterLoad }) {
  const held = (memory) =>
    memory === undefined
      ? 'not measured here'
      : `${whole(memory.total)} MB (server ${whole(memory.own)}, database ${whole(memory.database)})`;
  return [
    ['start on a new data folder', ms(coldMs), '< 5,000 ms'],
    ['start on an existing data folder', ms(warmMs), '< 2,000 ms'],
    ['memory at rest', held(atRest), '< 200 MB'],
    ['memory after the load', held(afterLoad), ''],
  ];
}
