/** One thing that is wrong with a request, and where: a JSON pointer into its body. */
export interface Violation {
  readonly pointer: string;
  readonly detail: string;
}

interface ProblemBody {
  readonly code?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly violations?: unknown;
  readonly requestId?: unknown;
}

interface ProblemText {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer of the API that is a problem (RFC 9457), or that it could not be reached (`code` is `unreachable`, `status` 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** The other members of the problem. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor({ code, status, title, detail, extensions = {} }: ProblemText, options?: ErrorOptions) {
    super(`${title} ${detail}`.trim(), options);
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.extensions = extensions;
  }

  get violations(): readonly Violation[] {
    const { violations } = this.extensions;
    return Array.isArray(violations) ? (violations as Violation[]) : [];
  }

  get requestId(): string | undefined {
    const { requestId } = this.extensions;
    return typeof requestId === 'string' ? requestId : undefined;
  }

  /** What the API says about one field of the body, by its JSON pointer. */
  violationOf(pointer: string): string | undefined {
    return this.violations.find((violation) => violation.pointer === pointer)?.detail;
  }
}

/** Reads the problem in an answer that is not a success, whatever its body is. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody & Record<string, unknown>;
  const code = text(body.code) ?? `http-${response.status}`;
  const title = text(body.title) ?? 'The server answered with an error.';
  const detail =
    text(body.detail) ?? `Status ${response.status}. Try again; if it goes on, look into the server's log.`;
  return new ApiProblem({ code, status: response.status, title, detail, extensions: body });
}

/** Any error as a problem that can be shown. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiProblem(
    { code: 'unexpected', status: 0, title: 'Something in the console went wrong.', detail },
    { cause: error },
  );
}

/** Whether the API said that there is no such thing, or none that one may see: asking again is in vain. */
export function isDenied(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 403 || error.status === 404);
}

/** The server did not answer at all. */
export function unreachable(cause: unknown): ApiProblem {
  const detail = 'Check your connection and that Attaché runs. What you typed is still here.';
  return new ApiProblem({ code: 'unreachable', status: 0, title: 'The server cannot be reached.', detail }, { cause });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
