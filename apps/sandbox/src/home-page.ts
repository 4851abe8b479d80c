import { html, page } from './pages.js';
import { everyonesPassword } from './people.js';
import type { RunningSystem } from './running-system.js';

/** Lists the systems and who can log in to them. */
export function homePage(url: string, systems: readonly RunningSystem[]): string {
  return page({
    title: 'Systems to try things on',
    isWide: true,
    body: html`<p>
        Each looks like the real one to an app: it has an authorization server, an API and a few records, all kept in
        memory only.
      </p>
      ${systems.map(
        (system) =>
          html`<h2>${system.name}</h2>
            <p><code>${system.url}</code></p>
            <ul class="scopes">
              ${system.people.map(
                (person) =>
                  html`<li>
                    <strong>${person.name}</strong> · ${person.username}<br /><span class="soft"
                      >${person.note} · password
                      <code>${everyonesPassword}</code
                      >${person.apiKey === undefined ? undefined : html` · key <code>${person.apiKey}</code>`}</span
                    >
                  </li>`,
              )}
            </ul>`,
      )}
      <p class="soft">Faults, apps and records are in the owner's hands: <code>${url}/control</code></p>`,
  });
}
