import { randomBytes } from "node:crypto";
import { nameKey } from "@/domain/customers/normalise";
import type { House, Programme } from "@/server/kernel/testing/house";
import { choicesOf, columnsOf, fencesOf } from "./catalogue";
import { SPECIAL } from "./planted-values";

/** Ids of the things to be planted, by table, chosen before they exist; and the texts they are known by. */
export type Planned = {
  readonly ids: Readonly<Record<string, string>>;
  /** The ids a caller could name: those of tables that have one. */
  readonly named: readonly string[];
  readonly texts: readonly string[];
  readonly mark: string;
};

const NUMBERED: Readonly<Record<string, string>> = {
  customers: "C",
  accounts: "A",
  approvals: "AP",
  measures: "CM",
  large_value_candidates: "LV",
  import_batches: "IM",
  control_misses: "MC",
  tie_differences: "DD",
  reverifications: "RV",
  reverification_holds: "RH",
  screening_hits: "LH",
  objections: "OB",
  incidents: "IN",
  closures: "CL",
  privacy_requests: "PR",
  loss_reports: "LR",
  electronic_orders: "EO",
  orders: "AO",
  customer_letters: "LT",
  limit_adjustments: "LA",
  subject_packages: "PK",
  corrections: "CR",
  policy_versions: "PV",
  sharing_partners: "SP",
  sharing_notices: "SN",
  sharing_demands: "FD",
  processing_records: "PA",
  impact_assessments: "IA",
  decision_reviews: "DR",
  retention_certificates: "EC",
};
/** Rows with ids that are parts of others: no input takes them. */
const UNNAMED = [
  "day_statements",
  "tie_outs",
  "audit_anchors",

  "erasures",
  "subject_keys",
  "evidence_blobs",
  "import_errors",
  "endpoints",
  "counterparties",
  "clocks",
  "rulebook_versions",
  "calendar_years",
  "clock_events",
  "reverification_changes",
  "reverification_measures",
  "reverification_reasons",
  "reverification_triggers",
  "screening_lists",
  "screening_entries",
  "measure_secrets",
  "electronic_answers",
  "order_officers",
  "order_acts",
  "order_answers",
  "closure_logins",
  "closure_steps",
  "privacy_codes",
  "privacy_request_steps",
  "loss_call_backs",
  "loss_checks",
  "loss_disputes",
  "loss_evidence",
  "loss_notices",
  "loss_protections",
  "customer_languages",
  "retention_keepings",
  "restricted_subjects",
  "package_downloads",
  "correction_items",
  "consent_events",
  "policy_acceptances",
  "sharing_disclosures",
  "sharing_stops",
  "incident_duties",
  "incident_entries",
  "incident_sightings",
];
const nameOf = (mark: string) => `欧阳${[...mark].map((digit) => "零一二三四五六七八九"[Number(digit)]).join("")}`;
const numberOf = (table: string, mark: string) => `${NUMBERED[table] ?? "X"}-${mark}`;

/** Chooses ids for one thing of every fenced table. `mark`: six digits that no other thing of the house carries. */
export async function plan(house: House, mark: string): Promise<Planned> {
  const tables = (await fencesOf(house.pool)).filter(({ hasProgramme }) => hasProgramme);
  const ids = Object.fromEntries(
    tables.map(({ table }, at) => [table, `019a0000-0000-7000-8000-${mark}${String(at).padStart(6, "0")}`]),
  );
  const withId = new Set((await columnsOf(house.pool)).filter(({ name }) => name === "id").map(({ table }) => table));
  const named = tables
    .filter(({ table }) => withId.has(table) && !UNNAMED.includes(table))
    .map(({ table }) => ids[table] ?? "");
  const texts = [...Object.keys(NUMBERED).map((table) => numberOf(table, mark)), nameOf(mark)];
  return { ids, named, texts, mark };
}

/** The ids a caller could name, of some tables alone. */
export const idsOf = ({ ids, named }: Planned, tables: readonly string[]): string[] =>
  tables.flatMap((table) => ids[table] ?? []).filter((id) => named.includes(id));

/** Which table a column of ids leads to. */
export const LEADS_TO: Readonly<Record<string, string>> = {
  customer_id: "customers",
  party_id: "customers",
  account_id: "accounts",
  batch_id: "import_batches",
  measure_id: "measures",
  approval_id: "approvals",
  release_approval_id: "approvals",
  transfer_id: "transactions",
  counterparty_id: "counterparties",
  endpoint_id: "endpoints",
  file_id: "evidence_files",
  review_id: "reverifications",
  hold_id: "reverification_holds",
  hit_id: "screening_hits",
  entry_id: "screening_entries",
  list_id: "screening_lists",
  electronic_order_id: "electronic_orders",
  order_id: "orders",
  letter_id: "customer_letters",
  closure_id: "closures",
  report_id: "loss_reports",
  transaction_id: "transactions",
  card_id: "bound_cards",
  instruction_id: "core_instructions",
  incident_id: "incidents",
  package_id: "subject_packages",
  correction_id: "corrections",
  partner_id: "sharing_partners",
  policy_version_id: "policy_versions",
  certificate_id: "retention_certificates",
  decision_id: "decisions",
};

