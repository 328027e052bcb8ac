import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { ContactWay, IncidentKind, PersonState } from "@/domain/incidents/model";
import {
  countPersonsInput,
  INCIDENTS_LIST,
  incidentRow,
  PERSONS_LIST,
  personRow,
  personsCount,
} from "@/domain/incidents/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { addDuration } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { AppError, notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { countChoice, readChoice } from "./persons";
import { type RowColumns, rowColumns, shownRow } from "./rows";
import { standingSql } from "./standing-sql";
import { loadIncident } from "./store";

/** Incidents, the latest found first. */
export const incidentsList = query({
  name: "incidents.incidents.list",
  permission: "incidents.read",
  clearance: "general",
  input: listInput(INCIDENTS_LIST),
  output: listOutput(incidentRow),
  async resolve(scope, input) {
    const page = await runList<typeof INCIDENTS_LIST, RowColumns>(scope.tx, INCIDENTS_LIST, input, {
      select: rowColumns(scope.now),
      from: sql`incidents i`,
      where: [sql`i.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`i.state`,
          kind: sql`i.kind`,
          severity: sql`i.severity`,
          discovered: sql`(i.discovered_at at time zone 'Asia/Shanghai')::date`,
          number: sql`i.number`,
        },
        sorts: { discoveredAt: { by: sql`i.discovered_at`, type: "timestamptz" } },
        id: sql`i.id`,
      },
    });
    return { ...page, rows: page.rows.map(shownRow) };
  },
});

/** How soon a duty counts as near. */
const NEAR_HOURS = 6;

/** How many incidents are open, how many duties are near and missed, and how many people wait to be told. */
export const incidentFigures = query({
  name: "incidents.figures.list",
  permission: "incidents.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ open: z.number(), near: z.number(), late: z.number(), untold: z.number() }),
  async resolve({ tx, actor, now }) {
    type Row = { open: number; near: number; late: number; untold: number };
    const soon = addDuration(now, { hours: NEAR_HOURS });
    const { rows } = await tx.execute<Row>(sql`with of as (select id from incidents
        where programme_id = ${actor.programmeId} and state = 'open')
      select (select count(*)::int from of) as open,
        (select count(*)::int from incident_duties d where d.incident_id in (select id from of) and d.state = 'running'
          and d.due_at >= ${now}::timestamptz and d.due_at <= ${soon}::timestamptz) as near,
        (select count(*)::int from incident_duties d where d.incident_id in (select id from of) and d.state <> 'lapsed'
          and coalesce(d.done_at, ${now}::timestamptz) > d.due_at) as late,
        (select count(*)::int from incident_persons p where p.incident_id in (select id from of) and p.state = 'named') as untold`);
    return rows[0] ?? { open: 0, near: 0, late: 0, untold: 0 };
  },
});

/** The open incidents, for who enters what a customer reports: enough to choose one, nothing of what is known. */
export const openIncidentsList = query({
  name: "incidents.open.list",
  permission: "incidents.register",
  clearance: "general",
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ id: z.string(), number: z.string(), kind: z.string(), discoveredAt: z.string() })),
  }),
  async resolve({ tx, actor }) {
    type Row = { id: string; number: string; kind: IncidentKind; discovered_at: string };
    const { rows } = await tx.execute<Row>(sql`select id, number, kind, discovered_at from incidents
      where programme_id = ${actor.programmeId} and state = 'open' order by discovered_at desc, id limit 100`);
    return {
      rows: rows.map(({ discovered_at, ...row }) => ({ ...row, discoveredAt: toInstant(discovered_at) })),
    };
  },
});

/** What a choice of people would come to, before it is made: how many, and every faulty line by its place. */
export const countPersonsQuery = query({
  name: "incidents.persons.count",
  permission: "incidents.work",
  clearance: "general",
  input: countPersonsInput,
  output: personsCount,
  async resolve(scope, { id, choice }) {
    await loadIncident(scope, id);
    const chosen = await readChoice(scope, choice);
    if (!chosen.ok) throw new AppError("invalid");
    return countChoice(scope, id, chosen.value);
  },
});

type PersonColumns = CustomerColumns & {
  id: string;
  state: PersonState;
  standing: "none" | "waiting" | "sent" | "arrived" | "failed";
  told_at: string | null;
  contact_way: ContactWay | null;
  contacted_at: string | null;
};

/** The people concerned of one incident, masked, with how their letters fared. */
export const personsList = query({
  name: "incidents.persons.list",
  permission: "incidents.read",
  clearance: "general",
  input: listInput(PERSONS_LIST),
  output: listOutput(personRow),
  async resolve(scope, input) {
    const page = await runList<typeof PERSONS_LIST, PersonColumns>(scope.tx, PERSONS_LIST, input, {
      select: sql`p.id, p.state, p.told_at, p.contact_way, p.contacted_at, p.customer_id, c.number as customer_number,
        c.name_sealed as customer_name, ${standingSql} as standing`,
      from: sql`incident_persons p join customers c on c.id = p.customer_id`,
      where: [sql`p.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: { incident: sql`p.incident_id`, state: sql`p.state` },
        sorts: { id: { by: sql`p.id`, type: "uuid" } },
        id: sql`p.id`,
      },
    });
    const refs = await customerRefs(scope, page.rows);
    const rows = page.rows.map((row, at) => ({
      id: row.id,
      customer: refs[at] ?? notFound(),
      state: row.state,
      standing: row.standing,
      toldAt: toInstantOrNull(row.told_at),
      contactWay: row.contact_way,
      contactedAt: toInstantOrNull(row.contacted_at),
    }));
    return { ...page, rows };
  },
});
