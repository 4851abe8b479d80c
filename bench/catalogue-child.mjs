import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../scripts/install.mjs';

const load = (path) => import(pathToFileURL(join(root, 'dist/libs/connectors/src', path)).href);
const ids = process.argv.slice(2);
const lookUps = 1_000_000;

/** After a collection, or two: what the first finds out, the second takes away. */
function heapBytes() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** Processor time since a mark, which a busy machine does not stretch as it does the clock. */
function cpuMsSince(mark) {
  const { user, system } = process.cpuUsage(mark);
  return (user + system) / 1_000;
}

/** Loads connectors as the server does at its start, asks for them as it does on each run, and prints what that took. */
async function main() {
  const { createConnectorRegistry } = await load('registry.js');
  const { describeConnector, validateInput } = await load('index.js');
  const heapBefore = heapBytes();
  const began = process.cpuUsage();
  const modules = await Promise.all(ids.map((id) => load(`${id}/${id}.connector.js`)));
  const connectors = modules.flatMap((module) => Object.values(module).filter((one) => one?.operations));
  const registry = createConnectorRegistry(connectors);
  const loadMs = cpuMsSince(began);
  const heapMb = (heapBytes() - heapBefore) / 1_000_000;

  const operations = registry.list().flatMap((connector) => connector.operations);
  const { id } = operations.find((one) => one.id.startsWith('salesforce.')) ?? operations[0];
  const asked = process.cpuUsage();
  for (let time = 0; time < lookUps; time += 1) registry.findOperation(id);
  const lookUpNs = (cpuMsSince(asked) * 1_000_000) / lookUps;
  const described = process.cpuUsage();
  const { length: catalogueBytes } = JSON.stringify(registry.list().map(describeConnector));
  const describeMs = cpuMsSince(described);
  const compiled = process.cpuUsage();
  validateInput(registry.findOperation(id), registry.findOperation(id).example);
  const firstRunMs = cpuMsSince(compiled);
  const templates = registry.list().flatMap((connector) => connector.templates).length;
  const counts = { connectors: connectors.length, operations: operations.length, templates };
  console.log(JSON.stringify({ ...counts, loadMs, heapMb, lookUpNs, describeMs, catalogueBytes, firstRunMs }));
}

await main();
