import { describe, expect, it } from 'vitest';
import * as errors from './errors.js';

const { TokenRequestError, tokenRequestErrorCodes } = errors;

const cause = new Error('cause');

const instances: readonly errors.AuthProfileError[] = [
  ...(['permanent', 'transient', 'misconfigured'] as const).map(
    (kind) => new TokenRequestError('message', { kind, reason: 'refused' }, { cause }),
  ),
  new errors.CallbackMalformedError('message', { cause }),
  new errors.StateInvalidError('message', { cause }),
  new errors.StateAlreadyUsedError('message', { cause }),
  new errors.AuthorizationRequestExpiredError('message', { cause }),
  new errors.WrongBrowserError('message', { cause }),
  new errors.ProfileMismatchError('message', { cause }),
  new errors.IssuerMismatchError('message', { cause }),
  new errors.AccessDeniedError('message', { cause }),
  new errors.ProviderError('message', { cause }),
  new errors.ScopeInsufficientError(['api'], { cause }),
  new errors.UrlParameterInvalidError('tenant', 'is missing.'),
  new errors.VaultKeyMissingError('k1', { cause }),
  new errors.VaultTamperedError('message', { cause }),
];

describe('the errors', () => {
  it('are listed by code, each once', () => {
    expect(errors.authProfileErrorCodes).toEqual(instances.map(({ code }) => code));
    expect(new Set(errors.authProfileErrorCodes).size).toBe(instances.length);
  });

  it('are all here: no class was forgotten', () => {
    const classes = Object.values(errors).filter((value) => typeof value === 'function');
    const made = new Set<unknown>(instances.map((error) => error.constructor));
    const abstract: readonly unknown[] = [errors.AuthProfileError, errors.AuthorizationFlowError];
    expect(classes.filter((value) => !made.has(value) && !abstract.includes(value))).toEqual([]);
  });

  it('have the name of their class, a kebab-case code, and the cause that they were given', () => {
    for (const error of instances) {
      expect(error.name).toBe(error.constructor.name);
      expect(error.code).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(error.cause).toBe(error instanceof errors.UrlParameterInvalidError ? undefined : cause);
    }
  });

  it('have no cause when none was given', () => {
    expect('cause' in new errors.StateInvalidError('message')).toBe(false);
  });

  it('of token requests have one code a kind', () => {
    expect(Object.keys(tokenRequestErrorCodes)).toEqual(['permanent', 'transient', 'misconfigured']);
  });
});
