import { InputInvalidError } from '../errors.js';
import type { CallAuthorization, HttpCall, HttpMethod, HttpValue } from './http.js';
import type { WireRequest } from './wire.js';
import type { Readable } from 'node:stream';

/** What a wire request is made of. */
export interface RequestParts {
  readonly method: HttpMethod;
  readonly baseUrl: URL;
  readonly pathTemplate: string;
  readonly call: HttpCall;
  readonly authorization: CallAuthorization;
  readonly headers: Readonly<Record<string, string>>;
}

/** Headers that frame or route a message: they are never a caller's to set. */
const framingHeaders =
  /^(?:host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|proxy-.*)$/i;

/** Builds one request; throws `InputInvalidError` for what could change the path, the headers or the target. */
export function buildRequest(parts: RequestParts): WireRequest {
  const { method, baseUrl, pathTemplate, call, authorization } = parts;
  const path = fillPath(pathTemplate, { ...call.path, ...authorization.path });
  const query = encodeQuery({ ...call.query, ...authorization.query });
  const body = encodeBody(call, authorization.body);
  return {
    method,
    origin: baseUrl.origin,
    path: baseUrl.pathname.replace(/\/+$/, '') + path + query,
    headers: {
      ...checkedHeaders({
        accept: 'application/json',
        ...(body && { 'content-type': body.type }),
        ...lowerCase(parts.headers),
        ...lowerCase(call.headers ?? {}),
        ...lowerCase(authorization.headers ?? {}),
      }),
      ...(body?.sizeBytes !== undefined && { 'content-length': String(body.sizeBytes) }),
    },
    body: body?.body,
  };
}

/** Fills `{name}`s with encoded values; no segment can come out as empty, `.` or `..`. */
function fillPath(template: string, values: Readonly<Record<string, HttpValue>>): string {
  const path = template.replace(/\{([\w-]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === '') throw invalid(name, 'is required');
    return encoded(name, value);
  });
  if (!path.startsWith('/') || path.includes('?') || path.includes('#')) {
    throw new TypeError(`The path template "${template}" must be a path that begins with "/".`);
  }
  if (path !== '/' && path.slice(1).split('/').some(isTraversal)) {
    throw invalid('path', 'makes an empty or relative part of a path');
  }
  return path;
}

function isTraversal(segment: string): boolean {
  return ['', '.', '..'].includes(segment.replace(/%2e/gi, '.'));
}

function encoded(name: string, value: HttpValue): string {
  try {
    return encodeURIComponent(value);
  } catch (cause) {
    throw invalid(name, 'holds half of a character', cause);
  }
}

function encodeQuery(query: NonNullable<HttpCall['query']>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) pairs.append(name, String(one));
    }
  }
  return pairs.size === 0 ? '' : `?${pairs}`;
}

interface EncodedBody {
  readonly type: string;
  readonly body: string | Readable;
  /** Of a stream, where somebody knows. */
  readonly sizeBytes?: number;
}

function encodeBody(call: HttpCall, extra: CallAuthorization['body']): EncodedBody | undefined {
  if (call.content !== undefined) {
    const { stream, mediaType, sizeBytes } = call.content;
    return { type: mediaType, body: stream, ...(sizeBytes !== undefined && { sizeBytes }) };
  }
  if (call.form !== undefined) {
    return { type: 'application/x-www-form-urlencoded', body: encodeQuery({ ...call.form, ...extra }).slice(1) };
  }
  if (call.json === undefined) return undefined;
  const isObject = typeof call.json === 'object' && call.json !== null && !Array.isArray(call.json);
  return { type: 'application/json', body: JSON.stringify(isObject ? { ...call.json, ...extra } : call.json) };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function checkedHeaders(headers: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || framingHeaders.test(name)) {
      throw invalid(`headers/${name.slice(0, 40)}`, 'is not a header that can be set');
    }
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw invalid(`headers/${name}`, 'must be one line of Latin text');
    }
  }
  return headers;
}

function invalid(name: string, message: string, cause?: unknown): InputInvalidError {
  const violation = { pointer: `/${name}`, message, keyword: 'format' };
  return new InputInvalidError(`The value of "${name}" ${message}.`, [violation], { cause });
}
