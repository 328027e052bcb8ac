import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstantOrNull } from "@/db/schema/columns";
import { closingGaps } from "@/domain/incidents/decisions";
import { isLate } from "@/domain/incidents/duties";
import type { Cause, DataKind, System } from "@/domain/incidents/model";
import { incidentDetail } from "@/domain/incidents/schema";
import { epochMilliseconds, instant, shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { entriesOf, NAME, noticesOf, proposalsOf, reportsOf, selectionsOf, sightingsOf } from "./detail-parts";
import { loadDuties, type StoredDuty } from "./duties";
import { type RowColumns, rowColumns, shownRow } from "./rows";
import { closingOf } from "./standing";
import { countPersons, loadIncident } from "./store";

type Columns = RowColumns & {
  cii: boolean;
  occurred_from: string | null;
  occurred_to: string | null;
  registered_name: string;
  closed_name: string | null;
  systems: System[];
  data_kinds: DataKind[];
  cause: Cause;
};

/** A duty as a chip shows it; a missed one says so for good. */
const shownDuty = (duty: StoredDuty, now: Scope["now"]) => ({
  id: duty.id,
  duty: duty.duty,
  state: duty.state,
  own: duty.own,
  hours: duty.hours,
  rule: { ...duty.rule },
  dueAt: duty.dueAt,
  doneAt: duty.doneAt,
  waiver: duty.waiver as "harm-avoided" | null,
  late: isLate(duty, now),
});

/** One incident with its duties, people, reports, notices, log, and what still stands between it and its end. */
export const incidentDetailQuery = query({
  name: "incidents.detail",
  permission: "incidents.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: incidentDetail,
  async resolve(scope, { id }) {
    const { tx, actor, now, rules } = scope;
    const { rows } = await tx.execute<Columns>(sql`select ${rowColumns(now)}, i.cii, i.occurred_from, i.occurred_to,
        ${NAME("i.registered_by")} as registered_name, ${NAME("i.closed_by")} as closed_name, i.systems, i.data_kinds, i.cause
      from incidents i where i.id = ${id}::uuid and i.programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const incident = await loadIncident(scope, id);
    const { what = "", why = "", harm = "", lessons = "" } = incident.words;
    const shown = shownRow(row);
    const duties = await loadDuties(scope, id);
    const lost = epochMilliseconds(instant(shown.registeredAt)) - epochMilliseconds(instant(shown.discoveredAt));
    const on = shanghaiDate(incident.discoveredAt);
    const closing = await closingOf(scope, incident, "shown when closed");
    return {
      ...shown,
      cii: row.cii,
      occurredFrom: toInstantOrNull(row.occurred_from),
      occurredTo: toInstantOrNull(row.occurred_to),
      registeredBy: row.registered_name,
      hoursLost: Math.floor(lost / 3_600_000),
      systems: row.systems,
      dataKinds: row.data_kinds,
      cause: row.cause,
      what,
      why,
      harm,
      lessons,
      duties: duties.map((duty) => shownDuty(duty, now)),
      counted: { ...(await countPersons(scope, id)) },
      selections: await selectionsOf(scope, id),
      entries: await entriesOf(scope, id),
      sightings: await sightingsOf(scope, id),
      reports: await reportsOf(scope, id),
      notices: await noticesOf(scope, id),
      proposals: await proposalsOf(scope, id),
      gaps: incident.state === "open" ? closingGaps(closing) : [],
      closedAt: toInstantOrNull(row.closed_at),
      closedBy: row.closed_name,
      basis: ["law-pipl-57", "mipriv-breach-notify", "law-netdata-11"].map((rule) => ({ ...rules.ref(rule, on) })),
      today: shanghaiDate(now),
      may: { work: incident.state === "open" && actor.permissions.has("incidents.work") },
    };
  },
});
