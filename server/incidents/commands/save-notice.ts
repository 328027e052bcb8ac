import { sql } from "drizzle-orm";
import { asShown } from "@/domain/incidents/decisions";
import { NOTICE_CONTENTS } from "@/domain/incidents/model";
import { saveNoticeInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { loadNotice } from "../notices";
import { INCIDENT, loadIncident, saveIncident } from "../store";
import { sealWords, type Words } from "../words";

type Contents = Readonly<Record<(typeof NOTICE_CONTENTS)[number], string>>;
const inLanguage = (language: "zh" | "en", said: Contents | null): Words =>
  Object.fromEntries(NOTICE_CONTENTS.map((name) => [`${language}.${name}`, said?.[name] ?? ""]));

/** Keeps a draft of what the people concerned are told; it may have gaps until it is proposed. Refuses one that left the desk. */
export const saveNotice = command({
  name: "incidents.notice.save",
  permission: "incidents.work",
  input: saveNoticeInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, noticeId, kind, contact, ground, zh, en }) {
    const { tx, actor, now } = scope;
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    const known = noticeId === null ? null : await loadNotice(scope, noticeId, { lock: true });
    if (known && known.incidentId !== id) notFound();
    if (known && known.state !== "draft")
      return refuse("incidents.notice.not-draft", { params: { state: known.state } });
    const rowId = known?.id ?? scope.newId<"incident-notice">();
    const words = { contact, ground, ...inLanguage("zh", zh), ...inLanguage("en", en) };
    const sealed = await sealWords(scope, { table: "incident_notices", rowId, incidentId: id }, words);
    await tx.execute(sql`insert into incident_notices (id, programme_id, legal_entity_id, incident_id, kind, state, words_sealed, saved_at, saved_by)
      values (${rowId}, ${actor.programmeId}, ${actor.legalEntityId}, ${id}::uuid, ${kind}, 'draft', ${sealed}, ${now}::timestamptz, ${actor.id})
      on conflict (id) do update set kind = excluded.kind, words_sealed = excluded.words_sealed, saved_at = excluded.saved_at,
        saved_by = excluded.saved_by, version = incident_notices.version + 1`);
    const saved = await saveIncident(scope, incident);
    return committed({
      result: { id, version: saved, noticeId: rowId, noticeVersion: (known?.version ?? 0) + 1 },
      audit: [
        {
          kind: "incidents.notice.save",
          subject: { type: INCIDENT, id },
          data: { number: incident.number, notice: rowId, kind },
        },
      ],
    });
  },
});