/** Subjects of work, approvals and entries are things the planted ones are about. */
const SUBJECT: Readonly<Record<string, string>> = {
  approvals: "measures",
  evidence_files: "customers",
  work_items: "measures",
  audit_entries: "measures",
};

function byType(type: string, mark: string, house: House): unknown {
  if (type === "bytea") return randomBytes(64);
  if (type === "jsonb") return "{}";
  if (type === "boolean") return true;
  if (type === "date") return "2026-10-08";
  if (type.startsWith("timestamp")) return house.clock.now();
  if (type === "integer") return 1;
  if (type === "bigint" || type === "numeric") return `${mark}77`;
  return `mark-${mark}`;
}

function leafOf({ ids, mark }: Planned, programme: Programme, clearance: string, house: House): string {
  return JSON.stringify({
    v: 1,
    id: ids.audit_entries,
    log: `${programme.programmeId}.${clearance}`,
    programme: programme.programmeId,
    legalEntity: programme.legalEntityId,
    at: house.clock.now(),
    actor: `mark-${mark}`,
    request: `mark-${mark}`,
    kind: "controls.restriction.apply",
    outcome: "committed",
    subject: { type: "measure", id: ids.measures },
    basis: [],
    data: {},
  });
}

function payloadOf({ ids }: Planned): string {
  return JSON.stringify({
    measureId: ids.measures,
    accountId: ids.accounts,
    verb: "restrict",
    scope: "all",
    amountMinor: null,
    currency: "CNY",
    reasonCode: "risk-signs",
    reviewOn: "2026-12-31",
    rules: [],
  });
}

function idFor(table: string, name: string, { ids }: Planned): string | undefined {
  if (name === "id") return ids[table];
  if (name === "subject_id") return ids[SUBJECT[table] ?? "customers"];
  return ids[LEADS_TO[name] ?? ""] ?? ids[table];
}

/**
 * Plants one row in every fenced table (or those of `tables`), past the fence, as the database's owner: whatever the
 * console shows of them it shows wrongly. A table added later is planted too, as far as its checks allow.
 */
export async function plant(
  house: House,
  planned: Planned,
  options: {
    programme: Programme;
    clearance: "general" | "suspicion";
    tables?: readonly string[];
    about?: Readonly<Record<string, string>>;
  },
): Promise<string[]> {
  const { programme, clearance, about = {} } = options;
  const { mark } = planned;
  const things = { ...planned, ids: { ...planned.ids, ...about } };
  const columns = await columnsOf(house.pool);
  const choices = await choicesOf(house.pool);
  const tables = options.tables ?? Object.keys(planned.ids);
  const client = await house.pool.connect();
  try {
    await client.query("begin; set local session_replication_role = replica");
    for (const table of tables) {
      const values = columns
        .filter((column) => column.table === table && column.name !== "xid")
        .map(({ name, type }): [string, unknown] => {
          const special = SPECIAL[table]?.[name];
          if (special !== undefined) return [name, special];
          if (name === "id") return [name, planned.ids[table]];
          if (name === "programme_id") return [name, programme.programmeId];
          if (name === "legal_entity_id") return [name, programme.legalEntityId];
          if (name === "clearance") return [name, clearance];
          if (name === "log") return [name, `${programme.programmeId}.${clearance}`];
          if (name === "number") return [name, numberOf(table, mark)];
          if (name === "maker_id" || name === "requested_by") return [name, house.as("compliance-officer").personId];
          if (table === "approvals" && name === "payload") return [name, payloadOf(things)];
          if (table === "approvals" && name === "snapshot")
            return [name, JSON.stringify({ inputs: [], digest: "0".repeat(64), facts: {} })];
          if (name === "leaf") return [name, leafOf(things, programme, clearance, house)];
          if (table === "blind_index" && name === "value")
            return [name, house.runtime.blind("name", nameKey(nameOf(mark)) ?? "")];
          const choice = choices.get(`${table}.${name}`);
          if (choice !== undefined) return [name, choice];
          if (type === "uuid" || name === "subject_id") return [name, idFor(table, name, things)];
          return [name, byType(type, mark, house)];
        });
      const marks = values.map((_, at) => `$${at + 1}`).join(", ");
      await client.query(
        `insert into "${table}" (${values.map(([name]) => `"${name}"`).join(", ")}) values (${marks})`,
        values.map(([, value]) => value),
      );
    }
    await client.query("commit");
  } finally {
    await client.query("rollback");
    client.release();
  }
  return [...tables];
}
