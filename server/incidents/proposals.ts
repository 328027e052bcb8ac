import { sql } from "drizzle-orm";
import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { INCIDENT_REJECTIONS } from "@/domain/incidents/codes";
import { asShown, lowerSeverity, sparePersons } from "@/domain/incidents/decisions";
import { changeDuties, dutiesOf } from "@/domain/incidents/duties";
import { INCIDENT_PROPOSALS, SEVERITIES } from "@/domain/incidents/model";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { decided, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { type Effect, type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { Scope } from "@/server/kernel/scope";
import { checkNotice } from "./check-notice";
import { applyChange, loadDuties, settleDuties } from "./duties";
import { loadNotice, type StoredNotice } from "./notices";
import { countPersons, INCIDENT, loadIncident, NOTICE, type StoredIncident, saveIncident } from "./store";

/** The commands that propose, and the kinds of their proposals. */
export const NOTICE_KIND = "incidents.notice.propose";
export const SPARE_KIND = "incidents.persons.spare";
export const LOWER_KIND = "incidents.severity.lower";
export const WAIVE_KIND = "incidents.duty.waive";
export const PROPOSAL_KINDS = INCIDENT_PROPOSALS;

const noticePayload = z.strictObject({ incidentId: z.uuid(), noticeId: z.uuid() });
const note = { incidentId: z.uuid(), noteSealed: z.string() };
const sparePayload = z.strictObject(note);
const lowerPayload = z.strictObject({ ...note, severity: z.enum(SEVERITIES), cii: z.boolean() });

const notePlace = (rowId: string) => ({ table: "approvals", column: "incident_note", rowId });
const keyOf = (id: string) => ({ type: "work-item", id, retentionClass: "casework" }) as const;

/** Seals the maker's words for the payload of a proposal. */
export async function sealNote(scope: Scope, approvalId: string, incidentId: string, words: string): Promise<string> {
  return (await scope.vault.seal(keyOf(incidentId), notePlace(approvalId), words)).toString("base64");
}

/** The maker's words again; null where they can no longer be opened. */
export const openNote = (scope: Scope, approvalId: string, sealed: string): Promise<string | null> =>
  scope.vault.open(notePlace(approvalId), Buffer.from(sealed, "base64"));

/** What a proposal rests on, under a word of its own. */
export const input = (key: string, value: string, version: string): SnapshotInput => ({
  key,
  label: `incidents.labels.input.${key}`,
  value,
  version,
  onChange: "void",
});
const label = (key: string) => `incidents.labels.brief.${key}`;
/** A line of what the checker is told. */
export const fact = (key: string, value: string, word = false) => ({
  label: label(key),
  value,
  ...(word ? { word } : {}),
});

const peopleInput = async (scope: Scope, incidentId: string): Promise<SnapshotInput> => {
  const { named } = await countPersons(scope, incidentId);
  return input("people", String(named), String(named));
};
export const severityInput = ({ number, severity, cii, state }: StoredIncident): SnapshotInput =>
  input("severity", number, `${severity}/${cii}/${state}`);

/** The log's word for a proposal that came to nothing; what it was about stays as it is. */
const ended = (
  kind: AuditEvent["kind"],
  { approvalId, payload }: ProposalCase<{ incidentId: string }>,
  data: AuditData = {},
): Effect => ({
  audit: [{ kind, subject: { type: INCIDENT, id: payload.incidentId }, data: { approval: approvalId, ...data } }],
  events: [],
});
const endWord = (as: "withdrawn" | "expired") =>
  as === "expired" ? ("incidents.proposal.expire" as const) : ("incidents.proposal.withdraw" as const);

/** What all proposals about incidents have in common. */
export const shared = {
  permission: "incidents.approve",
  visibleTo: "incidents.read",
  rejectionReasons: Object.keys(INCIDENT_REJECTIONS),
  describe: async () => new Map(),
} as const;
type Of = ProposalCase<{ incidentId: string }>;
/** How proposals about an incident itself end without being carried out. */
export const unchanged = {
  reject: async (_: Scope, one: Of, reason: string) => decided(ended("incidents.proposal.reject", one, { reason })),
  void: async (_: Scope, one: Of) => decided(ended("incidents.proposal.void", one)),
  end: async (_: Scope, one: Of, as: "withdrawn" | "expired") => decided(ended(endWord(as), one)),
};

/** Gives a notice back to its writer. One that is no longer proposed stays where it is. */
async function giveBack(scope: Scope, noticeId: string): Promise<void> {
  await scope.tx.execute(sql`update incident_notices set state = 'draft', approval_id = null, version = version + 1
    where id = ${noticeId}::uuid and programme_id = ${scope.actor.programmeId} and state = 'proposed'`);
}

const printOf = ({ words, kind }: StoredNotice): string => sha256Hex(canonicalJson({ words, kind })).slice(0, 16);

registerApprovalKind({
  ...shared,
  kind: NOTICE_KIND,
  payload: noticePayload,

  async insideInputs(scope, { payload }, { lock }) {
    const incident = await loadIncident(scope, payload.incidentId, { lock });
    const notice = await loadNotice(scope, payload.noticeId, { lock });
    const print = printOf(notice);
    return [
      input("words", print.slice(0, 12), print),
      input("state", incident.number, incident.state),
      ...(notice.kind === "individual" ? [await peopleInput(scope, incident.id)] : []),
    ];
  },

  async apply(scope, { payload, approvalId }) {
    const notice = await loadNotice(scope, payload.noticeId, { lock: true });
    if (notice.state !== "proposed") return refuse("incidents.notice.not-draft", { params: { state: notice.state } });
    const right = await checkNotice(scope, notice);
    if (!right.ok) return right;
    await scope.tx.execute(sql`update incident_notices set state = 'approved', approved_by = ${scope.actor.id},
        approved_at = ${scope.now}::timestamptz, version = version + 1 where id = ${notice.id}::uuid`);
    const subject = { type: NOTICE, id: notice.id };
    const data = { incident: payload.incidentId, approval: approvalId, kind: notice.kind, print: printOf(notice) };
    return decided({ audit: [{ kind: "incidents.notice.approve", subject, basis: right.basis, data }], events: [] });
  },

  async reject(scope, one, reason) {
    await giveBack(scope, one.payload.noticeId);
    return unchanged.reject(scope, one, reason);
  },
  async void(scope, one) {
    await giveBack(scope, one.payload.noticeId);
    return unchanged.void(scope, one);
  },
  async end(scope, one, as) {
    await giveBack(scope, one.payload.noticeId);
    return unchanged.end(scope, one, as);
  },

  async brief(scope, { payload }) {
    const incident = await loadIncident(scope, payload.incidentId);
    const notice = await loadNotice(scope, payload.noticeId);
    const { named } = await countPersons(scope, incident.id);
    const said = Object.entries(notice.words)
      .filter(([, text]) => text.trim() !== "")
      .map(([name, text]) => fact(name.replace(/^(zh|en)\./, ""), text));
    return {
      note: null,
      facts: [
        fact("number", incident.number),
        fact("kind", `incidents.noticeKinds.${notice.kind}`, true),
        fact("people", String(named)),
        ...said,
      ],
      basis: ["llpriv-incident-content", "law-pipl-57"].map((id) => scope.rules.ref(id, shanghaiDate(scope.now))),
      href: `/incidents/${incident.id}`,
    };
  },
});

registerApprovalKind({
  ...shared,
  ...unchanged,
  kind: SPARE_KIND,
  payload: sparePayload,

  async insideInputs(scope, { payload }, { lock }) {
    const incident = await loadIncident(scope, payload.incidentId, { lock });
    return [await peopleInput(scope, incident.id), severityInput(incident)];
  },

  async apply(scope, { payload, approvalId }) {
    const { tx, actor, now, rules } = scope;
    const incident = await loadIncident(scope, payload.incidentId, { lock: true });
    const { named } = await countPersons(scope, incident.id);
    const right = sparePersons({ people: named, avoided: true }, rules, now);
    if (!right.ok) return right;
    await tx.execute(sql`update incident_persons set state = 'spared'
      where incident_id = ${incident.id}::uuid and programme_id = ${actor.programmeId} and state = 'named'`);
    const waived = { state: "waived", at: now, waiver: "harm-avoided" } as const;
    await settleDuties(scope, incident.id, ["subjects"], waived);
    await saveIncident(scope, incident);
    const subject = { type: INCIDENT, id: incident.id };
    const data = { number: incident.number, approval: approvalId, people: named };
    return decided({ audit: [{ kind: "incidents.persons.approve", subject, basis: right.basis, data }], events: [] });
  },

  async brief(scope, { payload, approvalId }) {
    const incident = await loadIncident(scope, payload.incidentId);
    const { named } = await countPersons(scope, incident.id);
    return {
      note: await openNote(scope, approvalId, payload.noteSealed),
      facts: [fact("number", incident.number), fact("people", String(named)), fact("harm", incident.words.harm ?? "")],
      basis: [scope.rules.ref("law-pipl-57", shanghaiDate(scope.now))],
      href: `/incidents/${incident.id}`,
    };
  },
});

registerApprovalKind({
  ...shared,
  ...unchanged,
  kind: LOWER_KIND,
  payload: lowerPayload,

  insideInputs: async (scope, { payload }, { lock }) => [
    severityInput(await loadIncident(scope, payload.incidentId, { lock })),
  ],

  async apply(scope, { payload, approvalId }) {
    const incident = await loadIncident(scope, payload.incidentId, { lock: true });
    const { severity, cii } = payload;
    const open = asShown(incident, incident.version);
    if (!open.ok) return open;
    const right = lowerSeverity(incident, { severity, cii });
    if (!right.ok) return right;
    const standing = await loadDuties(scope, incident.id);
    const change = changeDuties(standing, dutiesOf({ ...incident, severity, cii }), scope.now);
    const basis = await applyChange(scope, incident, change);
    await saveIncident(scope, incident, { severity, cii });
    const data = {
      number: incident.number,
      approval: approvalId,
      before: incident.severity,
      severity,
      cii,
      lapsed: [...change.lapse],
      started: [...change.start],
    };
    const subject = { type: INCIDENT, id: incident.id };
    return decided({ audit: [{ kind: "incidents.severity.approve", subject, basis, data }], events: [] });
  },

  async brief(scope, { payload, approvalId }) {
    const incident = await loadIncident(scope, payload.incidentId);
    return {
      note: await openNote(scope, approvalId, payload.noteSealed),
      facts: [
        fact("number", incident.number),
        fact("before", `incidents.severities.${incident.severity}`, true),
        fact("after", `incidents.severities.${payload.severity}`, true),
        fact("cii", payload.cii ? "incidents.yes" : "incidents.no", true),
      ],
      basis: [scope.rules.ref("law-cac-incident", shanghaiDate(incident.discoveredAt))],
      href: `/incidents/${incident.id}`,
    };
  },
});
