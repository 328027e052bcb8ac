import { isTest, type SourceFile } from "../support/tree";

const MAX_LINES = 300;
/** Long by nature: tables of data, generated text, words. */
const LONG_BY_NATURE = /^(db\/migrations|rulebook|messages|docs)\/|\.(md|json)$/;

const CODE = /\.(ts|tsx|mjs|js|cjs|css)$/;
/** Where the environment may be read. */
const ENVIRONMENT =
  /^(env\.ts$|scripts\/|bench\/|tests\/|e2e\/|db\/testing\/)|\.config\.(ts|js|mjs)$|^(sandbox\/(core|messenger|messenger-testing|platform|registry)|playwright\.config)\.ts$/;

type Rule = {
  readonly says: string;
  readonly pattern: RegExp;
  readonly where: (path: string) => boolean;
};

const code = (path: string) => CODE.test(path);
const inDomain = (path: string) => path.startsWith("domain/") && !isTest(path);
const spec = (path: string) => /\.(test|spec)\.(ts|tsx|mjs)$/.test(path);
// Written in halves, so that this file does not find itself.
const word = (...halves: string[]) => halves.join("");

const RULES: readonly Rule[] = [
  {
    says: "unfinished",
    pattern: new RegExp(`\\b(${word("TO", "DO")}|${word("FIX", "ME")}|${word("HA", "CK")})\\b`),
    where: (path) => code(path) || path.endsWith(".md"),
  },
  {
    says: "a test left out or alone",
    pattern: new RegExp(
      `\\b(it|test|describe)\\.(${word("sk", "ip")}|${word("on", "ly")}|${word("to", "do")})\\b|\\bx(it|describe)\\(`,
    ),
    where: spec,
  },
  {
    says: "waits for a time, not for a thing",
    pattern: new RegExp(word("\\.waitFor", "Timeout\\(")),
    where: (path) => path.startsWith("e2e/"),
  },
  {
    says: "a retried test",
    pattern: new RegExp(`\\b${word("re", "tries")}\\s*:\\s*[1-9]|\\b${word("re", "try")}\\s*:\\s*[1-9]`),
    where: (path) => /\.spec\.ts$|(vitest|playwright)\.config\.ts$/.test(path),
  },
  {
    says: "only env.ts reads the environment",
    // The mode of the build is put in by the framework, not read.
    pattern: /\bprocess\.env\b(?!\.NODE_ENV\b)/,
    where: (path) => code(path) && !ENVIRONMENT.test(path) && !isTest(path),
  },
  {
    says: "pure code is told the time",
    pattern: /\bnew Date\(|\bDate\.now\(|\bperformance\.now\(/,
    where: (path) => inDomain(path) && !path.startsWith("domain/shared/time"),
  },
  { says: "pure code draws no lots", pattern: /\bMath\.random\(|\brandomUUID\(/, where: inDomain },
  {
    says: "a silenced check",
    pattern: new RegExp(`@ts-(${word("ig", "nore")}|${word("no", "check")})`),
    where: code,
  },
  {
    says: "a statement put together from text",
    pattern: /sql\.raw\(\s*(input|request|params)\b|\.query\(\s*`[^`]*\$\{(input|request|params)\b/,
    where: (path) => path.startsWith("server/"),
  },
  {
    says: "one road for writes: a drizzle handle outside the kernel",
    pattern: /\bdrizzle\(/,
    where: (path) => /^(server|app|components|lib|domain)\//.test(path),
  },
];

const lineOf = (text: string, at: number) => text.slice(0, at).split("\n").length;

/** Breaches of the house's plain-text rules. Takes files; gives one line per finding, with the line's number. */
export function breaches(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    RULES.filter(({ where }) => where(path)).flatMap(({ says, pattern }) => {
      const found = pattern.exec(text);
      return found ? [`${path}:${lineOf(text, found.index)}: ${says}`] : [];
    }),
  );
}

/** Files of more than 300 lines that are not long by nature. */
export function tooLong(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => CODE.test(path) && !LONG_BY_NATURE.test(path))
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, "").split("\n").length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}
