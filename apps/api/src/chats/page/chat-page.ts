import { Liquid } from 'liquidjs';
import { iconUrl } from '../../pages/design/template.js';
import { chatScriptPath } from './chat-script.js';

const engine = new Liquid({ outputEscape: 'escape', ownPropertyOnly: true });

const template = engine.parse(`<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="{{ colorScheme }}">
<title>{{ title }}</title>
<link rel="icon" href="{{ icon }}">
<script type="module" src="{{ script }}"></script>
</head>
<body>
<attache-chat bot="{{ botId }}" layout="page"></attache-chat>
<noscript>{{ title }}: JavaScript</noscript>
</body>
</html>
`);

/** What the page of a chat shows. */
export interface ChatPage {
  readonly botId: string;
  readonly title: string;
  readonly language: string;
  /** As in CSS. */
  readonly colorScheme: string;
}

/** Its script alone, talking to this server alone, embeddable nowhere: whoever embeds the chat uses the script. */
export const chatPagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The HTML of the page. */
export function renderChatPage(page: ChatPage): string {
  return String(engine.renderSync(template, { ...page, icon: iconUrl, script: chatScriptPath }));
}
