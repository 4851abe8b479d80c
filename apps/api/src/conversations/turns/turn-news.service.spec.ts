import type { DialogState, ServiceStage } from '#dialogs';
import { describe, expect, it } from 'vitest';
import { newsOf } from './turn-news.service.js';

const idle: DialogState = { version: 1, counter: 0, frames: [] };

function at(stage: ServiceStage): DialogState {
  const wait = {
    for: 'service' as const,
    stage,
    operation: 'salesforce.create-lead',
    effectId: 'e1',
    earlierEffectIds: [],
  };
  const frame = { id: 1, taskId: 'dlg_1', taskName: 'Create a lead', taskVersion: 1, nodeId: 'create', wait };
  return { ...idle, frames: [{ ...frame, entities: {}, results: {}, spoken: {} }] };
}

const typesOf = (passage: Parameters<typeof newsOf>[0]) => newsOf(passage).map(({ type }) => type);

describe('what is told of a conversation', () => {
  it('begins with its first turn', () => {
    expect(typesOf({ before: undefined, after: idle, event: 'conversation-started' })).toEqual([
      'conversation.started',
    ]);
    expect(typesOf({ before: idle, after: idle, event: 'message' })).toEqual([]);
  });

  it('tells that it waits, for which system, and that it goes on: once each', () => {
    const parked = newsOf({ before: at('running'), after: at('link-sent'), event: 'authorization-required' });
    expect(parked).toEqual([{ type: 'conversation.parked', connectorId: 'salesforce' }]);
    expect(typesOf({ before: at('link-sent'), after: at('code-asked'), event: 'message' })).toEqual([]);
    expect(typesOf({ before: at('code-sent'), after: at('running'), event: 'authorization-completed' })).toEqual([
      'conversation.resumed',
    ]);
    expect(typesOf({ before: at('running'), after: at('others-awaited'), event: 'operation-failed' })).toEqual([
      'conversation.parked',
    ]);
  });

  it('ends when nothing is left to do, or when it is begun anew', () => {
    const finished = newsOf({ before: at('running'), after: idle, event: 'operation-succeeded' });
    expect(finished).toEqual([{ type: 'conversation.ended', reason: 'finished' }]);
    expect(newsOf({ before: at('link-sent'), after: idle, event: 'message' })).toEqual(finished);
    expect(newsOf({ before: at('link-sent'), after: idle })).toEqual([
      { type: 'conversation.ended', reason: 'restarted' },
    ]);
    expect(newsOf({ before: idle, after: idle })).toEqual([]);
  });
});
