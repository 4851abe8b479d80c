import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schema } from '../../api/client.ts';
import type { Problem, Saved } from './editor/state.ts';
import { toWire, type DialogGraph } from '../../dialog-graph/graph.ts';
import type { JsonSchema } from './graph/known/schema-fields.ts';

export type DialogTask = Schema<'DialogTaskView'>;
export type Operation = Schema<'OperationView'>;

/** A dialog task with its working copy. */
export const taskQuery = (botId: string, taskId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'dialog-tasks', taskId],
    queryFn: () => readTask(botId, taskId),
    staleTime: Infinity,
    gcTime: 0,
  });

/** Reads a task past every cache. */
export function readTask(botId: string, taskId: string): Promise<DialogTask> {
  return bodyOf(api.GET('/v1/bots/{botId}/dialog-tasks/{taskId}', { params: { path: { botId, taskId } } }));
}

/** What a task was copied from, and what became of that since. */
export const originQuery = (botId: string, taskId: string, version: number) =>
  queryOptions({
    queryKey: ['bots', botId, 'dialog-tasks', taskId, 'origin', version],
    queryFn: () =>
      bodyOf(api.GET('/v1/bots/{botId}/dialog-tasks/{taskId}/origin', { params: { path: { botId, taskId } } })),
    staleTime: 300_000,
  });

/** The actions of a bot: which connectors it can use. */
export const actionsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bots', botId, 'actions', 'all'],
    queryFn: () => bodyOf(api.GET('/v1/bots/{botId}/actions', { params: { path: { botId } } })),
    staleTime: 60_000,
  });

/** A connector with the schemas of its operations. */
export const connectorQuery = (connectorId: string) =>
  queryOptions({
    queryKey: ['connectors', connectorId],
    queryFn: () => bodyOf(api.GET('/v1/connectors/{connectorId}', { params: { path: { connectorId } } })),
    staleTime: 300_000,
  });

/** What is wrong with a graph, by the API's own rules. */
export async function checkGraph(botId: string, graph: DialogGraph, signal?: AbortSignal): Promise<readonly Problem[]> {
  const { problems } = await bodyOf(
    api.POST('/v1/bots/{botId}/dialog-tasks/check', {
      params: { path: { botId } },
      body: { graph: toWire(graph) },
      signal,
    }),
  );
  return problems.map(toProblem);
}

/** Saves a task; fails with `version-conflict` when somebody was faster. */
export function saveTask(
  botId: string,
  taskId: string,
  task: { readonly name: string; readonly graph: DialogGraph; readonly version: number },
) {
  const body = { name: task.name, version: task.version, graph: toWire(task.graph) };
  return bodyOf(api.PUT('/v1/bots/{botId}/dialog-tasks/{taskId}', { params: { path: { botId, taskId } }, body }));
}

/** Makes a new task. */
export function createTask(botId: string, { name, graph }: { readonly name: string; readonly graph: DialogGraph }) {
  const body = { name, graph: toWire(graph) };
  return bodyOf(api.POST('/v1/bots/{botId}/dialog-tasks', { params: { path: { botId } }, body }));
}

/** The task as the editor holds it. */
export function toSaved({ name, graph, version, liveVersion, isLive }: DialogTask): Saved {
  return { name, graph: graph as DialogGraph, version, liveVersion, isLive };
}

/** A problem as the editor shows it: its pointer leads from the node. */
export function toProblem({ severity, code, message, nodeId, pointer }: Schema<'GraphProblemView'>): Problem {
  return {
    severity,
    code,
    message,
    nodeId,
    pointer: nodeId === undefined ? pointer : pointer.replace(/^\/nodes\/\d+/, ''),
  };
}

/** The schema of what an operation takes or answers. */
export function schemaOf(schema: Operation['input'] | undefined): JsonSchema | undefined {
  return schema as JsonSchema | undefined;
}
