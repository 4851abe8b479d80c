import { Injectable } from '@nestjs/common';
import { checkGraph, type DialogGraph, type GraphProblem } from '#dialogs';
import { ConnectorsService } from '../connectors/connectors.service.js';
import { ProblemError } from '../http/problem.js';

const maxNodes = 5_000;

/** Says what is wrong with graphs. */
@Injectable()
export class GraphChecksService {
  private readonly soundGraphs = new WeakMap<object, boolean>();

  constructor(private readonly connectors: ConnectorsService) {}

  /** What is wrong with a graph that is kept, or may be; never throws. */
  problemsOf(graph: unknown): readonly GraphProblem[] {
    return checkGraph(graph, {
      operations: (operationId) => {
        const input = this.connectors.registry.findOperation(operationId)?.input;
        return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
      },
    });
  }

  /**
   * What is wrong with a graph that somebody is working on.
   * @throws {ProblemError} `dialog-task-too-large`
   */
  check(graph: unknown): readonly GraphProblem[] {
    const { nodes } = graph as { readonly nodes?: unknown };
    if (Array.isArray(nodes) && nodes.length > maxNodes) {
      throw tooLarge(`The graph has ${nodes.length} nodes; at most ${maxNodes} are kept.`);
    }
    const problems = this.problemsOf(graph);
    const size = problems.find(({ code }) => code === 'graph-too-large');
    if (size !== undefined) throw tooLarge(size.message);
    return problems;
  }

  /**
   * What is wrong with a graph that is to be kept: it may have errors, but must be of the schema.
   * @throws {ProblemError} `dialog-task-invalid`, `dialog-task-too-large`
   */
  admit(graph: unknown): readonly GraphProblem[] {
    const problems = this.check(graph);
    const faults = problems.filter(({ code }) => code === 'invalid-structure');
    if (faults.length === 0) return problems;
    const violations = faults.map(({ pointer, message, nodeId, code }) => ({
      ...{ pointer: `/graph${pointer}`, detail: message, code },
      ...(nodeId !== undefined && { nodeId }),
    }));
    const detail = `The graph does not fit the schema in ${faults.length} place(s); the first: ${faults[0]?.message}`;
    throw new ProblemError('dialog-task-invalid', detail, { violations });
  }

  /** Whether the engine can run a graph; each object is looked at once. */
  isSound(graph: DialogGraph): boolean {
    const known = this.soundGraphs.get(graph);
    if (known !== undefined) return known;
    const isSound = !hasErrors(this.problemsOf(graph));
    this.soundGraphs.set(graph, isSound);
    return isSound;
  }
}

/** Whether something keeps a graph from going live. */
export function hasErrors(problems: readonly GraphProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function tooLarge(message: string): ProblemError {
  return new ProblemError('dialog-task-too-large', `${message} Split the task into several.`);
}
