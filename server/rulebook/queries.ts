import { z } from "zod";
import type { RuleVersion } from "@/domain/rulebook/model";
import { findClashes, holdsOn } from "@/domain/rulebook/rules";
import { rulebookList, ruleClashes, ruleDetail, ruleDocuments, ruleRow } from "@/domain/rulebook/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import { entryOf } from "./catalogue";
import { measuredOn, reachedBy } from "./coverage";
import { documentOf, headOf, present } from "./present";
import { countCitations } from "./store";

const keyOf = (version: RuleVersion) => `${version.id}@${String(version.version).padStart(6, "0")}`;
const byKey = (left: RuleVersion, right: RuleVersion) => (keyOf(left) < keyOf(right) ? -1 : 1);

function holds(version: RuleVersion, wanted: string): boolean {
  const { id, clause, title } = version;
  return [id, clause, title.zh, title.en].some((text) => text.toLowerCase().includes(wanted));
}

/** Rules with their versions, by id. The whole book is in memory: a page is a slice after the cursor's key. */
export const rulebookListQuery = query({
  name: "rulebook.rules.list",
  permission: "rulebook.read",
  clearance: "general",
  input: listInput(rulebookList),
  output: listOutput(ruleRow),
  async resolve({ rules }, { filters, order, cursor, limit }) {
    const trapped = filters.trap?.length ? concernedBy(rules.all()) : null;
    const wanted = filters.text?.trim().toLowerCase();
    const found = rules
      .all()
      .filter((version) => !wanted || holds(version, wanted))
      .filter((version) => !filters.document || version.document === filters.document)
      .filter((version) => !filters.kind?.length || filters.kind.some((kind) => kind === version.kind))
      .filter((version) => !filters.status?.length || filters.status.some((status) => status === version.status))
      .filter(
        (version) => !filters.required?.length || filters.required.some((one) => one === entryOf(version).required),
      )
      .filter(
        (version) => !filters.reached?.length || filters.reached.some((one) => one === reachedBy(version.id)?.reached),
      )
      .filter((version) => !filters.source?.length || version.source === "console")
      .filter((version) => !trapped || trapped(version).length > 0)
      .sort((left, right) => (order === "desc" ? byKey(right, left) : byKey(left, right)));
    const beyond = (version: RuleVersion) =>
      !cursor || (order === "desc" ? keyOf(version) < cursor : keyOf(version) > cursor);
    const rest = found.filter(beyond);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map(present),
      nextCursor: rest.length > limit && last ? keyOf(last) : null,
      count: found.length,
      countCapped: false,
    };
  },
});

/** One rule: every version, the law behind it, and what rests on it. */
export const rulebookDetailQuery = query({
  name: "rulebook.rules.detail",
  permission: "rulebook.read",
  clearance: "general",
  input: z.object({ id: z.string().max(80) }),
  output: ruleDetail,
  async resolve({ tx, rules, now }, { id }) {
    const all = rules.all();
    const versions = all.filter((version) => version.id === id).sort((left, right) => byKey(right, left));
    if (versions.length === 0) return notFound();
    const behind = new Set(versions.flatMap((version) => version.lawBehind));
    const newest = new Map([...all].sort(byKey).map((version) => [version.id, version]));
    const others = [...newest.values()];
    const trapped = concernedBy(others);
    const traps = new Map(versions.flatMap(trapped).map((trap) => [trap.id, trap]));
    const found = reachedBy(id);
    const on = shanghaiDate(now);
    const today = versions.some((version) => holdsOn(version, on)) ? rules.get(id, on) : null;
    const clash = findClashes(versions).at(-1);
    const cited = versions.map(({ version }) => `${id}@${version}`);
    return {
      id,
      versions: versions.map(present),
      lawBehind: others.filter((version) => behind.has(version.id)).map(headOf),
      restedOnBy: others.filter((version) => version.lawBehind.includes(id)).map(headOf),
      traps: [...traps.values()].filter((trap) => trap.id !== id).map(headOf),
      enforcement: found && { ...found, tests: [...found.tests], codes: [...found.codes] },
      measuredOn: measuredOn(),
      citations: await countCitations(tx, [...new Set(cited)], MOST_CITATIONS),
      today: today && { version: today.version, source: today.source },
      clash: clash ? { console: clash.console.version, file: clash.file.version } : null,
    };
  },
});

/** Counting stops here: a line cited every day is simply cited often. */
const MOST_CITATIONS = 10_000;

/** Which traps concern a rule: those that name it, or law behind it. */
function concernedBy(all: readonly RuleVersion[]): (version: RuleVersion) => readonly RuleVersion[] {
  const traps = all.filter(({ kind }) => kind === "trap");
  return ({ id, lawBehind }) =>
    traps.filter((trap) => trap.lawBehind.some((law) => law === id || lawBehind.includes(law)));
}

/** Rules whose console version hides a file that has moved on: to be looked at, and settled by two persons. */
export const rulebookClashesQuery = query({
  name: "rulebook.clashes.list",
  permission: "rulebook.read",
  clearance: "general",
  input: z.object({}),
  output: ruleClashes,
  async resolve({ rules }) {
    return findClashes(rules.all()).map(({ console, file }) => ({
      ...headOf(file),
      console: console.version,
      file: file.version,
    }));
  },
});

/** The documents that rules come from, for the page's filter. */
export const rulebookDocumentsQuery = query({
  name: "rulebook.documents.list",
  permission: "rulebook.read",
  clearance: "general",
  input: z.object({}),
  output: ruleDocuments,
  async resolve({ rules }) {
    const counts = new Map<string, number>();
    for (const { document } of rules.all()) counts.set(document, (counts.get(document) ?? 0) + 1);
    return [...counts].map(([id, count]) => ({ id, title: documentOf(id).title, count }));
  },
});
