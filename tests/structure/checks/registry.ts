import type { SourceFile } from "../support/tree";

/** What the checks need to know of a command or query. */
export type ProcedureFacts = {
  readonly type: "command" | "query";
  readonly name: string;
  readonly permission: string;
  readonly clearance?: string | undefined;
};

/** `command({ name: "…"` and `query({ name: "…"` of the kernel, not a method of the same name. */
const DECLARATION = /(?<![.\w])(?:command|query)(?:<[^(]*>)?\(\{\s*name: "([^"]+)"/g;
const CLEARANCES = ["general", "suspicion"];

/**
 * Faults of the registry: a permission nobody holds or that does not exist, a name outside its capability's words, a
 * command that is no audit word, a query without clearance. One line each.
 */
export function registryFaults(
  procedures: readonly ProcedureFacts[],
  known: {
    readonly permissions: readonly string[];
    readonly held: ReadonlySet<string>;
    readonly auditKinds: readonly string[];
    readonly capabilities: readonly string[];
  },
): string[] {
  return procedures.flatMap(({ type, name, permission, clearance }) => {
    const faults: string[] = [];
    if (!known.permissions.includes(permission)) faults.push(`${permission} is no permission`);
    else if (!known.held.has(permission)) faults.push(`nobody holds ${permission}`);
    if (!known.capabilities.includes(name.split(".")[0] ?? "")) faults.push("belongs to no capability");
    if (type === "command" && !known.auditKinds.includes(name)) faults.push("is no audit word");
    if (type === "query" && !CLEARANCES.includes(clearance ?? "")) faults.push("declares no clearance");
    return faults.map((fault) => `${name}: ${fault}`);
  });
}

/** Commands and queries written in source (`command({ name: "…"`) that loading everything did not register. */
export function unregistered(files: readonly SourceFile[], names: ReadonlySet<string>): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(DECLARATION)]
      .map((found) => found[1] ?? "")
      .filter((name) => !names.has(name))
      .map((name) => `${path}: ${name} is not loaded by server/all.ts`),
  );
}

/** Names registered in source more than once: the second would silently take the place of the first. */
export function registeredTwice(files: readonly SourceFile[]): string[] {
  const names = files.flatMap(({ text }) => [...text.matchAll(DECLARATION)].map((found) => found[1] ?? ""));
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

/** Topics without a handler, handlers without a topic or with a rival, topics without clearance or outside their capability. */
export function topicFaults(
  topics: readonly { readonly capability: string; readonly topic: string; readonly clearance: string }[],
  handlers: readonly string[],
): string[] {
  const declared = topics.map(({ topic }) => topic);
  return [
    ...declared.filter((topic) => !handlers.includes(topic)).map((topic) => `${topic}: no handler`),
    ...handlers.filter((topic) => !declared.includes(topic)).map((topic) => `${topic}: handled, but no topic`),
    ...handlers.filter((topic, at) => handlers.indexOf(topic) !== at).map((topic) => `${topic}: two handlers`),
    ...topics.filter(({ clearance }) => !CLEARANCES.includes(clearance)).map(({ topic }) => `${topic}: no clearance`),
    ...topics
      .filter(({ capability, topic }) => !topic.startsWith(`${capability}.`))
      .map(({ capability, topic }) => `${topic}: told by ${capability}`),
  ];
}

/** Routers of capabilities that root.ts does not mount. Takes the paths of the tree and root.ts's text. */
export function unmounted(paths: readonly string[], root: string): string[] {
  return paths
    .filter((path) => /^server\/[^/]+\/router\.ts$/.test(path))
    .filter((path) => !root.includes(`"@/${path.replace(/\.ts$/, "")}"`));
}
