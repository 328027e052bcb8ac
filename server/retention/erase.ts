import { sql } from "drizzle-orm";
import { backupsOf, type CertificateContent } from "@/domain/retention/certificate";
import { type ClassPlan, RETENTION_CLASSES, type RetentionClass } from "@/domain/retention/model";
import { shanghaiDate } from "@/domain/shared/time";
import { both, type SystemEffect } from "@/server/controls/public";
import { fileEnded } from "@/server/evidence/events";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { type Destroyed, destroyKeys } from "@/server/kernel/erasure";
import { takeNumbers } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import { askPlanned } from "@/server/kernel/planned-once";
import type { Scope } from "@/server/kernel/scope";
import { tellRecipients, withRecipients } from "@/server/sharing/public";
import { issueCertificates } from "./certificate";
import { eraseColumns } from "./erase-sql";
import { openHolds } from "./holds";
import { keepBehindWall } from "./keeping";
import { tellErased } from "./listeners";
import { type OwnedKey, ownedKeys } from "./owned";
import { endEntries, type StoredEntry } from "./store";

/** An entry that is due, with the plan by which its class goes now. */
export type Due = { readonly entry: StoredEntry; readonly plan: ClassPlan };

/** What goes: a class of a customer. */
type Goes = { readonly customerId: string; readonly of: RetentionClass };
const nameOf = ({ customerId, of }: Goes): string => `${customerId} ${of}`;

/** What the cleared keep, by what goes, with the entry of it. */
type Kept = ReadonlyMap<string, AuditEvent>;
type Touched = { readonly name: string; readonly subject: string; readonly clearance: string; readonly n: number };

/**
 * Destroys classes of customers' data in the caller's transaction, of many at once: keys, search keys, clear columns, files;
 * signs the certificates, ends the entries, tells who was given the data. Where the cleared must keep it, they get it sealed
 * apart first; nothing of that shows in what everybody may see.
 */
export async function eraseClasses(scope: Scope, due: readonly Due[]): Promise<SystemEffect> {
  const goes = due.map(({ entry: { customerId, of } }): Goes => ({ customerId, of }));
  const kept = await keepWhatMust(scope, goes);
  const gone = await destroy(scope, goes, kept);
  const files = await endFiles(scope, goes, kept);
  const touched = await clearColumns(scope, goes);
  const contents = await contentsOf(scope, due, (one) => ({
    ...gone(one),
    files: files.filter((file) => nameOf(file) === nameOf(one) && file.clearance === "general").length,
    tables: countsOf((touched.get(one.of) ?? []).filter(({ subject }) => subject === one.customerId)),
  }));
  const certificates = await issueCertificates(scope, contents);
  await endEntries(
    scope,
    contents.map(({ entryId }, n) => ({ entryId, certificateId: certificates[n]?.id ?? "" })),
  );
  const told = await tellAll(scope, due);
  const audit = [
    ...certificates.map(({ content, sha256 }) => entryOf(content, sha256)),
    ...kept.values(),
    ...told.audit,
  ];
  // A file the cleared keep stays in the store, unreadable but to them.
  const ended: OutboxEvent[] = files
    .filter((file) => !kept.has(nameOf(file)))
    .map(({ id }) => fileEnded({ fileId: id }));
  return { audit, events: [...ended, ...told.events] };
}

const customersOf = (goes: readonly Goes[]): string[] => [...new Set(goes.map(({ customerId }) => customerId))];

/** Seals apart what the cleared must keep of what goes. */
async function keepWhatMust(scope: Scope, goes: readonly Goes[]): Promise<Kept> {
  const kept = new Map<string, AuditEvent>();
  const holds = await openHolds(scope, customersOf(goes), "suspicion");
  for (const one of goes) {
    const codes = (holds.get(one.customerId) ?? []).map(({ code }) => code);
    if (codes.length > 0) kept.set(nameOf(one), await keepBehindWall(scope, one.customerId, one.of, codes));
  }
  return kept;
}

/** Destroys the keys, customers' own and those beside them. Gives what everybody may know of it for each that goes. */
async function destroy(scope: Scope, goes: readonly Goes[], kept: Kept) {
  const all = await ownedKeys(scope, goes);
  const owned = all.filter((key) => key.clearance === "general" || !kept.has(nameOf(key)));
  const own = goes.map(({ customerId, of }) => ({
    subjectType: "customer",
    subjectId: customerId,
    retentionClass: of,
  }));
  const open = await destroyKeys(scope, [...own, ...owned.filter(({ clearance }) => clearance === "general")]);
  await destroyKeys(
    scope,
    owned.filter(({ clearance }) => clearance === "suspicion"),
  );
  return (one: Goes) => sumOf(one, owned, open);
}

