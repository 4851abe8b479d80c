/** What a person does at a system's login and consent pages. */
export interface Visit {
  readonly username?: string;
  readonly password?: string;
  readonly decision?: 'allow' | 'deny';
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** A page, or a redirect to somewhere outside the sandbox. */
export interface Stop {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  /** Where the browser would go next, when that is outside the sandbox. */
  readonly redirectedTo?: URL;
}

/** A browser without a screen: keeps cookies, follows redirects inside one origin, submits forms. */
export class HttpBrowser {
  readonly #cookies = new Map<string, Cookie>();

  /** Opens a page and follows redirects until there is a page to see, or one leads away. */
  async open(url: string | URL, form?: Readonly<Record<string, string>>): Promise<Stop> {
    let [next, body] = [new URL(url), form && new URLSearchParams(form)];
    for (let hops = 0; hops < 20; hops += 1) {
      const response = await this.#request(next, body);
      const location = response.headers.get('location');
      if (!location) return { url: next.href, status: response.status, text: await response.text() };
      const target = new URL(location, next);
      if (target.origin !== next.origin) {
        return { url: next.href, status: response.status, text: '', redirectedTo: target };
      }
      [next, body] = [target, undefined];
    }
    throw new Error(`Too many redirects, the last to ${next.href}.`);
  }

  /** Submits the form of a page whose action ends with this. */
  async submit(page: Stop, actionEnd: string, form: Readonly<Record<string, string>> = {}): Promise<Stop> {
    const actions = [...page.text.matchAll(/<form[^>]* action="([^"]+)"/g)].map(([, action]) => action);
    const action = actions.find((candidate) => candidate?.endsWith(actionEnd));
    if (!action) throw new Error(`The page at ${page.url} has no form ${actionEnd}; it says: ${page.text.slice(-600)}`);
    return this.open(new URL(action, page.url), form);
  }

  /** Logs in if asked to, decides if asked to, and returns where the app gets its answer. */
  async authorize(url: string | URL, visit: Visit = {}): Promise<URL> {
    const { username = 'ada@sandbox.example', password = 'sandbox', decision = 'allow' } = visit;
    let stop = await this.open(url);
    if (stop.text.includes('name="username"')) stop = await this.submit(stop, '/login', { username, password });
    if (stop.text.includes('name="decision"')) stop = await this.submit(stop, '/consent', { decision });
    if (!stop.redirectedTo) throw new Error(`Stopped at ${stop.url} (${stop.status}): ${stop.text.slice(-600)}`);
    return stop.redirectedTo;
  }

  async #request(url: URL, body?: URLSearchParams): Promise<Response> {
    const cookie = [...this.#cookies.values()]
      .filter(({ path }) => url.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const method = body ? 'POST' : 'GET';
    const response = await fetch(url, { method, body, headers: cookie ? { cookie } : {}, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const [, path = '/'] = /path=([^;]*)/i.exec(line) ?? [];
    if (/expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name + path);
    else this.#cookies.set(name + path, { name, value, path });
  }
}
