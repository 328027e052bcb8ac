type Union<T> = (T extends unknown ? (value: T) => void : never) extends (value: infer I) => void ? I : never;

/** A message tree whose dotted keys (`"controls.freeze.own"`) have become branches. */
export type Nested<T> = T extends string
  ? T
  : Union<
      {
        [K in keyof T & string]: K extends `${infer Head}.${infer Rest}`
          ? { [H in Head]: Nested<{ [R in Rest]: T[K] }> }
          : { [L in K]: Nested<T[K]> };
      }[keyof T & string]
    >;

type Tree = { [key: string]: string | Tree };

/**
 * Turns dotted keys into branches, deeply, since a message key may not hold a dot. Throws RangeError when one path is
 * both a text and a branch, or is said twice: a defect of the message file.
 */
export function nest<T extends object>(messages: T): Nested<T> {
  return nestTree(messages as unknown as Tree) as unknown as Nested<T>;
}

function nestTree(source: Tree): Tree {
  const target: Tree = {};
  for (const [key, value] of Object.entries(source)) insert(target, key.split("."), value, key);
  return target;
}

function insert(target: Tree, path: readonly string[], value: string | Tree, whole: string): void {
  const [head = "", ...rest] = path;
  const existing = target[head];
  if (rest.length === 0 && typeof value === "string") {
    if (existing !== undefined) throw new RangeError(`message said twice: ${whole}`);
    target[head] = value;
    return;
  }
  if (typeof existing === "string") throw new RangeError(`message is both a text and a branch: ${whole}`);
  const branch = existing ?? {};
  target[head] = branch;
  if (rest.length > 0) insert(branch, rest, value, whole);
  else if (typeof value !== "string") {
    for (const [key, child] of Object.entries(value)) insert(branch, key.split("."), child, `${whole}.${key}`);
  }
}
