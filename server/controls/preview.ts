import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { SnapshotInput } from "@/domain/approvals/model";
import { SCOPES } from "@/domain/controls/model";
import type { ControlsPolicy } from "@/domain/controls/policy";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { formatDecimal } from "@/domain/shared/money";
import { decided, type Refusal, type Result, refuse } from "@/domain/shared/result";
import { addDuration, type Instant, instant } from "@/domain/shared/time";
import type { Actor, Principal } from "@/server/kernel/actor";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { AppError, notFound } from "@/server/kernel/errors";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import type { DryRunAnswer, PaymentCore } from "./adapters/payment-core";
import { findAccount } from "./store";

/** What the core is asked to try. `amountMinor` is minor units as text; a lift names its measure. */
export const previewQuestion = z.strictObject({
  accountId: z.uuid(),
  verb: z.enum(["restrict", "lift"]),
  scope: z.enum(SCOPES),
  target: z.string().max(64).nullable().default(null),
  amountMinor: z
    .string()
    .regex(/^\d{1,19}$/)
    .nullable(),
  measureId: z.uuid().nullable(),
});
export type PreviewQuestion = z.input<typeof previewQuestion>;

const minor = z.string().regex(/^\d{1,19}$/);
const balance = z.object({ availableMinor: minor, heldMinor: minor, currency: z.string() });

/** The core's answer as the screen shows it and the proposal keeps it. Amounts are minor units as text. */
export const previewFacts = z.object({
  asOf: z.string(),
  balance,
  after: balance,
  inFlight: z.array(z.object({ id: z.string(), kind: z.string(), amountMinor: minor, cancellable: z.boolean() })),
  standingInstructions: z.array(
    z.object({ id: z.string(), kind: z.string(), nextOn: z.string(), effect: z.enum(["continues", "will_fail"]) }),
  ),
  linkedAccounts: z.number(),
});
export type PreviewFacts = z.output<typeof previewFacts>;

const tokenBody = z.object({
  v: z.literal(1),
  programme: z.string(),
  actor: z.string(),
  question: previewQuestion,
  takenAt: z.string(),
  facts: previewFacts,
});
type TokenBody = z.output<typeof tokenBody>;

/**
 * Asks the core what would happen, outside any transaction, and vouches for the answer: the token carries it, signed,
 * for this person, this question and a short time. Refuses `controls.preview.unavailable` (ask again later) and
 * `.refused`. Throws AppError for what the caller may not do or see.
 */
export async function takePreview(
  runtime: Runtime,
  core: Pick<PaymentCore, "dryRun">,
  caller: Principal,
  question: PreviewQuestion,
): Promise<Result<{ token: string; facts: PreviewFacts }>> {
  const asked = await inScope(runtime, caller, "read", async (scope) => {
    const { permissions } = scope.actor;
    if (!permissions.has("controls.request") && !permissions.has("controls.approve")) throw new AppError("forbidden");
    const account = (await findAccount(scope.tx, question.accountId, { lock: false })) ?? notFound();
    return {
      keep: false,
      value: { actor: scope.actor, currency: account.currency, accountNumber: await coreNumberOf(scope, account) },
    };
  });
  const { actor, currency, accountNumber } = asked;
  const { verb, scope, measureId, amountMinor, target } = previewQuestion.parse(question);
  const answer = await core.dryRun({
    programme: actor.programmeId,
    accountNumber,
    verb,
    scope,
    ...(measureId !== null && { measureId }),
    ...(target !== null && { target }),
    ...(amountMinor !== null && { amountMinor: BigInt(amountMinor), currency }),
  });
  if (answer.kind === "unavailable") return refuse("controls.preview.unavailable");
  if (answer.kind === "refused") return refuse("controls.preview.refused");
  const facts = factsOf(answer.answer);
  const body: TokenBody = {
    v: 1,
    programme: actor.programmeId,
    actor: actor.id,
    question: previewQuestion.parse(question),
    takenAt: runtime.clock(),
    facts,
  };
  return decided({ token: seal(runtime.keyRing, body), facts });
}

