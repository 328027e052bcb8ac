import { canonicalJson } from "../shared/canonical-json";
import type { Change, Snapshot, SnapshotInput } from "./model";

/** Hash of a text's UTF-8 bytes, in hex; supplied by the shell. */
export type Sha256 = (text: string) => string;

/**
 * Pins the facts: sorted by key, hashed over their canonical form. The order in which they were gathered does not
 * matter. Throws RangeError when two inputs share a key: a defect of the command.
 */
export function takeSnapshot(inputs: readonly SnapshotInput[], sha256: Sha256): Snapshot {
  const sorted = [...inputs].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  sorted.forEach(({ key }, index) => {
    if (sorted[index + 1]?.key === key) throw new RangeError(`two snapshot inputs share the key ${key}`);
  });
  const pinned = sorted.map(({ key, label, value, version, onChange }) => ({ key, label, value, version, onChange }));
  return { inputs: pinned, digest: sha256(canonicalJson(pinned)) };
}

/**
 * What changed between two readings of the facts, by key. An input differs when its value or its version does, or
 * when it came or went. `voided` holds changes that end the approval, `moved` those that only need a new preview; an
 * input that either reading marks `void` is voided, so that relabelling cannot soften it.
 */
export function compareSnapshot(
  before: readonly SnapshotInput[],
  now: readonly SnapshotInput[],
): { readonly voided: readonly Change[]; readonly moved: readonly Change[] } {
  const earlier = new Map(before.map((input) => [input.key, input]));
  const later = new Map(now.map((input) => [input.key, input]));
  const voided: Change[] = [];
  const moved: Change[] = [];
  for (const key of [...new Set([...earlier.keys(), ...later.keys()])].sort()) {
    const [was, is] = [earlier.get(key), later.get(key)];
    if (was !== undefined && is !== undefined && was.value === is.value && was.version === is.version) continue;
    const change: Change = {
      key,
      label: (is ?? was)?.label ?? key,
      before: was === undefined ? null : { value: was.value, version: was.version },
      after: is === undefined ? null : { value: is.value, version: is.version },
    };
    if (was?.onChange === "void" || is?.onChange === "void") voided.push(change);
    else moved.push(change);
  }
  return { voided, moved };
}
