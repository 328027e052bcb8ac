import { z } from "zod";
import { changeContent, ruleRow } from "@/domain/rulebook/schema";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { apart, lawChange, make } from "./changes";
import { type Consequence, lawFollowers } from "./followers";
import { present } from "./present";
import { CHANGE_STATES, findChanges, namesOf, personNames, type StoredChange } from "./store";

const example = z.object({
  subjectType: z.string(),
  subjectId: z.string(),
  number: z.string().nullable(),
  before: z.string(),
  after: z.string(),
});

/** What a field of work would see change; `changed` of `looked`, which stops counting where `capped`. */
const consequence = z.object({
  name: z.string(),
  looked: z.number(),
  capped: z.boolean(),
  changed: z.number(),
  examples: z.array(example),
});

const preview = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    /** The version in force on the first day, and the one that would be; null for a calendar year. */
    base: ruleRow.nullable(),
    version: ruleRow.nullable(),
    apart: z.array(
      z.object({
        figure: z.string(),
        value: z.string(),
        other: z.object({ rule: z.string(), figure: z.string(), value: z.string() }),
      }),
    ),
    consequences: z.array(consequence),
  }),
  z.object({
    ok: z.literal(false),
    code: z.string(),
    field: z.string().nullable(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);

/**
 * What a change of the book would do, before anybody proposes it and again for whoever checks it: the version it makes,
 * where that differs from a row saying the same, and what each field of work would see change. A refusal is an answer.
 */
export const previewChange = query({
  name: "rulebook.change.preview",
  permission: "rulebook.read",
  clearance: "general",
  input: z.object({ change: changeContent }),
  output: preview,
  async resolve(scope, { change }) {
    const made = await make(scope, change);
    if (!made.ok) return { ok: false as const, code: made.code, field: made.field ?? null, params: { ...made.params } };
    const law = lawChange("preview", made.value);
    const seen = scope.actor.permissions.has("clocks.read");
    const consequences: (Consequence & { name: string })[] = [];
    for (const follower of seen ? lawFollowers() : []) {
      const found = await follower.preview(scope, law, made.value.after);
      if (found) consequences.push({ name: follower.name, ...found });
    }
    return {
      ok: true as const,
      base: made.value.kind === "rule" ? present(made.value.base) : null,
      version: made.value.kind === "rule" ? present(made.value.version) : null,
      apart: apart(scope, made.value).value.map((one) => ({ ...one, other: { ...one.other } })),
      consequences: consequences.map((one) => ({ ...one, examples: [...one.examples] })),
    };
  },
});

const changeRow = z.object({
  id: z.string(),
  number: z.string(),
  target: z.string(),
  content: changeContent,
  reasonCode: z.string(),
  sourceReference: z.string(),
  note: z.string().nullable(),
  approvalId: z.string(),
  state: z.enum(CHANGE_STATES),
  proposedBy: personNames,
  proposedAt: z.string(),
  endedAt: z.string().nullable(),
});

/** The changes of the book that wait, or, with a target (`rule id` or `calendar:2027`), those of it with the ended ones. */
export const listChanges = query({
  name: "rulebook.changes.list",
  permission: "rulebook.read",
  clearance: "general",
  input: z.object({ target: z.string().max(80).optional() }),
  output: z.array(changeRow),
  async resolve(scope, { target }) {
    const found = await findChanges(scope.tx, { target, open: target === undefined }, MOST);
    return presentChanges(scope, found);
  },
});

const MOST = 50;

async function presentChanges(scope: Scope, found: readonly StoredChange[]): Promise<z.input<typeof changeRow>[]> {
  const mayRead = (["rulebook.propose", "rulebook.approve", "audit.read"] as const).some((permission) =>
    scope.actor.permissions.has(permission),
  );
  const notes = mayRead
    ? await scope.vault.openAll(
        found.map(({ id, noteSealed }) => ({
          place: { table: "rulebook_changes", column: "note_sealed", rowId: id },
          sealed: noteSealed,
        })),
      )
    : [];
  const names = await namesOf(
    scope.tx,
    found.map(({ proposedBy }) => proposedBy),
  );
  return found.map(({ noteSealed: _, ...change }, index) => ({
    ...change,
    note: notes[index] ?? null,
    proposedBy: names.get(change.proposedBy) ?? { id: change.proposedBy, nameZh: "", nameEn: "" },
  }));
}
