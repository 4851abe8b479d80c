import { asks } from '#connectors';

/** Asks which API proxy is meant, and goes on to a node. */
export const asksProxy = <const To extends string>(to: To) =>
  asks({
    id: 'ask-proxy',
    title: 'Which API proxy',
    entity: { name: 'proxy', kind: 'text', requirement: 'mandatory', maxLength: 255 },
    prompt: 'Which API proxy? Say its name.',
    again: 'I need the name of an API proxy, such as orders-v1. Which one is it?',
    to,
  });

/** Asks for an environment, and goes on to a node. */
export const asksEnvironment = <const To extends string>(to: To) =>
  asks({
    id: 'ask-environment',
    title: 'Environment',
    entity: { name: 'environment', kind: 'text', requirement: 'mandatory', maxLength: 63 },
    prompt: 'In which environment?',
    again: 'I need the name of an environment, such as test. Which one is it?',
    to,
  });

/** Asks for a revision, and goes on to a node. */
export const asksRevision = <const To extends string>(to: To) =>
  asks({
    id: 'ask-revision',
    title: 'Revision',
    entity: { name: 'revision', kind: 'number', requirement: 'mandatory', min: 1, max: 999_999 },
    prompt: 'Which revision?',
    again: 'I need the number of a revision, such as 3. Which one is it?',
    to,
  });
