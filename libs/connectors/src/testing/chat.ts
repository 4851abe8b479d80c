import { advance, type DialogEvent, type DialogState, type JsonValue, type OutgoingMessage } from '#dialogs';
import { validateInput } from '../operation-schema.js';
import type { Connector } from '../connector.js';

/** A conversation with one of a connector's templates, as its end user and the server see it. */
export class Chat {
  private state: DialogState | undefined;
  private effectId = '';
  /** What the bot said last, a line a message; links of cards as `[label](url)`. */
  said = '';
  /** The operation that the bot wants to run, and its input. */
  wants: { readonly operation: string; readonly input: object } | undefined;

  constructor(
    private readonly connector: Connector,
    private readonly template: string,
  ) {}

  user(...texts: readonly string[]): this {
    for (const text of texts) this.send({ type: 'message', text });
    return this;
  }

  succeeds(output: JsonValue): this {
    return this.send({ type: 'operation-succeeded', effectId: this.effectId, output });
  }

  fails(code: string, message = 'Because.'): this {
    return this.send({ type: 'operation-failed', effectId: this.effectId, code, message, isTransient: false });
  }

  private send(event: DialogEvent): this {
    const graph = this.connector.templates.find(({ name }) => name === this.template)?.graph;
    if (graph === undefined) throw new Error(`There is no template ${this.template}.`);
    const { state, messages, effects } = advance({
      tasks: [{ id: 't1', name: this.template, version: 1, graph }],
      state: this.state,
      event,
      context: {
        botName: 'Botty',
        locale: 'en',
        endUser: { id: 'u1' },
        now: '2026-11-22T12:00:00Z',
        systems: { [this.connector.id]: this.connector.name },
      },
    });
    this.state = state;
    this.said = messages.map(lineOf).join('\n');
    this.wants = undefined;
    for (const effect of effects) {
      if (effect.type !== 'run-operation') continue;
      this.effectId = effect.effectId;
      this.wants = this.wanted(effect.operation, effect.input);
    }
    return this;
  }

  /** Throws `InputInvalidError` when the operation would not take what the dialog gives it. */
  private wanted(id: string, input: object): { readonly operation: string; readonly input: object } {
    const operation = this.connector.operations.find((known) => known.id === id);
    if (operation === undefined) throw new Error(`There is no operation ${id}.`);
    return { operation: operation.name, input: validateInput(operation, input) };
  }
}

function lineOf(message: OutgoingMessage): string {
  const text = 'text' in message ? message.text : '';
  const link = 'card' in message ? message.card?.link : undefined;
  return link ? `${text} [${link.label}](${link.url})` : text;
}
