import { TestBrowser, type PageVisit } from '../../apps/api/src/authorization-requests/testing/test-browser.js';
import { HttpBrowser, type Visit } from '../../apps/sandbox/src/testing.js';

/** Somebody with a browser without a screen, at our pages and at the sandbox's. */
export class Person {
  readonly browser: TestBrowser;
  private readonly vendor = new HttpBrowser();

  constructor(
    readonly origin: string,
    private readonly language = 'en',
  ) {
    this.browser = new TestBrowser(origin);
  }

  /** Opens one of our pages. */
  open(url: string): Promise<PageVisit> {
    return this.browser.get(url, { 'accept-language': this.language });
  }

  /** Opens a link and presses its first button; where the provider would be. */
  goOn(link: string): Promise<URL> {
    return this.browser.continueFrom(link);
  }

  /** Logs in at the provider and decides; where the provider sends the browser back to. */
  decide(provider: URL, visit?: Visit): Promise<URL> {
    return this.vendor.authorize(provider, visit);
  }

  /** Comes back, as far as a page. */
  async comeBack(callback: URL): Promise<PageVisit> {
    const answer = await this.open(callback.href);
    return answer.location === null ? answer : this.open(new URL(answer.location, this.origin).href);
  }

  /** The whole way from the link to the last page. */
  async authorize(link: string, visit?: Visit): Promise<PageVisit> {
    return this.comeBack(await this.decide(await this.goOn(link), visit));
  }
}
