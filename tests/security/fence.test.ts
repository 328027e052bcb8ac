import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONFLICTING_ROLES } from "@/domain/identity/roles";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { fenceFaults, grantFaults } from "./checks/fences";
import { definersOf, type Fenced, fencesOf, grantsOf } from "./support/catalogue";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const ALL = "DELETE INSERT SELECT UPDATE";
/** What the application may do with tables that are not simply fenced ones with every right. */
const MEANT: Readonly<Record<string, string>> = {
  audit_entries: "INSERT SELECT",
  audit_leaves: "SELECT",
  audit_nodes: "SELECT",
  audit_heads: "SELECT",
  legal_entities: "SELECT",
  programmes: "SELECT",
  role_conflicts: "SELECT",
  fx_rates: "INSERT SELECT UPDATE",
  measure_secrets: "INSERT SELECT UPDATE",
  electronic_orders: "INSERT SELECT UPDATE",
  electronic_answers: "INSERT SELECT UPDATE",
  orders: "INSERT SELECT UPDATE",
  order_officers: "INSERT SELECT",
  order_acts: "INSERT SELECT UPDATE",
  order_answers: "INSERT SELECT",
  order_packages: "INSERT SELECT UPDATE",
  core_differences: "INSERT SELECT UPDATE",
  // Rows of a decision go only where the ledger of erasures holds their customer's trade.
  decisions: "DELETE INSERT SELECT",
  retention_certificates: "INSERT SELECT",
  retention_entries: "INSERT SELECT UPDATE",
  restricted_subjects: "INSERT SELECT UPDATE",
  limit_adjustments: "INSERT SELECT UPDATE",
  limit_books: "INSERT SELECT UPDATE",
  kyc_submissions: "INSERT SELECT UPDATE",
  kyc_documents: "INSERT SELECT UPDATE",
  kyc_channels: "INSERT SELECT UPDATE",
  kyc_requests: "INSERT SELECT UPDATE",
  kyc_second_looks: "INSERT SELECT UPDATE",
  kyc_check_runs: "INSERT SELECT",
  kyc_decisions: "INSERT SELECT",
  kyc_class_changes: "INSERT SELECT",
  people: "INSERT SELECT UPDATE",
  access_links: "INSERT SELECT UPDATE",
  disablements: "INSERT SELECT UPDATE",
  role_requests: "INSERT SELECT UPDATE",
  delegations: "INSERT SELECT UPDATE",
  reset_requests: "INSERT SELECT UPDATE",
  access_reviews: "INSERT SELECT UPDATE",
  access_review_items: "INSERT SELECT UPDATE",
  absences: "INSERT SELECT UPDATE",
  duty_shifts: "INSERT SELECT UPDATE",
  role_grants: "INSERT SELECT UPDATE",
  sessions: "INSERT SELECT UPDATE",
  totp_credentials: "INSERT SELECT UPDATE",
  key_rotations: "INSERT SELECT UPDATE",
  maintenance_runs: "INSERT SELECT",
  erasures: "INSERT SELECT",
  recovery_codes: "INSERT SELECT UPDATE",
  passkeys: "INSERT SELECT UPDATE",
  known_devices: "INSERT SELECT UPDATE",
  sign_in_budgets: "INSERT SELECT UPDATE",
  passkey_challenges: ALL,
  sign_ins: "INSERT SELECT",
  calendar_years: "INSERT SELECT",
  clock_events: "INSERT SELECT",
  evidence_files: "INSERT SELECT UPDATE",
  notice_mails: "INSERT SELECT UPDATE",
  notice_preferences: "INSERT SELECT UPDATE",
  notices: "INSERT SELECT UPDATE",
  customer_letters: "INSERT SELECT UPDATE",
  letter_dispatches: "INSERT SELECT UPDATE",
  customer_languages: "INSERT SELECT UPDATE",
  rulebook_changes: "INSERT SELECT UPDATE",
  rulebook_revisions: "INSERT SELECT UPDATE",
  rulebook_versions: "INSERT SELECT",
  audit_anchors: "SELECT",
  control_standings: "SELECT",
  control_runs: "SELECT",
  control_days: "SELECT",
  control_misses: "INSERT SELECT UPDATE",
  day_statements: "INSERT SELECT",
  tie_outs: "INSERT SELECT",
  tie_differences: "INSERT SELECT UPDATE",
  import_mappings: "INSERT SELECT",
  ownership_stakes: "INSERT SELECT UPDATE",
  representatives: "INSERT SELECT UPDATE",
  objections: "INSERT SELECT UPDATE",
  privacy_codes: "INSERT SELECT UPDATE",
  privacy_request_steps: "INSERT SELECT",
  privacy_requests: "INSERT SELECT UPDATE",
  policy_versions: "INSERT SELECT UPDATE",
  consent_states: "INSERT SELECT UPDATE",
  sharing_partners: "INSERT SELECT UPDATE",
  sharing_stops: "INSERT SELECT UPDATE",
  sharing_notices: "INSERT SELECT UPDATE",
  sharing_demands: "INSERT SELECT UPDATE",
  processing_records: "INSERT SELECT UPDATE",
  impact_assessments: "INSERT SELECT UPDATE",
  decision_reviews: "INSERT SELECT UPDATE",
  consent_events: "INSERT SELECT",
  policy_acceptances: "INSERT SELECT",
  sharing_disclosures: "INSERT SELECT",
  corrections: "INSERT SELECT UPDATE",
  correction_items: "INSERT SELECT",
  subject_packages: "INSERT SELECT UPDATE",
  package_downloads: "INSERT SELECT",
  incidents: "INSERT SELECT UPDATE",
  incident_duties: "INSERT SELECT",
  incident_entries: "INSERT SELECT",
  incident_notices: "INSERT SELECT UPDATE",
  incident_persons: "INSERT SELECT UPDATE",
  incident_reports: "INSERT SELECT",
  incident_selections: "INSERT SELECT",
  incident_sightings: "INSERT SELECT",
  closures: "INSERT SELECT UPDATE",
  closure_steps: "INSERT SELECT",
  closure_candidates: "INSERT SELECT UPDATE",
  closure_logins: "INSERT SELECT UPDATE",
  loss_call_backs: "INSERT SELECT",
  loss_checks: "INSERT SELECT",
  loss_disputes: ALL,
  loss_evidence: "INSERT SELECT",
  loss_notices: "INSERT SELECT",
  loss_protections: "INSERT SELECT UPDATE",
  loss_reports: "INSERT SELECT UPDATE",
  reverifications: "INSERT SELECT UPDATE",
  reverification_changes: "INSERT SELECT",
  reverification_holds: "INSERT SELECT UPDATE",
  reverification_measures: "INSERT SELECT UPDATE",
  reverification_reasons: "INSERT SELECT",
  reverification_triggers: "INSERT SELECT UPDATE",
  screening_entries: "INSERT SELECT",
  screening_hits: "INSERT SELECT UPDATE",
  screening_holds: "INSERT SELECT",
  screening_lists: "INSERT SELECT UPDATE",
  screening_runs: "INSERT SELECT UPDATE",
};

