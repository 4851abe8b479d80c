import type { Locator, Page } from 'playwright-core';
import type { TestServer } from '../server.js';

/** A dialog task and its bot. */
export interface Place {
  readonly botId: string;
  readonly taskId: string;
}

/** A task as the API has it. */
export const taskAt = async (server: TestServer, { botId, taskId }: Place) =>
  (await server.call('GET', `/v1/bots/${botId}/dialog-tasks/${taskId}`)).body;

/** How something is dragged. */
export interface Drag {
  /** Held down meanwhile. */
  readonly key?: string;
  /** Called over the place, before it is dropped there. */
  readonly before?: () => Promise<void>;
}

/** A browser's page with the canvas on it. */
export class Canvas {
  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {}

  async open({ botId, taskId }: Place): Promise<void> {
    await this.page.goto(new URL(`/bots/${botId}/dialogs/${taskId}`, this.origin).href);
    await this.node('start').waitFor();
  }

  node(id: string): Locator {
    return this.page.locator(`[data-node="${id}"]`);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** What the bot asks, in the panel of a question. */
  get asked(): Locator {
    return this.page.getByRole('textbox', { name: 'What the bot asks' });
  }

  /** Told when everything is saved. */
  get saved(): Locator {
    return this.page.getByRole('status').filter({ hasText: /^Saved$/ });
  }

  /** Goes to a node by its title, wherever it is on the canvas, and opens it. */
  async find(title: string): Promise<void> {
    await this.button('Find a node').click();
    await this.page.getByPlaceholder('Title, text or answer').fill(title);
    await this.page.getByRole('option', { name: title }).first().click();
    await this.page.locator('[data-node]:focus').press('Enter');
    await this.page.getByRole('textbox', { name: 'Title of the node' }).waitFor();
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await this.saved.waitFor();
  }

  /** Drags a type of node, by its name, from the palette to a point of the screen. */
  async dropFromPalette(type: string, at: Point, more?: Drag): Promise<void> {
    await this.drag(this.button(`Add: ${type}`), at, more);
  }

  /** What lights up because something is dragged to it. */
  get lit(): Locator {
    return this.page.locator('.into');
  }

  /** The dot at which a way begins; `in` where ways arrive. */
  handle(nodeId: string, port: string): Locator {
    return this.page.locator(`.react-flow__handle[data-nodeid="${nodeId}"][data-handleid="${port}"]`);
  }

  /** Drags with the mouse from the middle of something to a point or to the middle of something else. */
  async drag(from: Locator, to: Locator | Point, more?: Drag): Promise<void> {
    await this.dragFrom(await middleOf(from), 'x' in to ? to : await middleOf(to), more);
  }

  /** Drags with the mouse from one point to another. */
  async dragFrom(begin: Point, end: Point, { key, before }: Drag = {}): Promise<void> {
    const { mouse, keyboard } = this.page;
    if (key !== undefined) await keyboard.down(key);
    await mouse.move(begin.x, begin.y);
    await mouse.down();
    // A drag begins with the first step, which a hand makes a small one.
    await mouse.move(begin.x + 2, begin.y);
    await mouse.move((begin.x + end.x) / 2, (begin.y + end.y) / 2, { steps: 4 });
    await mouse.move(end.x, end.y, { steps: 4 });
    await before?.();
    await mouse.up();
    if (key !== undefined) await keyboard.up(key);
  }
}

/** A point on the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of something on the screen. */
export async function middleOf(target: Locator): Promise<Point> {
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${target} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
