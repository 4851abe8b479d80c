import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Liquid } from 'liquidjs';
import { Environment } from '../config/environment.js';
import type { PageView } from './design/page-view.js';
import { handOverPath } from './design/hand-over.js';
import { stylesheetPath } from './design/stylesheet.js';
import { drawings, iconUrl, template } from './design/template.js';
import { isLanguage, languages, languageTags, negotiateLanguage, type Language } from './texts/languages.js';
import type { Texts } from './texts/texts.js';
import { codeView, exitView, landingView } from './views/authorization-views.js';
import { choiceView } from './views/choice-view.js';
import type { Page } from './views/page.js';
import { readyView, setUpView, welcomeView } from './views/set-up-views.js';

const languageCookie = 'attache_language';
const languageCookieSeconds = 30 * 24 * 3_600;

/** Another language, and where the same page speaks it. */
interface LanguageChoice {
  readonly tag: Language;
  readonly name: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** Renders the pages that people see; all work without a script, and nothing of them is fetched from elsewhere. */
@Injectable()
export class PagesService {
  private readonly engine = new Liquid({ outputEscape: 'escape', ownPropertyOnly: true });
  private readonly parsed = this.engine.parse(template);

  constructor(private readonly environment: Environment) {}

  /** Answers with a page, in the language that `?lang=`, the language chosen before or `Accept-Language` asks for. */
  send(request: FastifyRequest, reply: FastifyReply, { page, status = 200 }: PageAnswer): string {
    const language = this.languageOf(request, reply);
    void reply
      .status(status)
      .type('text/html; charset=utf-8')
      .header('content-language', language)
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex, nofollow')
      .header('content-security-policy', policyFor(page))
      .header('cross-origin-opener-policy', openerPolicyFor(page));
    return this.render(page, language, choicesFor(request, language));
  }

  /** The HTML of a page. */
  render(page: Page, language: Language, choices: readonly LanguageChoice[] = []): string {
    const texts: Texts = languages[language];
    const view = viewOf(language, page);
    return String(
      this.engine.renderSync(this.parsed, {
        ...{ view, language, choices, icon: iconUrl, stylesheet: stylesheetPath, script: handOverPath },
        drawing: view.tone && drawings[view.tone],
        languagesLabel: texts.languages,
        referenceLabel: texts.reference,
      }),
    );
  }

  private languageOf(request: FastifyRequest, reply: FastifyReply): Language {
    const { lang } = request.query as { readonly lang?: unknown };
    if (isLanguage(lang)) {
      const secure = this.environment.isHttps;
      const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: languageCookieSeconds } as const;
      void reply.setCookie(languageCookie, lang, options);
      return lang;
    }
    const chosen = request.cookies[languageCookie];
    return isLanguage(chosen) ? chosen : negotiateLanguage(request.headers['accept-language']);
  }
}

/** A page, and the status that goes with it; 200 unless told. */
export interface PageAnswer {
  readonly page: Page;
  readonly status?: number;
}

function viewOf(language: Language, page: Page): PageView {
  const texts: Texts = languages[language];
  switch (page.kind) {
    case 'landing':
      return landingView(texts, page, language);
    case 'choice':
      return choiceView(texts, page);
    case 'code':
      return codeView(texts, page);
    case 'exit':
      return exitView(texts, page);
    case 'set-up':
      return setUpView(texts, page);
    case 'ready':
      return readyView(texts, page);
    case 'welcome':
      return welcomeView(texts);
  }
}

/**
 * No scripts but the one of last pages. The landing page's form is answered by a redirect to a provider, which `form-action` would
 * forbid; one that asks for credentials sends them to this server and nowhere else.
 */
function policyFor(page: Page): string {
  const base = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
  if (page.kind === 'landing' && page.credentials === undefined) return base;
  const isLast = 'handOver' in page && page.handOver !== undefined;
  return `${base}; form-action 'self'${isLast ? "; script-src 'self'" : ''}`;
}

const tied: readonly Page['kind'][] = ['landing', 'choice', 'code', 'exit'];

/** Pages of an authorization keep the tie to the page that opened them, be it of another site: the last one tells it how it went. */
function openerPolicyFor({ kind }: Page): string {
  return tied.includes(kind) ? 'unsafe-none' : 'same-origin';
}

/** A page that answers a form, or a provider's callback, cannot be asked for again in another language. */
function choicesFor(request: FastifyRequest, current: Language): readonly LanguageChoice[] {
  const url = new URL(request.url, 'http://localhost');
  if (request.method !== 'GET' || url.pathname.startsWith('/oauth/callback/')) return [];
  return languageTags.map((tag) => {
    url.searchParams.set('lang', tag);
    return { tag, name: languages[tag].language, href: `?${url.searchParams.toString()}`, isCurrent: tag === current };
  });
}
