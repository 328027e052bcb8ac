import type { RegisterIncidentInput } from "@/domain/incidents/schema";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { newId } from "@/server/kernel/new-id";
import type { PersonPrincipal } from "@/server/kernel/testing/factories";
import { type House, PAY } from "@/server/kernel/testing/house";
import { addPersons } from "./commands/add-persons";
import { proposeNotice } from "./commands/propose-notice";
import { registerIncident } from "./commands/register-incident";
import { saveNotice } from "./commands/save-notice";
import { incidentDetailQuery } from "./detail";
import "./doors";
import "./letter-body";

export const FOUND = "2026-10-09T13:32:00+08:00";

/** An incident as it is entered, unless told otherwise: found an hour ago, of larger severity. */
export const entry = (change: Partial<RegisterIncidentInput> = {}): RegisterIncidentInput => ({
  kind: "leak",
  certainty: "happened",
  severity: "larger",
  cii: false,
  discoveredAt: FOUND,
  occurredFrom: null,
  occurredTo: null,
  systems: ["customer-app"],
  dataKinds: ["C2/contact"],
  estimate: 3,
  cause: "attack",
  what: "接口被越权调用，联系方式可能外泄。",
  why: "",
  harm: "可能收到骚扰电话。",
  ...change,
});

export const CONTENTS = {
  facts: "联系方式可能外泄",
  measures: "已关闭接口",
  advice: "勿信陌生来电",
  remedies: "可更换号码",
};

/** The road an incident goes in tests, step by step. */
export function incidentRoad(house: House) {
  const officer = () => house.as("privacy-officer");
  const lead = () => house.as("compliance-lead");
  const good = <T>(outcome: { ok: true; result: T } | { ok: false; code: string }): T => {
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.result;
  };
  const detail = (id: string, as: PersonPrincipal = officer()) => house.ask(incidentDetailQuery, { id }, { as });
  const register = async (change: Partial<RegisterIncidentInput> = {}) =>
    good(await house.run(registerIncident, entry(change), { as: officer() })).id;
  const seen = async (id: string) => ({ id, version: (await detail(id)).version });
  const name = async (id: string, content: string) =>
    house.run(addPersons, { ...(await seen(id)), choice: { by: "list", content } }, { as: officer() });
  const draft = async (id: string, change: Partial<typeof CONTENTS> & { kind?: "public"; ground?: string } = {}) => {
    const { kind = "individual", ground = "", ...zh } = change;
    const said = {
      noticeId: null,
      kind,
      contact: "400-000-0000",
      ground,
      zh: { ...CONTENTS, ...zh },
      en: null,
    } as const;
    const { noticeId, noticeVersion } = good(
      await house.run(saveNotice, { ...(await seen(id)), ...said }, { as: officer() }),
    );
    return { noticeId, version: noticeVersion };
  };
  const approve = async (subjectId: string, as: PersonPrincipal = lead()) => {
    const [row] = await house.rows<{ id: string }>(
      "select id from approvals where subject_id = $1 and status = 'pending'",
      [subjectId],
    );
    if (!row) throw new Error("no proposal");
    await house.stepUp(as);
    const shown = await house.ask(approvalDetail, { approvalId: row.id }, { as });
    return house.run(approveProposal, { approvalId: row.id, seenDigest: shown.current?.digest ?? "" }, { as });
  };
  const agreed = async (id: string) => {
    const notice = await draft(id);
    good(await house.run(proposeNotice, notice, { as: officer() }));
    good(await approve(notice.noticeId));
    return { noticeId: notice.noticeId, version: notice.version + 2 };
  };
  /** A paper that was taken in as evidence of the incident. */
  const paper = async (id: string, state: "ready" | "waiting" = "ready"): Promise<string> => {
    const fileId = newId();
    await house.rows(
      `insert into evidence_files (id, programme_id, legal_entity_id, clearance, subject_type, subject_id, kind, retention_class, state,
         name_sealed, bytes, media_type, sha256, pages, uploaded_by, uploaded_at, expires_at)
       values ($1, $2, $3, 'general', 'incident', $4, 'other', 'casework', $5, '\\x00', 1, 'application/pdf', 'ab', 1, 'system:seed',
         '2026-10-09', '2100-01-01')`,
      [fileId, PAY.programmeId, PAY.legalEntityId, id, state],
    );
    return fileId;
  };
  /** Many customers of the programme without accounts. Gives their numbers. */
  const crowd = async (count: number, from: number): Promise<string[]> => {
    const rows = await house.rows<{ number: string }>(
      `insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, since, status, created_at)
       select gen_random_uuid(), $1, $2, 'C-' || lpad(n::text, 6, '0'), gen_random_uuid(), 'person', '2026-01-05', 'active', '2026-01-05'
       from generate_series($3::int, $4::int) as n returning number`,
      [PAY.programmeId, PAY.legalEntityId, from, from + count - 1],
    );
    return rows.map(({ number }) => number);
  };
  return { officer, lead, good, detail, register, seen, name, draft, approve, agreed, paper, crowd };
}