function sumOf(one: Goes, owned: readonly OwnedKey[], { bySubject }: Destroyed) {
  const beside = owned.filter((key) => nameOf(key) === nameOf(one) && key.clearance === "general");
  const subjects = new Set([
    nameOf(one),
    ...beside.map(({ subjectId, retentionClass }) => `${subjectId} ${retentionClass}`),
  ]);
  const parts = [...subjects].flatMap((subject) => bySubject.get(subject) ?? []);
  return {
    keys: parts.flatMap(({ keys }) => keys),
    searchKeys: parts.reduce((sum, { searchKeys }) => sum + searchKeys, 0),
  };
}

type Ended = Goes & { readonly id: string; readonly clearance: string };

/** Ends the files of what goes. Those behind the wall stay while the cleared keep them. */
async function endFiles({ tx, actor, now }: Scope, goes: readonly Goes[], kept: Kept): Promise<readonly Ended[]> {
  const rows = JSON.stringify(goes.map((one) => ({ ...one, kept: kept.has(nameOf(one)) })));
  const ended = await tx.execute<{
    id: string;
    customer_id: string;
    retention_class: RetentionClass;
    clearance: string;
  }>(sql`update evidence_files f set state = 'erased', end_code = 'retention', ended_at = ${now}::timestamptz, version = version + 1
    from jsonb_to_recordset(${rows}::jsonb) as g ("customerId" uuid, "of" text, kept boolean)
    where f.customer_id = g."customerId" and f.retention_class = g."of" and f.programme_id = ${actor.programmeId}
      and f.state <> 'erased' and (f.clearance = 'general' or not g.kept)
    returning f.id, f.customer_id, f.retention_class, f.clearance`);
  return ended.rows.map(({ id, customer_id: customerId, retention_class: of, clearance }) => ({
    id,
    customerId,
    of,
    clearance,
  }));
}

/** Clears the columns of each class. Gives the rows touched by class. */
async function clearColumns(
  { tx }: Scope,
  goes: readonly Goes[],
): Promise<ReadonlyMap<RetentionClass, readonly Touched[]>> {
  const touched = new Map<RetentionClass, readonly Touched[]>();
  for (const of of RETENTION_CLASSES) {
    const ids = customersOf(goes.filter((one) => one.of === of));
    const statement = ids.length > 0 ? eraseColumns(of, sql`${sql.param(ids)}::uuid[]`) : undefined;
    if (statement) touched.set(of, await askPlanned<Touched>(tx, statement));
  }
  return touched;
}

/** Tells who made something of the data, and everybody the data went to. */
async function tellAll(scope: Scope, due: readonly Due[]): Promise<SystemEffect> {
  const customerIds = [...new Set(due.map(({ entry }) => entry.customerId))];
  let effect = await tellErased(scope, { customerIds });
  const given = await withRecipients(scope, customerIds);
  for (const { entry } of due.filter(({ entry: { customerId } }) => given.has(customerId))) {
    const { customerId, of } = entry;
    const subject = { type: "retention-entry", id: entry.id };
    effect = both(effect, await tellRecipients(scope, { customerId, kind: "erase", classes: [of], subject }));
  }
  return effect;
}

/** What everybody may count: rows behind the wall are in no sum. */
function countsOf(touched: readonly Touched[]): Record<string, number> {
  const open = touched.filter(({ clearance, n }) => clearance === "general" && n > 0);
  return Object.fromEntries(open.map(({ name, n }) => [name, n]));
}

type Gone = Pick<CertificateContent, "searchKeys" | "files" | "tables"> & { readonly keys: readonly string[] };

async function contentsOf(
  { actor, now, rules, tx }: Scope,
  due: readonly Due[],
  gone: (one: Goes) => Gone,
): Promise<{ entryId: string; content: CertificateContent }[]> {
  const { value: backups, basis } = backupsOf(rules, shanghaiDate(now));
  const numbers = await takeNumbers(tx, "erasure-certificate", due.length);
  return due.map(({ entry, plan }, n) => {
    const { keys, ...others } = gone(entry);
    const content: CertificateContent = {
      format: "hegui-erasure-certificate",
      version: 1,
      number: numbers[n] ?? "",
      programme: actor.programmeId,
      legalEntity: actor.legalEntityId,
      subject: { type: "customer", id: entry.customerId },
      class: entry.of,
      requestId: entry.requestId,
      keptUntil: plan.until,
      years: plan.years,
      anchor: plan.anchor,
      endedOn: plan.endedOn,
      basis: [...plan.basis, ...basis].map(({ ruleId, version }) => ({ ruleId, version })),
      ...others,
      keys: [...keys].toSorted(),
      backups,
      erasedAt: now,
      erasedBy: actor.id,
    };
    return { entryId: entry.id, content };
  });
}

const entryOf = (content: CertificateContent, sha256: string): AuditEvent => ({
  kind: "retention.class.erase",
  subject: { type: "customer", id: content.subject.id },
  basis: content.basis,
  data: {
    class: content.class,
    certificate: content.number,
    sha256,
    request: content.requestId,
    keptUntil: content.keptUntil,
    keys: content.keys,
    searchKeys: content.searchKeys,
    files: content.files,
    tables: Object.entries(content.tables).map(([table, rows]) => ({ table, rows })),
  },
});
