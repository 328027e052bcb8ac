import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { CodedEntry } from "@/domain/rulebook/coded-entry";
import { type Coverage, classify, LEVELS } from "@/domain/rulebook/coverage";
import { shanghaiDate } from "@/domain/shared/time";
import { REQUIRED_LEVEL, RULE_FILES, SEED_RULES } from "@/rulebook";
import { systemClock } from "@/server/kernel/clock";
import { collectCodes, unknownRules } from "@/tests/coverage/codes";
import { measure, type Proof } from "@/tests/coverage/measure";

const HELP = `Usage: npm run rulebook:coverage -- [--json] [--laws] [--fresh] [--write]

How far each rule of the source documents reaches into the console, found out by running tests:
  enforced       a decision in a green test returns it as basis, and changing any of its figures turns a test red
  recorded       a coded reason, checklist item, kind of evidence, notice or register entry carries it
  informational  it is only shown, and need not do more
  missing        it does not reach the level it must

  --json   print { total, enforced, recorded, informational, missing } and nothing else
  --laws   prove the law and the traps behind the documents too (table only)
  --write  keep the result, laws included, in rulebook/coverage.json for the rulebook page
  --fresh  measure anew, although nothing changed
  --help   this text

Progress goes to standard error. It needs no database.
`;

function table(coverage: Coverage): string {
  const documentOf = new Map(SEED_RULES.map((version) => [version.id, version.document]));
  const documents = [...new Set(documentOf.values())];
  const columns = [...LEVELS].reverse();
  const row = (name: string, cells: readonly (string | number)[]) =>
    name.padEnd(12) + cells.map((cell) => String(cell).padStart(15)).join("");
  const count = (ids: readonly string[], document: string) =>
    ids.filter((id) => documentOf.get(id) === document).length;
  return [
    row("document", [...columns, "missing"]),
    ...documents.map((name) =>
      row(name, [...columns.map((level) => count(coverage[level], name)), count(coverage.missing, name)]),
    ),
    row(`all ${coverage.total}`, [...columns.map((level) => coverage[level].length), coverage.missing.length]),
  ].join("\n");
}

/** What a person wants to know beside the table: what is proven, what was traced in vain. */
function remarks(proof: Proof): string {
  const laws = [...proof.proven].filter((id) => id.startsWith("law-"));
  const lines = [
    laws.length > 0 ? `\nLaw proven: ${laws.join(", ")}` : "",
    proof.survived.length > 0
      ? `\nReturned as basis, but no test notices a change of: ${proof.survived.join(", ")}`
      : "",
  ];
  return lines.filter((line) => line !== "").join("\n");
}

const WRITTEN = "rulebook/coverage.json";

/** The result as the rulebook page reads it: how far each rule reaches, in which tests, under which coded entries. */
function kept(coverage: Coverage, proof: Proof, codes: readonly CodedEntry[]): string {
  const laws = [...proof.proven].filter((id) => REQUIRED_LEVEL[id] === undefined);
  const reached: Record<string, string> = Object.fromEntries(laws.map((id) => [id, "enforced"]));
  for (const level of [...LEVELS, "missing"] as const) for (const id of coverage[level]) reached[id] = level;
  const rules = Object.fromEntries(
    Object.keys(reached)
      .sort()
      .map((id) => {
        const carried = codes.filter(({ rules }) => rules.includes(id)).map(({ code }) => code);
        return [id, { reached: reached[id], tests: proof.tests[id] ?? [], codes: carried }];
      }),
  );
  return `${JSON.stringify({ measuredOn: shanghaiDate(systemClock()), rules }, null, 1)}\n`;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean" },
      laws: { type: "boolean" },
      fresh: { type: "boolean" },
      write: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const codes = await collectCodes();
  const unknown = unknownRules(codes, new Set(RULE_FILES.map((version) => version.id)));
  if (unknown.length > 0) {
    say(`Coded entries name rules that do not exist: ${unknown.join("; ")}`);
    return 1;
  }
  const counted = Object.keys(REQUIRED_LEVEL);
  const laws =
    values.laws || values.write
      ? RULE_FILES.filter(({ kind }) => kind === "law" || kind === "trap").map((version) => version.id)
      : [];
  const proof = await measure(RULE_FILES, new Set([...counted, ...laws]), { fresh: values.fresh === true, say });
  for (const file of proof.red) say(`${file} is red and proves nothing`);
  const coverage = classify({ required: REQUIRED_LEVEL, versions: RULE_FILES, proven: proof.proven, codes });
  if (values.write) writeFileSync(WRITTEN, kept(coverage, proof, codes));
  process.stdout.write(values.json ? `${JSON.stringify(coverage)}\n` : `${table(coverage)}\n${remarks(proof)}\n`);
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