const refused = (text: string) => expect(house.pool.query(text)).rejects.toMatchObject({ code: "42501" });

describe("the fence", () => {
  it("stands around every table of a programme", async () => {
    const tables = await fencesOf(house.pool);
    expect(tables.filter(({ rowSecurity }) => rowSecurity).length).toBeGreaterThan(15);
    expect(fenceFaults(tables)).toEqual([]);
  });

  it("gives the application the rights it is meant to have, and none on partitions or jobs", async () => {
    const fenced = (await fencesOf(house.pool)).filter(({ hasProgramme }) => hasProgramme).map(({ table }) => table);
    const meant = { ...Object.fromEntries(fenced.map((table) => [table, ALL])), ...MEANT };
    expect(grantFaults(await grantsOf(house.pool), meant)).toEqual([]);
  });

  it("binds a role that cannot climb over it", async () => {
    const { rows } = await house.pool.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
         exists (select from pg_auth_members where member = r.oid) as "memberOfAny",
         exists (select from pg_class where relowner = r.oid) as "ownsAny"
       from pg_roles r where rolname = 'hegui_app'`,
    );
    const nothing = Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, false]));
    expect(rows).toEqual([nothing]);
    expect(Object.keys(nothing)).toHaveLength(8);
  });

  it("lets four functions act for it, and only as they are written", async () => {
    expect(await definersOf(house.pool)).toEqual([
      { name: "dead_jobs", app: true, everybody: false, path: true },
      { name: "enqueue_job", app: true, everybody: false, path: true },
      { name: "ensure_month_partition", app: true, everybody: false, path: true },
      { name: "replay_job", app: true, everybody: false, path: true },
    ]);
  });

  it("shows nothing before a programme is entered", async () => {
    const tables = (await fencesOf(house.pool)).filter(({ rowSecurity }) => rowSecurity).map(({ table }) => table);
    const client = await house.pool.connect();
    try {
      await client.query("begin; set local role hegui_app");
      for (const table of tables) {
        const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from "${table}"`);
        expect([table, rows[0]?.n]).toEqual([table, 0]);
      }
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});

