import { CONFLICTING_ROLES, ROLE_NAMES, type Role } from "./roles";

/** A role in a programme. */
export type Grant = { readonly programmeId: string; readonly role: Role };
/** A grant held, and whether it follows the identity provider's groups. */
export type HeldGrant = Grant & { readonly source: string };

/** Which roles a group of the identity provider stands for. */
export type GroupMap = ReadonlyMap<string, readonly Grant[]>;

/**
 * Reads a map of groups: JSON of `{ "<group>": "<programme>:<role>" }`, or a list of such pairs per group. Undefined for
 * anything else and for roles that do not exist: a map half understood would give the wrong rights.
 */
export function readGroupMap(text: string): GroupMap | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
  const map = new Map<string, Grant[]>();
  for (const [group, value] of Object.entries(parsed)) {
    const grants = (Array.isArray(value) ? value : [value]).map(readGrant);
    if (!grants.every((grant) => grant !== undefined)) return undefined;
    map.set(group, grants);
  }
  return map;
}

function readGrant(text: unknown): Grant | undefined {
  const [, programmeId = "", role = ""] =
    typeof text === "string" ? (/^([a-z][a-z0-9-]*):([a-z-]+)$/.exec(text) ?? []) : [];
  return ROLE_NAMES.includes(role as Role) ? { programmeId, role: role as Role } : undefined;
}

const same = (a: Grant) => (b: Grant) => a.programmeId === b.programmeId && a.role === b.role;

/** What groups stand for, each grant once. */
export function grantsOfGroups(groups: readonly string[], map: GroupMap): readonly Grant[] {
  const all = groups.flatMap((group) => map.get(group) ?? []);
  return all.filter((grant, at) => all.findIndex(same(grant)) === at);
}

export type Reconciled = {
  readonly grant: readonly Grant[];
  readonly end: readonly Grant[];
  /** Wanted, and not given: the duty conflicts with one that stays or comes first. */
  readonly conflicting: readonly Grant[];
};

/**
 * What to grant and to end so that the provider's groups hold. Grants given in the console stay; those of the provider
 * that no group stands for any more end; of two wanted duties that conflict neither the one held nor the first gives way.
 */
export function reconcile(held: readonly HeldGrant[], wanted: readonly Grant[]): Reconciled {
  const end = held.filter((grant) => grant.source === "oidc" && !wanted.some(same(grant)));
  const kept: Grant[] = held.filter((grant) => !end.includes(grant));
  const grant: Grant[] = [];
  const conflicting: Grant[] = [];
  for (const one of wanted) {
    if (kept.some(same(one))) continue;
    const clash = kept.some((other) => other.programmeId === one.programmeId && conflict(other.role, one.role));
    if (clash) conflicting.push(one);
    else {
      grant.push(one);
      kept.push(one);
    }
  }
  return { grant, end: end.map(({ programmeId, role }) => ({ programmeId, role })), conflicting };
}

function conflict(a: Role, b: Role): boolean {
  return CONFLICTING_ROLES.some(([one, other]) => (one === a && other === b) || (one === b && other === a));
}
