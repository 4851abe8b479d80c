import type { RecordStore } from '../system.js';

/** A note. */
export interface Note {
  readonly id: string;
  readonly text: string;
}

/** The notes of the look-alike, in memory. */
export class NoteStore implements RecordStore {
  #notes: Note[] = [];

  create(text: string): Note {
    const note = { id: `n${this.#notes.length + 1}`, text };
    this.#notes.push(note);
    return note;
  }

  find(id: string): Note | undefined {
    return this.#notes.find((note) => note.id === id);
  }

  snapshot() {
    return { notes: this.#notes };
  }

  reset(): void {
    this.#notes = [];
  }
}
