import type { TSchema } from 'typebox';
import {
  AccountNotUsableError,
  type ConnectorError,
  type ConnectorErrorCode,
  type ConnectorErrorOptions,
  OutcomeUnknownError,
  RecordNotFoundError,
  VendorAnswerInvalidError,
  VendorConflictError,
  VendorForbiddenError,
  VendorRateLimitedError,
  VendorRejectedInputError,
  VendorTimeoutError,
  VendorUnauthorizedError,
  VendorUnavailableError,
} from '../errors.js';
import { secretsOf } from './exchange.js';
import type { CallAuthorization } from './http.js';
import type { WireAnswer } from './wire.js';
import { fits } from '../operation-schema.js';

/** An answer that is not a success, as a connector's `interpretFault` sees it. */
export interface VendorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when the body was empty or not JSON. */
  readonly data: unknown;
  /** The first 1,000 characters of a body that is not JSON. */
  readonly text?: string;
}

/** What a connector reads out of an error body. */
export interface VendorFault {
  /** Overrules what the HTTP status says. */
  readonly code?: FaultCode;
  /** The vendor's words for the user; shortened and cleaned by the kit. */
  readonly message?: string;
  readonly vendorCode?: string;
  /** The vendor's names of the offending fields. */
  readonly fields?: readonly string[];
  readonly retryAfterSeconds?: number;
}

/** The codes that a vendor's answer can stand for. */
export type FaultCode = Exclude<
  ConnectorErrorCode,
  'vendor-unreachable' | 'response-too-large' | 'egress-denied' | 'input-invalid'
>;

/** Reads a vendor's error body; undefined leaves the verdict to the HTTP status. */
export type FaultInterpreter = (answer: VendorAnswer) => VendorFault | undefined;

/** Keeps what authorized a call out of the words that a vendor answers, should it echo them. */
export function withoutSecrets(
  interpret: FaultInterpreter | undefined,
  authorization: CallAuthorization,
): FaultInterpreter | undefined {
  if (interpret === undefined) return undefined;
  const secrets = secretsOf(authorization);
  return (answer) => {
    const fault = interpret(answer);
    const message = secrets.reduce((text, secret) => text?.replaceAll(secret, '[hidden]'), fault?.message);
    return fault && { ...fault, message };
  };
}

/** Parses a body, whatever its content type says. */
export function parseAnswer({ status, headers, body }: WireAnswer): VendorAnswer {
  const text = new TextDecoder().decode(body);
  if (text.trim() === '') return { status, headers, data: undefined };
  try {
    return { status, headers, data: JSON.parse(text) };
  } catch {
    return { status, headers, data: undefined, text: text.slice(0, 1_000) };
  }
}

/** Returns the data of a successful answer; throws what a bad one stands for. */
export function judgeAnswer(
  answer: VendorAnswer,
  expected: TSchema | undefined,
  interpretFault: FaultInterpreter | undefined,
): unknown {
  if (answer.status >= 400) throw faultError(answer, interpretFault?.(answer) ?? {});
  if (answer.status >= 300) {
    throw new VendorAnswerInvalidError(
      'The system redirects the call to elsewhere, which is not followed: check the address of the system.',
      { status: answer.status },
    );
  }
  if (answer.text === undefined && (expected === undefined || fits(expected, answer.data))) return answer.data;
  const fault = interpretFault?.(answer);
  if (fault !== undefined) throw faultError(answer, { code: 'vendor-rejected-input', ...fault });
  throw new VendorAnswerInvalidError(
    'The system answered something that its interface does not describe: try again, then check the address of the system.',
    { status: answer.status },
  );
}

/** The named error of an answer that is not a success. */
export function faultError(answer: Pick<VendorAnswer, 'status' | 'headers'>, fault: VendorFault): ConnectorError {
  const options = {
    status: answer.status,
    vendorCode: fault.vendorCode?.slice(0, 100),
    vendorMessage: fault.message === undefined ? undefined : plainText(fault.message),
    retryAfterSeconds: fault.retryAfterSeconds ?? retryAfterSeconds(answer.headers['retry-after']),
    fields: fault.fields?.slice(0, 20).map((field) => field.slice(0, 100)),
  };
  return makers[fault.code ?? codeOf(answer.status)](options);
}

type FaultOptions = ConnectorErrorOptions & { readonly fields?: readonly string[] };

const makers: Readonly<Record<FaultCode, (options: FaultOptions) => ConnectorError>> = {
  'vendor-unauthorized': (o) => new VendorUnauthorizedError('The system refused the access token.', o),
  'vendor-forbidden': (o) =>
    new VendorForbiddenError('The account may not do this: ask the administrator of the system for permission.', o),
  'vendor-rate-limited': (o) =>
    new VendorRateLimitedError('The system accepts no more calls at the moment: try again later.', o),
  'record-not-found': (o) => new RecordNotFoundError('No such record exists, or the account cannot see it.', o),
  'vendor-rejected-input': (o) =>
    new VendorRejectedInputError('The system refused the values: correct them and try again.', o),
  'vendor-conflict': (o) =>
    new VendorConflictError('The record exists already, or was changed meanwhile: look at it before you try again.', o),
  'vendor-unavailable': (o) =>
    new VendorUnavailableError('The system cannot serve calls at the moment: try again later.', o),
  'vendor-timeout': (o) => new VendorTimeoutError('The system took too long: try again.', o),
  'vendor-answer-invalid': (o) =>
    new VendorAnswerInvalidError('The system gave an answer that makes no sense: check its address.', o),
  'outcome-unknown': (o) =>
    new OutcomeUnknownError('Whether the change was made is not known: look before you try again.', o),
  'account-not-usable': (o) => new AccountNotUsableError(o.vendorMessage ?? 'The account cannot be used here.', o),
};

function codeOf(status: number): FaultCode {
  const known: Readonly<Record<number, FaultCode>> = {
    401: 'vendor-unauthorized',
    403: 'vendor-forbidden',
    404: 'record-not-found',
    408: 'vendor-timeout',
    409: 'vendor-conflict',
    410: 'record-not-found',
    412: 'vendor-conflict',
    429: 'vendor-rate-limited',
  };
  return known[status] ?? (status >= 500 ? 'vendor-unavailable' : 'vendor-rejected-input');
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function retryAfterSeconds(value: string | undefined, now = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1_000));
}

/** One line without control or bidirectional characters, at most 500 characters. */
function plainText(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > 500 ? `${line.slice(0, 499)}…` : line;
}
