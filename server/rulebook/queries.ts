import { z } from "zod";
import type { RuleVersion } from "@/domain/rulebook/model";
import { rulebookList, ruleDetail, ruleDocuments, ruleRow } from "@/domain/rulebook/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { DOCUMENTS } from "@/rulebook";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import { entryOf } from "./catalogue";

type Row = z.input<typeof ruleRow>;

function documentOf(id: string): Row["document"] {
  const document = DOCUMENTS[id];
  if (!document) throw new RangeError(`unknown document: ${id}`);
  const after = document.successor ? DOCUMENTS[document.successor] : undefined;
  return {
    id,
    title: document.title,
    issuer: document.issuer,
    state: document.state,
    successor: after && document.successor ? { id: document.successor, title: after.title } : null,
  };
}

function headOf(version: RuleVersion) {
  const { id, clause, kind, title, status } = version;
  return { id, document: documentOf(version.document), clause, kind, title, status };
}

function present(version: RuleVersion): Row {
  return {
    ...headOf(version),
    version: version.version,
    figures: [...version.figures],
    validFrom: version.validFrom,
    validTo: version.validTo,
    knownFrom: version.knownFrom,
    stance: version.stance ?? null,
    source: version.source,
    required: entryOf(version).required,
  };
}

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
    const wanted = filters.text?.trim().toLowerCase();
    const found = rules
      .all()
      .filter((version) => !wanted || holds(version, wanted))
      .filter((version) => !filters.document || version.document === filters.document)
      .filter((version) => !filters.kind?.length || filters.kind.some((kind) => kind === version.kind))
      .filter((version) => !filters.status?.length || filters.status.some((status) => status === version.status))
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
  async resolve({ rules }, { id }) {
    const all = rules.all();
    const versions = all.filter((version) => version.id === id).sort((left, right) => byKey(right, left));
    if (versions.length === 0) return notFound();
    const behind = new Set(versions.flatMap((version) => version.lawBehind));
    const newest = new Map([...all].sort(byKey).map((version) => [version.id, version]));
    const others = [...newest.values()];
    return {
      id,
      versions: versions.map(present),
      lawBehind: others.filter((version) => behind.has(version.id)).map(headOf),
      restedOnBy: others.filter((version) => version.lawBehind.includes(id)).map(headOf),
    };
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
