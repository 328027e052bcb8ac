/** The words of the project, as domain/capabilities.ts has them. */
type Names = { readonly capabilities: readonly string[] };

/** What a command does, first word of its file's name. A new verb is a decision: it is added here. */
const VERBS = new Set(
  [
    "accept acknowledge add advance amend announce anchor answer apply assess assign attach block cancel change check choose close comment",
    "confirm create decide delegate delete disable discard dismiss enable end enrol escalate execute exempt expire explain match",
    "export extend fail finalise finish grant hold impose invite lapse load lock lower mention move open pause pin prepare promise propose raise restrict settle ask",
    "publish put read reassign receive recheck recompute record refuse register reject release remind remove rename renew repeat replace replay report",
    "request resend reset resume return reveal review revoke rotate save scan send set share sign skip snooze start",
    "step submit suspend take tell test tie unlock update verify view waive watch withdraw",
  ].flatMap((line) => line.split(" ")),
);

/** Names that say nothing: what such a file holds has a better name. */
const VAGUE = new Set([
  ..."utils util helpers helper misc common types constants index service services manager managers lib base".split(
    " ",
  ),
]);
/** Words that belong to nobody: the frame of the console, and what every page shares. */
const SHARED_MESSAGES = ["common", "frame", "kernel"];
const SHARED_COMPONENTS = ["ui", "patterns", "frame"];
const SHARED_TABLES = ["columns", "kernel", "electronic-orders"];
const SHARED_SERVER = ["kernel", "cli", "reference"];
const SHARED_SPECS = ["a11y", "frame", "journeys", "security"];
const SERVER_FOLDERS = ["commands", "adapters", "testing", "queries", "store", "reading", "electronic"];
const TOP_FILES: Readonly<Record<string, readonly string[]>> = {
  domain: ["capabilities", "permissions", "permission-list", "role-permissions", "audit-kinds"],
  server: ["root", "handlers", "listeners", "all"],
};

const stem = (name: string) => name.replace(/\.(prop\.)?(test\.)?(spec\.)?(bench\.)?(d\.)?(tsx?|mjs|json)$/, "");
const isKebab = (name: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

type Rule = (parts: readonly string[], known: (word: string) => boolean) => string | undefined;

const inCapabilityFolder =
  (shared: readonly string[]): Rule =>
  ([root = "", folder = "", ...rest], known) => {
    if (rest.length === 0) return TOP_FILES[root]?.includes(stem(folder)) ? undefined : "belongs into a capability";
    return known(folder) || shared.includes(folder) ? undefined : `${folder} is no capability`;
  };

const serverRule: Rule = (parts, known) => {
  const [, capability = "", folder = "", file, ...deeper] = parts;
  const misplaced = inCapabilityFolder(SHARED_SERVER)(parts, known);
  if (misplaced || SHARED_SERVER.includes(capability) || file === undefined) return misplaced;
  if (!SERVER_FOLDERS.includes(folder)) return `${folder}/ is no folder of a capability`;
  if (deeper.length > 0) return "is too deep";
  if (folder !== "commands") return undefined;
  const words = stem(file).split("-");
  return words.length > 1 && VERBS.has(words[0] ?? "") ? undefined : "a command is named <verb>-<object>";
};

const named =
  (shared: readonly string[], at: number): Rule =>
  (parts, known) => {
    const word = stem(parts[at] ?? "");
    return known(word) || shared.includes(word) ? undefined : `${word} is no capability`;
  };

const RULES: readonly (readonly [prefix: RegExp, rule: Rule])[] = [
  [/^domain\//, inCapabilityFolder(["shared"])],
  [/^server\//, serverRule],
  [/^db\/schema\//, named(SHARED_TABLES, 2)],
  [/^messages\//, named(SHARED_MESSAGES, 2)],
  [/^components\//, named(SHARED_COMPONENTS, 1)],
  [/^app\/\(console\)\/[^/]+\//, named(["_components"], 2)],
  [/^e2e\/[^/]+\.spec\.ts$/, named(SHARED_SPECS, 1)],
];

/**
 * Files whose names leave the closed vocabulary: a folder that is no capability, a command that is not
 * `<verb>-<object>`, a name that says nothing. Takes paths from the root; gives one line per finding.
 */
export function misnamed(paths: readonly string[], { capabilities }: Names): string[] {
  const known = (word: string) => capabilities.includes(word);
  return paths.flatMap((path) => {
    const parts = path.split("/");
    const rule = RULES.find(([prefix]) => prefix.test(path))?.[1];
    if (!rule) return [];
    const problem = rule(parts, known);
    if (problem) return [`${path}: ${problem}`];
    const name = stem(parts.at(-1) ?? "");
    if (path.startsWith("app/") || path.startsWith("messages/")) return [];
    if (VAGUE.has(name) && !(name === "index" && parts.length > 3)) return [`${path}: ${name} says nothing`];
    return isKebab(name) ? [] : [`${path}: not kebab-case`];
  });
}

/**
 * Capabilities whose rooms do not mirror each other: a router without rules in domain/ or without words in a language, a
 * page without a router. Takes paths from the root.
 */
export function unmirrored(paths: readonly string[], { capabilities }: Names): string[] {
  const has = (prefix: string) => paths.some((path) => path.startsWith(prefix));
  return capabilities.flatMap((name) => {
    const lacks: string[] = [];
    if (!has(`domain/${name}/`)) lacks.push(`domain/${name}`);
    if (has(`server/${name}/router.ts`)) {
      for (const locale of ["zh-CN", "en"]) {
        if (!has(`messages/${locale}/${name}.json`)) lacks.push(`messages/${locale}/${name}.json`);
      }
    } else if (has(`app/(console)/${name}/`) && has(`server/${name}/queries.ts`)) {
      lacks.push(`server/${name}/router.ts`);
    }
    return lacks.map((path) => `${name}: no ${path}`);
  });
}
