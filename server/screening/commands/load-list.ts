import { z } from "zod";
import { acceptList } from "@/domain/screening/decisions";
import { ENTRY_KINDS, LIST_SOURCE_NAMES, type ListedEntry } from "@/domain/screening/model";
import { SCREENING_POLICY } from "@/domain/screening/policy";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { insertList, listsInUse, touchList } from "../lists";
import { startRun } from "../runs";

const word = z.string().min(1).max(1_000);

/** A listed person or entity as a provider read it. */
const entry = z.strictObject({
  externalId: z.string().min(1).max(100),
  kind: z.enum(ENTRY_KINDS),
  reference: z.string().min(1).max(100),
  name: word,
  names: z.array(word).min(1).max(500),
  numbers: z.array(word).max(200),
  births: z.array(word).max(100),
  nationalities: z.array(word).max(50),
  listedOn: z.iso.date().nullable(),
}) satisfies z.ZodType<ListedEntry>;

/**
 * Takes a list in that a provider has read: it takes the place of the one in use, and every customer is compared with it.
 * The same file again only says that the list is current. Refuses as `acceptList` does.
 */
export const loadList = command({
  name: "screening.list.load",
  permission: "screening.lists.load",
  input: z.object({
    source: z.enum(LIST_SOURCE_NAMES),
    asOf: z.iso.datetime(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    entries: z.array(entry).max(300_000),
  }),
  subject: ({ source }) => ({ type: "screening-list", id: source }),
  async handle(scope, input) {
    const { tx, actor, now, rules } = scope;
    const { source, sha256 } = input;
    const asOf = instant(input.asOf);
    const lists = await listsInUse(scope, { lock: true });
    const inUse = lists.find((list) => list.source === source) ?? null;
    const parsed = { asOf, entries: input.entries };
    const decision = acceptList({ parsed, sha256, inUse, now, rules, policy: SCREENING_POLICY });
    if (!decision.ok) return decision;
    const data = { source, asOf, sha256, entries: input.entries.length, outcome: decision.value };
    const audit = { kind: "screening.list.load" as const, basis: decision.basis, data };
    if (decision.value === "current" && inUse) {
      await touchList(scope, inUse.id);
      const entries = inUse.entries;
      return committed({
        result: { listId: inUse.id, entries, outcome: decision.value },
        audit: [{ ...audit, subject: { type: "screening-list", id: inUse.id } }],
      });
    }
    const listId = scope.newId<"screening-list">();
    const entries = input.entries.length;
    await insertList(tx, actor, { id: listId, source, asOf, sha256, entries, currentAt: now, listed: input.entries });
    const run = await startRun(scope);
    return committed({
      result: { listId: listId as string, entries, outcome: decision.value },
      audit: [{ ...audit, subject: { type: "screening-list", id: listId } }, ...run.audit],
      events: run.events,
    });
  },
});
