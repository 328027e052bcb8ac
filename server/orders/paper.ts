import { isSecret } from "@/domain/orders/bases";
import type { Intake, Paper } from "@/domain/orders/intake";
import type { Disclosure, OrderState, OrderTerm } from "@/domain/orders/model";
import { ORDERS_POLICY } from "@/domain/orders/policy";
import type { PaperInput } from "@/domain/orders/schema";
import { type Refusal, refuse } from "@/domain/shared/result";
import { addDuration, type Instant, instant, localDate, shanghaiDate } from "@/domain/shared/time";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { openItems } from "@/server/worklist/public";
import { aboutIdOf } from "./about";
import type { NewOrder } from "./store";

/** Waits for a lead who looks at an order after it was carried out. */
export const REVIEW_ITEM = "order-review";

/** A paper as decisions read it. */
export function paperOf(input: PaperInput): Paper {
  return {
    authority: input.authority,
    basis: input.basis,
    act: input.act,
    checks: input.documentNumber === "" ? input.checks.filter((check) => check !== "document") : input.checks,
    officers: input.officers.map(({ credential }) => credential),
    stated: input.stated,
    target: input.target,
    extent: input.extent,
    term: termOf(input),
    disclosure: disclosureOf(input),
  };
}

function termOf({ term }: PaperInput): OrderTerm | null {
  return term?.unit === "until" ? { unit: "until", on: localDate(term.on) } : term;
}

function disclosureOf({ act, disclosure }: PaperInput): Disclosure | null {
  if (act !== "query" || !disclosure) return null;
  const day = (text: string | null) => (text === null ? null : localDate(text));
  return { data: disclosure.data, from: day(disclosure.from), to: day(disclosure.to) };
}

/** Keeps the attempt behind the wall where its paper may not be told of. */
export function walled(refusal: Refusal, paper: Pick<PaperInput, "authority" | "basis">): Refusal {
  return isSecret(paper) ? { ...refusal, clearance: "suspicion" } : refusal;
}

/**
 * Who may take a paper in at all: what may not be told of is taken in by cleared people, and nothing before it came.
 * Undefined where nothing speaks against it.
 */
export function refuseCounter({ actor, now }: Scope, input: PaperInput): Refusal | undefined {
  if (!actor.personId) return refuse("approvals.approval.person-required");
  if (isSecret(input) && actor.clearance !== "suspicion") return walled(refuse("orders.order.needs-cleared"), input);
  const receivedAt = instant(input.receivedAt);
  if (receivedAt > now) return refuse("orders.order.ahead", { field: "receivedAt" });
  // Whoever came first takes hold first: nothing comes before it was written.
  const early = input.documentOn !== null && shanghaiDate(receivedAt) < input.documentOn;
  return early ? refuse("orders.order.before-document", { field: "receivedAt" }) : undefined;
}

/** The row of a paper, with what was decided of it. */
export async function orderOf(
  scope: Scope,
  input: PaperInput,
  decided: {
    readonly intake: Pick<Intake, "flags" | "grounds">;
    readonly state: OrderState;
    readonly customerId: string | null;
    readonly accountId: string | null;
    readonly startsAt?: Instant | null;
    readonly endsAt?: Instant | null;
  },
): Promise<NewOrder> {
  const { targetName, note, act, extent } = input;
  return {
    ...input,
    id: scope.newId<"order">(),
    aboutId: await aboutIdOf(scope, input),
    number: await takeNumber(scope.tx, isSecret(input) ? "secret-order" : "order"),
    targetName: targetName === "" ? null : targetName,
    note: note === "" ? null : note,
    extent: act === "freeze" || act === "stop" || act === "deduct" ? extent : null,
    term: termOf(input),
    disclosure: disclosureOf(input),
    customerId: decided.customerId,
    accountId: decided.accountId,
    state: decided.state,
    flags: decided.intake.flags,
    grounds: decided.intake.grounds,
    startsAt: decided.startsAt ?? null,
    endsAt: decided.endsAt ?? null,
  };
}

/** Puts an order before a lead other than who took it in. */
export async function openOrderReview(scope: Scope, order: NewOrder): Promise<void> {
  const { tx, actor, now } = scope;
  const dueAt = addDuration(now, { hours: ORDERS_POLICY.reviewHours });
  const item = {
    kind: REVIEW_ITEM,
    number: order.number,
    subjectType: "order",
    subjectId: order.id,
    clearance: isSecret(order) ? ("suspicion" as const) : ("general" as const),
    customerId: order.customerId,
    accountId: order.accountId,
    dueAt,
    excludedPersonId: actor.personId,
  };
  await openItems(tx, actor, [item], now);
}
