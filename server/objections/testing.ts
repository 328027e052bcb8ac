import type { RegisterObjectionInput } from "@/domain/objections/schema";
import { imposeAtOnce } from "@/server/controls/public";
import { newId } from "@/server/kernel/new-id";
import { enqueue } from "@/server/kernel/outbox";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import type { House } from "@/server/kernel/testing/house";
import { registerObjection } from "./commands/register-objection";

const NOW = "2026-10-09T14:32:00+08:00";

export type Given = { account: MadeAccount; measureId: string };
type Source = "own-judgement" | "customer" | "authority";

/** A measure given at once, in force. */
export async function given(
  house: House,
  source: Source = "own-judgement",
  options: { secret?: boolean } = {},
): Promise<Given> {
  const account = await makeAccount(house);
  const as = source === "authority" ? house.as("compliance-lead") : house.as("compliance-officer");
  const of = {
    "own-judgement": { kind: "restriction", reasonCode: "urgent-risk" },
    customer: { kind: "freeze", reasonCode: "loss-reported" },
    authority: { kind: "freeze", reasonCode: "order-freeze" },
  } as const;
  const measureId = await inScope(house.runtime, as, "write", async (scope) => {
    const made = await imposeAtOnce(scope, {
      accountId: account.accountId,
      customerId: account.customerId,
      source,
      ...of[source],
      extent: { scope: "all", amountMinor: null, target: null },
      subject:
        source === "own-judgement" ? null : { type: source === "customer" ? "loss-report" : "order", id: newId() },
      expiresAt: source === "authority" ? ("2027-03-01T16:00:00.000Z" as never) : null,
      ...(options.secret ? { secret: true } : {}),
    });
    if (!made.ok) throw new Error(made.code);
    await enqueue(scope.tx, scope.actor, made.value.events);
    return { keep: true, value: made.value.measureId };
  });
  await house.rows("update measures set state = 'in-force', in_force_at = instructed_at where id = $1", [measureId]);
  return { account, measureId };
}

/** What is entered against it, unless told otherwise. */
export const asked = ({ account, measureId }: Given, change: Partial<RegisterObjectionInput> = {}) => ({
  measureId,
  customerId: account.customerId,
  ground: "proved" as const,
  channel: "phone" as const,
  receivedAt: NOW,
  words: "货款，有合同为证",
  ...change,
});

/** Enters an objection. Gives its id. */
export async function entered(house: House, of: Given, change: Partial<RegisterObjectionInput> = {}): Promise<string> {
  const outcome = await house.run(registerObjection, asked(of, change), { as: house.as("customer-service") });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result.id;
}