/** The payment core's number of an account, in clear: for the core alone. Throws when its key is gone. */
export async function coreNumberOf(
  scope: Pick<Scope, "vault">,
  account: { id: string; coreNumberSealed: Buffer },
): Promise<string> {
  const place = { table: "accounts", column: "core_number_sealed", rowId: account.id };
  const number = await scope.vault.open(place, account.coreNumberSealed);
  if (number === null) throw new Error("the account's number cannot be opened");
  return number;
}

function factsOf({
  asOf,
  balance: now,
  after,
  inFlight,
  standingInstructions,
  linkedAccounts,
}: DryRunAnswer): PreviewFacts {
  const amounts = (side: { availableMinor: bigint; heldMinor: bigint; currency: string }) => ({
    availableMinor: side.availableMinor.toString(),
    heldMinor: side.heldMinor.toString(),
    currency: side.currency,
  });
  return {
    asOf,
    balance: amounts(now),
    after: amounts(after),
    standingInstructions,
    linkedAccounts,
    inFlight: inFlight.map((payment) => ({ ...payment, amountMinor: payment.amountMinor.toString() })),
  };
}

function mac(keyRing: KeyRing, payload: string): Buffer {
  return createHmac("sha256", keyRing.purposeKey("controls-preview")).update(payload).digest();
}

function seal(keyRing: KeyRing, body: TokenBody): string {
  const payload = Buffer.from(JSON.stringify(body)).toString("base64url");
  return `${payload}.${mac(keyRing, payload).toString("base64url")}`;
}

/**
 * Proves a token: signed here, for this actor and this very question, not older than the house allows. Refuses
 * `controls.preview.missing`, `.stale` and `.foreign` (anything not ours or about something else).
 */
export function readPreview(
  context: { keyRing: KeyRing; actor: Pick<Actor, "id" | "programmeId">; now: Instant; policy: ControlsPolicy },
  question: PreviewQuestion,
  token: string | null,
): { ok: true; facts: PreviewFacts } | Refusal {
  if (!token) return refuse("controls.preview.missing");
  const body = open(context.keyRing, token);
  const { actor, now, policy } = context;
  const same =
    body?.programme === actor.programmeId &&
    body.actor === actor.id &&
    canonicalJson(body.question) === canonicalJson(previewQuestion.parse(question));
  if (!body || !same) return refuse("controls.preview.foreign");
  const takenAt = instant(body.takenAt);
  if (takenAt > now || addDuration(takenAt, { seconds: policy.previewFreshSeconds }) < now)
    return refuse("controls.preview.stale");
  return { ok: true, facts: body.facts };
}

function open(keyRing: KeyRing, token: string): TokenBody | undefined {
  const [payload = "", signature = "", ...rest] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const right = mac(keyRing, payload);
  if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return tokenBody.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
}

/** The outside facts as inputs of a snapshot: each only needs another look when it moves. */
export function previewInputs(facts: PreviewFacts): readonly SnapshotInput[] {
  const { availableMinor, heldMinor, currency } = facts.balance;
  const shown = (minorUnits: string) => `${formatDecimal({ minor: BigInt(minorUnits), currency })} ${currency}`;
  const input = (key: string, value: string, version: string): SnapshotInput => ({
    key,
    label: `controls.labels.input.${key}`,
    value,
    version,
    onChange: "preview-again",
  });
  return [
    input("balance", shown(availableMinor), `${availableMinor}/${heldMinor}/${currency}`),
    input("in-flight", String(facts.inFlight.length), digest(facts.inFlight)),
    input("standing", String(facts.standingInstructions.length), digest(facts.standingInstructions)),
    input("linked", String(facts.linkedAccounts), String(facts.linkedAccounts)),
  ];
}

/** A short fingerprint of a fact. */
export function digest(fact: unknown): string {
  return sha256Hex(canonicalJson(fact)).slice(0, 16);
}
