import { describe, expect, it } from 'vitest';
import { bodyOfRunner, isChosen, runnersOf, usualRunner } from './runner.ts';

const person = { who: { endUserId: 'u-42', channel: 'web' }, option: { value: 'u', label: 'Grace' } };

describe('who an operation runs as', () => {
  it('is everybody, or a person of the bot, as the action is authorized; and always oneself', () => {
    expect(runnersOf({ authorizationMode: 'pre-authorized' })).toEqual(['shared', 'me']);
    expect(runnersOf({ authorizationMode: 'end-user' })).toEqual(['end-user', 'me']);
    expect(usualRunner({ authorizationMode: 'end-user' })).toEqual({ kind: 'end-user', person: undefined });
  });

  it('is told the API, and nothing of a person who was chosen before', () => {
    expect(bodyOfRunner({ kind: 'shared', person })).toEqual({});
    expect(bodyOfRunner({ kind: 'me', person })).toEqual({ as: 'me' });
    expect(bodyOfRunner({ kind: 'end-user', person })).toEqual(person.who);
  });

  it('needs a person where it is one', () => {
    expect(isChosen({ kind: 'end-user', person: undefined })).toBe(false);
    expect(isChosen({ kind: 'end-user', person })).toBe(true);
    expect(isChosen({ kind: 'me', person: undefined })).toBe(true);
  });
});
