import { sql } from "drizzle-orm";
import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { measureBasis, releaseBasis } from "@/domain/controls/basis";
import { isLive, type Measure, SCOPES } from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { mask } from "@/domain/customers/masking";
import { decided, type Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { shanghaiDate } from "@/domain/shared/time";
import type { OutsideFacts, ProposalCase, ProposalLine } from "@/server/approvals/public";
import { evidenceFacts } from "@/server/evidence/public";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { type OpenItem, openItemsOf } from "./open-items";
import { digest, type PreviewQuestion, previewInputs, readPreview } from "./preview";
import { type AccountView, documentVersions, findAccount, measuresOf, type StoredMeasure } from "./store";

/** What a proposal pins, beside the measure's row itself. */
export const proposalPayload = z.strictObject({
  measureId: z.uuid(),
  accountId: z.uuid(),
  verb: z.enum(["restrict", "lift"]),
  scope: z.enum(SCOPES),
  amountMinor: z.string().nullable(),
  target: z.string().nullable().default(null),
  currency: z.string(),
  reasonCode: z.string(),
  reviewOn: z.string(),
  /** The very moment a restriction ends by itself. */
  expiresAt: z.string().nullable().default(null),
  rules: z.array(z.string()),
});
export type ProposalPayload = z.output<typeof proposalPayload>;
export type ControlCase = ProposalCase<ProposalPayload>;

/** The measure a proposal is about, its account and its neighbours. */
export type Subject = {
  readonly account: AccountView;
  readonly stored: StoredMeasure;
  readonly others: readonly Measure[];
};

/** Reads, and for a decision holds, the account first and then its measures: everybody takes them in this order. */
export async function subjectOf(
  scope: Scope,
  payload: Pick<ProposalPayload, "accountId" | "measureId">,
  lock: boolean,
): Promise<Subject> {
  const account = (await findAccount(scope.tx, payload.accountId, { lock })) ?? notFound();
  const measures = await measuresOf(scope.tx, account.id, { lock });
  const stored = measures.find(({ measure }) => measure.id === payload.measureId) ?? notFound();
  const others = measures
    .map(({ measure }) => measure)
    .filter(({ id, state }) => id !== stored.measure.id && isLive({ state }));
  return { account, stored, others };
}

/** The rules behind a proposal as they stand today: those of its reason, and what allows no more than a restriction. */
export function rulesOf(
  measure: Measure,
  scope: Pick<Scope, "rules" | "now">,
): { reason: readonly RuleRef[]; house: readonly RuleRef[] } {
  const today = shanghaiDate(scope.now);
  const restriction = measureBasis(measure.reasonCode, scope.rules, today);
  if ("releaseReasonCode" in measure)
    return { reason: releaseBasis(measure.releaseReasonCode, scope.rules, today), house: restriction };
  return { reason: restriction.slice(0, -2), house: restriction.slice(-2) };
}

/** Rule references as text, `id@version`. */
export function ruleTexts(refs: readonly RuleRef[]): string[] {
  return refs.map(({ ruleId, version }) => `${ruleId}@${version}`);
}

/**
 * The facts in the database that a proposal rests on. What was proposed, who the customer is, the account's status and
 * class, the evidence, the rules and the reason's rules end the approval when they change; the other live measures, and
 * what else is open about the customer, only need another look.
 */
export async function insideInputs(
  scope: Scope,
  { payload }: ControlCase,
  options: { lock: boolean },
): Promise<readonly SnapshotInput[]> {
  const { account, stored, others } = await subjectOf(scope, payload, options.lock);
  const { measure } = stored;
  const documents = await documentVersions(scope.tx, account.customerId);
  const { reason, house } = rulesOf(measure, scope);
  const code = "releaseReasonCode" in measure ? measure.releaseReasonCode : measure.reasonCode;
  const input = (
    key: string,
    value: string,
    version: string,
    onChange: SnapshotInput["onChange"] = "void",
  ): SnapshotInput => ({
    key,
    label: `controls.labels.input.${key}`,
    value,
    version,
    onChange,
  });
  const proposed = digest(pinned(measure));
  const evidence = await evidenceFacts(scope, { type: "measure", id: measure.id });
  const open = await openItemsOf(scope.tx, account.customerId);
  const openText = ({ kind, number }: OpenItem) => `${kind}/${number}`;
  const neighbours = others
    .map(({ id, scope: reach, amountMinor, target }) => `${id}/${reach}/${target ?? amountMinor ?? ""}`)
    .sort();
  return [
    input("payload", proposed, proposed),
    input("identity", `v${account.customerVersion}`, `${account.customerVersion}/${digest([...documents])}`),
    input("account", `${account.status}/${account.accountClass}`, `${account.status}/${account.accountClass}`),
    input("rule", ruleTexts(house).join(", "), ruleTexts(house).join(",")),
    input("reason", code, `${code}:${ruleTexts(reason).join(",")}`),
    input("measures", String(others.length), digest(neighbours), "preview-again"),
    ...(open.length > 0 ? [input("open-items", String(open.length), digest(open.map(openText)), "preview-again")] : []),
    ...(evidence.count > 0 ? [input("evidence", String(evidence.count), evidence.digest)] : []),
  ];
}

function pinned(measure: Measure) {
  const { id, accountId, scope, amountMinor, target, expiresAt, reasonCode, rule, reviewOn } = measure;
  const release = "releaseReasonCode" in measure ? measure.releaseReasonCode : null;
  return {
    id,
    accountId,
    scope,
    amountMinor: amountMinor?.toString() ?? null,
    // Only where there is one: what was proposed before measures had them stays what it was.
    ...(target !== null && { target }),
    ...(expiresAt !== null && { expiresAt }),
    reasonCode,
    rule: { ...rule },
    reviewOn,
    release,
  };
}

/** What the core is asked about a proposal. */
export function questionOf(payload: ProposalPayload): PreviewQuestion {
  const { accountId, verb, scope, amountMinor, target, measureId } = payload;
  if (verb === "lift") return { accountId, verb, scope, amountMinor: null, target: null, measureId };
  return { accountId, verb, scope, amountMinor, target, measureId: null };
}

/** Proves the core's dry run behind a proposal and turns it into inputs. */
export async function outsideInputs(
  scope: Scope,
  { payload }: ControlCase,
  token: string | null,
): Promise<Result<OutsideFacts>> {
  const read = readPreview({ ...scope, policy: CONTROLS_POLICY }, questionOf(payload), token);
  return read.ok ? decided({ inputs: previewInputs(read.facts), facts: read.facts }) : read;
}

/** For each proposal whom and what it concerns, masked, in one look. */
export async function describe(
  scope: Scope,
  proposals: readonly ControlCase[],
): Promise<ReadonlyMap<string, ProposalLine>> {
  const ids = [...new Set(proposals.map(({ payload }) => payload.accountId))];
  if (ids.length === 0) return new Map();
  type Row = { id: string; number: string; customer_id: string; customer_number: string; name_sealed: Buffer | null };
  const { rows } =
    await scope.tx.execute<Row>(sql`select a.id, a.number, c.id as customer_id, c.number as customer_number, c.name_sealed
    from accounts a join customers c on c.id = a.customer_id where a.id in ${ids}`);
  const names = await scope.vault.openAll(
    rows.map((row) => ({
      place: { table: "customers", column: "name_sealed", rowId: row.customer_id },
      sealed: row.name_sealed,
    })),
  );
  const accounts = new Map(rows.map((row, index) => [row.id, { row, name: names[index] ?? null }]));
  return new Map(
    proposals.flatMap(({ approvalId, payload }) => {
      const found = accounts.get(payload.accountId);
      if (!found) return [];
      const line: ProposalLine = {
        customerNumber: found.row.customer_number,
        customerName: found.name === null ? null : (mask("name", found.name) ?? null),
        accountId: payload.accountId,
        accountNumber: found.row.number,
        scope: payload.scope,
        reasonCode: payload.reasonCode,
      };
      return [[approvalId, line] as const];
    }),
  );
}