describe("the audit log", () => {
  it.each(["audit_entries", "audit_leaves", "audit_nodes", "audit_heads"])(
    "%s is not changed, even by its owner",
    async (table) => {
      const { rows } = await house.pool.query<{ name: string; enabled: string }>(
        `select tgname as name, tgenabled as enabled from pg_trigger where tgrelid = $1::regclass and not tgisinternal order by 1`,
        [table],
      );
      expect(rows).toEqual([
        { name: "append_only", enabled: "O" },
        { name: "append_only_all", enabled: "O" },
      ]);
      await refused(`truncate ${table} cascade`);
    },
  );

  it("refuses change and removal of an entry", async () => {
    await house.pool.query(
      `insert into audit_entries (id, programme_id, legal_entity_id, log, clearance, at, actor_id, kind, outcome, subject_type, subject_id, leaf)
       values (gen_random_uuid(), 'pay', 'hengchuan-pay', 'pay.general', 'general', now(), 'system:seed', 'x', 'committed', 'x', 'x', '{}')`,
    );
    await refused("update audit_entries set leaf = 'x'");
    await refused("delete from audit_entries");
  });
});

describe("duties", () => {
  it("that conflict are the same pairs in the database and in the domain", async () => {
    const { rows } = await house.pool.query<{ pair: string }>(
      "select role_a || '+' || role_b as pair from role_conflicts order by 1",
    );
    const domain = CONFLICTING_ROLES.map((pair) => [...pair].sort().join("+")).sort();
    expect(rows.map(({ pair }) => pair).sort()).toEqual(domain);
  });
});

describe("the check of the fence", () => {
  const using = "(programme_id = ( SELECT current_programme() AS current_programme))";
  const cleared = `(${using} AND ((clearance = 'general'::text) OR (( SELECT current_clearance() AS current_clearance) = 'suspicion'::text)))`;
  const good: Fenced = {
    table: "t",
    hasProgramme: true,
    hasClearance: false,
    rowSecurity: true,
    roles: ["hegui_app"],
    using,
    check: using,
    policies: ["fence"],
  };

  it("passes what is right", () => {
    const log = { ...good, hasProgramme: false, using: "log_is_open(log)", check: null };
    expect(fenceFaults([good, { ...good, hasClearance: true, using: cleared }, log])).toEqual([]);
    expect(fenceFaults([{ ...good, hasProgramme: false, rowSecurity: false, using: null, policies: [] }])).toEqual([]);
  });

  it.each([
    [{ rowSecurity: false }, "no row security"],
    [{ using: null, policies: [] }, "no policy"],
    [{ using: "true" }, "shows other programmes"],
    [{ check: "true" }, "writes into other programmes"],
    [{ hasClearance: true }, "shows suspicion to everybody"],
    [{ roles: ["somebody"] }, "does not bind the application"],
    [{ policies: ["fence", "all"] }, "a second policy opens the first"],
  ])("finds %o", (hole, fault) => {
    expect(fenceFaults([{ ...good, ...hole }])).toEqual([`t: ${fault}`]);
  });

  it("finds a right too many and one too few", () => {
    expect(grantFaults({ a: "SELECT", b: ALL }, { a: "INSERT SELECT", c: "SELECT" })).toEqual([
      "a: SELECT, meant INSERT SELECT",
      `b: ${ALL}, meant nothing`,
      "c: nothing, meant SELECT",
    ]);
  });
});
