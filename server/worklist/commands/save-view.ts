import { sql } from "drizzle-orm";
import { ROLE_NAMES } from "@/domain/identity/roles";
import { refuse } from "@/domain/shared/result";
import { saveViewInput } from "@/domain/worklist/inputs";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

const shareable: readonly string[] = ["all", ...ROLE_NAMES];

/** Keeps the list's filters and order under a name, new or again; for oneself, a role, or all of the programme. */
export const saveView = command({
  name: "worklist.view.save",
  permission: "worklist.read",
  input: saveViewInput,
  subject: ({ viewId }) => ({ type: "work-view", id: viewId ?? "new" }),
  async handle({ tx, actor, now, newId }, { viewId, name, state, sharedWith }) {
    if (!actor.personId) return refuse("worklist.person.no-right");
    if (sharedWith !== null && !shareable.includes(sharedWith))
      return refuse("worklist.view.role", { field: "sharedWith" });
    const { filters, sort, order } = state;
    const kept = JSON.stringify({ filters, sort, order });
    const others = await tx.execute<{ n: number; same: boolean }>(sql`select count(*)::int as n,
        coalesce(bool_or(name = ${name} and id is distinct from ${viewId ?? null}::uuid), false) as same
      from work_views where programme_id = ${actor.programmeId} and owner_id = ${actor.personId}::uuid`);
    const { n = 0, same = false } = others.rows[0] ?? {};
    if (same) return refuse("worklist.view.name-taken", { field: "name" });
    if (!viewId && n >= WORKLIST_POLICY.viewsPerPerson)
      return refuse("worklist.view.too-many", { params: { limit: WORKLIST_POLICY.viewsPerPerson } });
    const id: string = viewId ?? newId<"work-view">();
    const saved = viewId
      ? await tx.execute(sql`update work_views set name = ${name}, state = ${kept}::jsonb, shared_with = ${sharedWith}, version = version + 1
          where id = ${viewId}::uuid and owner_id = ${actor.personId}::uuid and programme_id = ${actor.programmeId}`)
      : await tx.execute(sql`insert into work_views (id, programme_id, legal_entity_id, owner_id, name, state, shared_with, created_at)
          values (${id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${actor.personId}::uuid, ${name}, ${kept}::jsonb, ${sharedWith}, ${now}::timestamptz)
          on conflict (programme_id, owner_id, name) do nothing`);
    if (saved.rowCount !== 1) return viewId ? notFound() : refuse("worklist.view.name-taken", { field: "name" });
    return committed({
      result: { viewId: id },
      audit: [{ kind: "worklist.view.save", subject: { type: "work-view", id }, data: { sharedWith, new: !viewId } }],
    });
  },
});
