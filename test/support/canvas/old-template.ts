import { DataSource } from 'typeorm';
import type { Place } from './canvas.js';
import type { TestServer } from '../server.js';
import { expectStatus } from '../world.js';

/** Makes of a new copy of "Create a lead" what it would be had it been installed from the version before this one, and edited since. */
export async function makeOld(server: TestServer, { botId, taskId }: Place): Promise<void> {
  const path = `/v1/bots/${botId}/dialog-tasks/${taskId}`;
  const { body: task } = await server.call('GET', path);
  const said = (texts: Readonly<Record<string, string>>) => ({
    ...task.graph,
    nodes: (task.graph.nodes as readonly Readonly<Record<string, unknown>>[]).map((node) => {
      const text = texts[String(node['id'])];
      if (text === undefined) return node;
      return node['prompts'] === undefined ? { ...node, variants: [{ text }] } : { ...node, prompts: [text] };
    }),
  });
  const before = { 'ask-last-name': 'The last name?', refused: 'Refused.', failed: 'Failed.' };
  const mine = 'Edited on the bot';
  const graph = said({ ...before, 'ask-company': mine, refused: mine, failed: mine });
  expectStatus(await server.call('PUT', path, { body: { name: task.name, version: task.version, graph } }), 200);
  await server.app
    .get(DataSource)
    .query(
      `UPDATE dialog_tasks SET origin = jsonb_set(origin, '{version}', '1'), origin_graph = $2::jsonb WHERE id = $1`,
      [taskId, JSON.stringify(said(before))],
    );
}
