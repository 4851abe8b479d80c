import type { IncomingHttpHeaders } from 'node:http';
import { request, type Dispatcher } from 'undici';

/** A form to post. */
export interface FormPost {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What bounds one post: nothing goes past the dispatcher, the deadline and the size. */
export interface PostBounds {
  readonly dispatcher: Dispatcher;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/** What was received, as far as it came. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** How a post ended: an answer, or the reason why there is no whole one. */
export interface PostResult {
  readonly received?: ReceivedAnswer;
  readonly failure?: {
    readonly reason: 'timeout' | 'network' | 'egress-denied' | 'answer-too-large';
    readonly cause?: unknown;
  };
}

class DeadlineError extends Error {}
class TooLargeError extends Error {}

/** Posts a form once, follows no redirect, and always settles within `timeoutMs`; never throws. */
export async function boundedPost(post: FormPost, bounds: PostBounds): Promise<PostResult> {
  const abort = new AbortController();
  const exchange = new Exchange(post, bounds, abort.signal);
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeadlineError()), bounds.timeoutMs);
  });
  try {
    await Promise.race([exchange.run(), deadline]);
    return { received: exchange.received };
  } catch (error) {
    return { received: exchange.received, failure: describe(error) };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

/** One request under way; remembers what came, for when it breaks off. */
class Exchange {
  private head: Omit<ReceivedAnswer, 'body'> | undefined;
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly post: FormPost,
    private readonly bounds: PostBounds,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    const { url, headers, body } = this.post;
    const { dispatcher, maxResponseBytes } = this.bounds;
    const answer = await request(url, { dispatcher, method: 'POST', headers, body, signal: this.signal });
    this.head = { status: answer.statusCode, headers: answer.headers };
    let size = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxResponseBytes) throw new TooLargeError();
      this.chunks.push(chunk);
    }
  }

  get received(): ReceivedAnswer | undefined {
    return this.head && { ...this.head, body: Buffer.concat(this.chunks) };
  }
}

function describe(error: unknown): PostResult['failure'] {
  if (error instanceof DeadlineError) return { reason: 'timeout' };
  if (error instanceof TooLargeError) return { reason: 'answer-too-large' };
  return { reason: isEgressDenied(error) ? 'egress-denied' : 'network', cause: error };
}

function isEgressDenied(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    if ('code' in current && current.code === 'egress-denied') return true;
  }
  return false;
}
