/** One answer, its redirect not followed. */
export interface PageVisit {
  readonly status: number;
  readonly html: string;
  readonly location: string | null;
  readonly headers: Headers;
}

/** A browser without a face: cookies, forms, and the headers that browsers send. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly origin: string,
    /** Old browsers send no `Sec-Fetch-Site`. */
    private readonly options: { readonly isOld?: boolean } = {},
  ) {}

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<PageVisit> {
    return this.send('GET', path, { headers });
  }

  async head(path: string): Promise<PageVisit> {
    return this.send('HEAD', path, {});
  }

  /** Posts a form; from a page of another site when told. */
  async post(path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
    const own: Record<string, string> = this.options.isOld === true ? {} : { 'sec-fetch-site': 'same-origin' };
    return this.send('POST', path, {
      headers: { origin: 'null', ...own, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(form).toString(),
    });
  }

  /** Opens a link and presses its first button; answers where the provider would be. */
  async continueFrom(path: string, form: Readonly<Record<string, string>> = {}): Promise<URL> {
    const page = await this.get(path);
    const answer = await this.post(path, { formToken: formTokenIn(page.html), ...form });
    if (answer.location === null) throw new Error(`no redirect: ${answer.status} ${titleOf(answer.html)}`);
    return new URL(answer.location);
  }

  /** The provider sends the browser back. */
  async comeBack(provider: URL, answer: Readonly<Record<string, string>> = { code: 'a-code' }): Promise<PageVisit> {
    const callback = new URL(provider.searchParams.get('redirect_uri') ?? '');
    for (const [name, value] of Object.entries({ state: provider.searchParams.get('state') ?? '', ...answer })) {
      if (value !== '') callback.searchParams.set(name, value);
    }
    return this.get(`${callback.pathname}${callback.search}`);
  }

  private async send(
    method: string,
    path: string,
    init: { headers?: Readonly<Record<string, string>>; body?: string },
  ) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.origin), {
      method,
      redirect: 'manual',
      headers: { ...(cookie !== '' && { cookie }), ...init.headers },
      ...(init.body !== undefined && { body: init.body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      this.cookies.set(name, value);
    }
    const { status, headers } = response;
    return { status, headers, html: await response.text(), location: headers.get('location') };
  }
}

/** The token that a page gave to its form. */
export function formTokenIn(html: string): string {
  return /name="formToken" value="([\w-]+)"/.exec(html)?.[1] ?? '';
}

/** The heading of a page. */
export function titleOf(html: string): string {
  return /<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? html.slice(0, 200);
}

/** The six digits that a page shows. */
export function codeIn(html: string): string {
  return (/class="digits"[^>]*>([\d ]+)</.exec(html)?.[1] ?? '').replace(' ', '');
}
