import { html, page, type Html } from '../pages.js';
import type { Person } from '../system.js';

/** What the login page shows. */
export interface LoginView {
  readonly system: string;
  readonly action: string;
  readonly people: readonly Person[];
  readonly selected?: string;
  readonly password: string;
  readonly problem?: string;
}

function personChoice(person: Person, isSelected: boolean): Html {
  return html`<label class="person"
    ><input type="radio" name="username" value="${person.username}" required ${isSelected ? 'checked' : ''} /><span
      ><strong>${person.name}</strong><small>${person.username}</small><small>${person.note}</small></span
    ></label
  >`;
}

/** Asks who is there. Fields `username` and `password`, button "Log in". */
export function loginPage(view: LoginView): string {
  const selected = view.people.find(({ username }) => username === view.selected) ?? view.people[0];
  return page({
    system: view.system,
    title: 'Log in',
    body: html`${view.problem ? html`<p class="bad" role="alert">${view.problem}</p>` : undefined}
      <form method="post" action="${view.action}">
        <fieldset>
          <legend>Who are you?</legend>
          ${view.people.map((person) => personChoice(person, person === selected))}
        </fieldset>
        <label class="label" for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="off" value="${view.password}" required />
        <p class="soft">Everyone's password is <code>${view.password}</code>.</p>
        <button type="submit">Log in</button>
      </form>`,
  });
}

/** What the consent page shows. */
export interface ConsentView {
  readonly system: string;
  readonly app: string;
  readonly person: Person;
  /** Scope and what it allows, in the order asked for. */
  readonly scopes: readonly (readonly [string, string])[];
  readonly returnsTo: string;
  readonly action: string;
  readonly switchAction: string;
}

/** Asks whether an app may have access. Buttons "Allow", "Deny" and "Log in as somebody else". */
export function consentPage(view: ConsentView): string {
  return page({
    system: view.system,
    title: `Allow access to ${view.app}?`,
    body: html`<p>You are <strong>${view.person.name}</strong> (${view.person.username}). The app asks to:</p>
      <ul class="scopes">
        ${view.scopes.map(([scope, words]) => html`<li>${words} <code class="soft">${scope}</code></li>`)}
      </ul>
      <p class="soft">Afterwards you return to <strong>${view.returnsTo}</strong>.</p>
      <form method="post" action="${view.action}" class="choices">
        <button type="submit" name="decision" value="allow">Allow</button>
        <button type="submit" name="decision" value="deny" class="second">Deny</button>
      </form>
      <form method="post" action="${view.switchAction}">
        <button type="submit" class="link">Log in as somebody else</button>
      </form>`,
  });
}

/** Says why a person cannot go on, and how to try again. */
export function refusalPage(system: string, error: string, description: string): string {
  return page({
    system,
    title: 'This cannot go on',
    body: html`<p>${description}</p>
      <p>Go back to where you came from and start again.</p>
      <p class="soft"><code>error=${error}</code></p>`,
  });
}
