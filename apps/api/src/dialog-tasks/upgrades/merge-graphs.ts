import { isDeepStrictEqual } from 'node:util';
import type { DialogGraph, DialogNode, JsonValue } from '#dialogs';
import { inOrder } from './node-order.js';
import { byId, differences, isDivided, isSame, own, partsOf, pointer, type Parts, type Value } from './node-parts.js';
import type { ChangeKind, KeepChoice } from './upgrade.dto.js';

/** Three versions of something: as a template was installed, as it is on the bot, and as the template is now. */
export interface Versions<Version> {
  readonly base: Version;
  readonly mine: Version;
  readonly theirs: Version;
}

/** Where two sides have changed the same in different ways; pointers into the node, an empty one is all of it. */
export interface NodeConflict {
  readonly nodeId: string;
  readonly title: string;
  readonly fields: readonly string[];
}

/** What `theirs` has otherwise than `base`. */
export interface NodeChange extends NodeConflict {
  readonly kind: ChangeKind;
  /** Whether `mine` differs from `base`. */
  readonly isEdited: boolean;
}

/** What came of a merge. */
export interface MergedGraph {
  readonly graph: DialogGraph;
  readonly conflicts: readonly NodeConflict[];
}

/** Says which side stays where both have changed the same. */
type Decide = (pointer: string) => KeepChoice;

/**
 * Merges by node and field: what one side alone has changed is taken from it. In a conflict `keep` decides by the node's id; `mine` unless
 * told. Where a node stands on the canvas is never in conflict. Node ids must be unique in each graph.
 */
export function mergeGraphs(
  { base, mine, theirs }: Versions<DialogGraph>,
  keep: Readonly<Record<string, KeepChoice>> = {},
): MergedGraph {
  const [before, here, there] = [byId(base), byId(mine), byId(theirs)];
  const conflicts: NodeConflict[] = [];
  const nodes = inOrder({ base: [...before.keys()], mine: [...here.keys()], theirs: [...there.keys()] }).flatMap(
    (nodeId) => {
      const versions = { base: before.get(nodeId), mine: here.get(nodeId), theirs: there.get(nodeId) };
      const fields: string[] = [];
      const merged = mergeNode(versions, (field) => {
        fields.push(field);
        return Object.hasOwn(keep, nodeId) && keep[nodeId] === 'theirs' ? 'theirs' : 'mine';
      });
      if (fields.length > 0) conflicts.push({ nodeId, title: titleOf(versions), fields });
      return merged ?? [];
    },
  );
  return { graph: { ...mergeFrames({ base, mine, theirs }), nodes }, conflicts };
}

/** What a newer version of a template changes, in its own order; what it removes comes last. */
export function changesOf({ base, mine, theirs }: Versions<DialogGraph>): readonly NodeChange[] {
  const [before, here, there] = [byId(base), byId(mine), byId(theirs)];
  return [...new Set([...there.keys(), ...before.keys()])].flatMap((nodeId) => {
    const versions = { base: before.get(nodeId), mine: here.get(nodeId), theirs: there.get(nodeId) };
    const fields = differences(versions.base, versions.theirs);
    if (fields.length === 0) return [];
    const kind = versions.base === undefined ? 'added' : versions.theirs === undefined ? 'removed' : 'changed';
    return [{ kind, nodeId, title: titleOf(versions), fields, isEdited: !isSame(versions.base, versions.mine) }];
  });
}

function mergeNode(versions: Versions<DialogNode | undefined>, decide: Decide): DialogNode | undefined {
  const { base, mine, theirs } = versions;
  if (mine === undefined || theirs === undefined || mine.type !== theirs.type) {
    if (isSame(mine, theirs) || isSame(base, theirs)) return mine;
    if (isSame(base, mine)) return theirs;
    return decide('') === 'mine' ? mine : theirs;
  }
  const fields = { base: partsOf(base), mine: partsOf(mine), theirs: partsOf(theirs) };
  return mergeParts(fields, (key, values) => {
    const isPlace = key === 'position';
    if (!isDivided(key, values.mine, values.theirs)) {
      return mergeValue(values, () => (isPlace ? 'mine' : decide(pointer(key))));
    }
    const parts = { ...values, base: isDivided(key, values.base) ? values.base : {} } as Versions<Parts>;
    return mergeParts(parts, (part, inner) => mergeValue(inner, () => decide(pointer(key, part)))) as JsonValue;
  }) as unknown as DialogNode;
}

function mergeParts({ base, mine, theirs }: Versions<Parts>, merge: (key: string, values: Versions<Value>) => Value) {
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  const merged = keys.map((key) => {
    return [key, merge(key, { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) })] as const;
  });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined)) as Parts;
}

function mergeValue({ base, mine, theirs }: Versions<Value>, decide: () => KeepChoice): Value {
  if (isDeepStrictEqual(mine, theirs) || isDeepStrictEqual(base, theirs)) return mine;
  if (isDeepStrictEqual(base, mine)) return theirs;
  return decide() === 'mine' ? mine : theirs;
}

/** What a graph has besides nodes, such as its language: what was edited on the bot stays. */
function mergeFrames(versions: Versions<DialogGraph>): Omit<DialogGraph, 'nodes'> {
  const frame = ({ nodes: _, ...rest }: DialogGraph) => rest as Parts;
  const { base, mine, theirs } = versions;
  const merged = mergeParts({ base: frame(base), mine: frame(mine), theirs: frame(theirs) }, (_key, values) =>
    mergeValue(values, () => 'mine'),
  );
  return merged as unknown as Omit<DialogGraph, 'nodes'>;
}

function titleOf({ base, mine, theirs }: Versions<DialogNode | undefined>): string {
  return (mine ?? theirs ?? base)?.title ?? '';
}
