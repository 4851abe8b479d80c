import type { Locator, Page } from 'playwright-core';

/** How a person uses a page. */
export interface Hands {
  /** Presses a button, a link or a node. */
  press(target: Locator): Promise<void>;
  /** Writes into a field, in place of what is there. */
  write(target: Locator, text: string): Promise<void>;
}

/** Clicks. */
export const mouse: Hands = {
  press: (target) => target.click(),
  write: (target, text) => target.fill(text),
};

/** Uses Tab, Enter, arrows and letters, and nothing else: what cannot be reached so is not reached. */
export const keyboard: Hands = {
  async press(target) {
    const page = await reach(target);
    await page.keyboard.press('Enter');
  },
  async write(target, text) {
    const page = await reach(target);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
  },
};

const mostSteps = 200;

const isFocused = (target: Locator) => target.evaluate((element) => element === element.ownerDocument.activeElement);

/** With Tab; within a graph, which is one stop of Tab, with the arrow that leads forward. */
async function reach(target: Locator): Promise<Page> {
  await target.waitFor();
  const graph = target.page().getByRole('application');
  const isInGraph = (await target.getAttribute('tabindex')) === '-1';
  return isInGraph
    ? step(target, 'ArrowRight', await step(graph.locator('[tabindex="0"]').first(), 'Tab', target.page()))
    : step(target, 'Tab', target.page());
}

async function step(target: Locator, key: string, page: Page): Promise<Page> {
  for (let count = 0; count < mostSteps; count += 1) {
    if (await isFocused(target)) return page;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} cannot be reached with ${key}`);
}
