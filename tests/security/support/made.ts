import { closingRoad } from "@/server/closures/testing";
import { incidentRoad } from "@/server/incidents/testing";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import type { House } from "@/server/kernel/testing/house";
import { acceptSubmission } from "@/server/kyc/commands/accept-submission";
import { acceptAll, readyCase, take } from "@/server/kyc/testing/ready-case";
import { desk } from "@/server/losses/testing";
import { entered, given } from "@/server/objections/testing";
import { platform } from "@/server/orders/electronic/testing";
import { counter } from "@/server/orders/testing";
import { proposeCorrection } from "@/server/privacy/commands/propose-correction";
import { officer, somebody, taken, well } from "@/server/privacy/testing";

/** A submission accepted and drawn for a second look. */
async function acceptedSubmission(house: House, account: MadeAccount): Promise<string> {
  const reviewer = house.as("kyc-reviewer");
  const channels = ["bank-card", "telecom", "public-security"] as const;
  const one = await readyCase(house, { account, channels, drawn: true });
  await take(house, reviewer, one.id);
  const input = { submissionId: one.id, version: await acceptAll(house, reviewer, one) };
  const accepted = await house.run(acceptSubmission, input, { as: reviewer });
  if (!accepted.ok) throw new Error(accepted.code);
  return one.id;
}

/** An account with what a call about a loss leaves: a report with money that may be disputed, and a letter. */
async function reportedLoss(house: House, account: MadeAccount): Promise<string> {
  await makeLeg(house, account, { amountMinor: 5_000n, direction: "out" });
  return (await desk(house).reported(account.customerId)).id;
}

/** A request to delete that its officer works on, and one of the same customer that put his record right. */
async function askedFor(house: House): Promise<string[]> {
  const { customerId } = await somebody(house);
  const request = await taken(house, { customerId }, { type: "deletion" });
  const items = [{ field: "occupation" as const, value: "engineer" }];
  const wrong = await taken(house, { customerId }, { type: "correction", asked: { items } });
  well(await house.run(proposeCorrection, { ...wrong, items, evidenceIds: [] }, { as: officer(house) }));
  const corrections = await house.rows<{ id: string }>("select id from corrections where customer_id = $1", [
    customerId,
  ]);
  return [customerId, request.id, wrong.id, ...corrections.map(({ id }) => id)];
}

/** An incident with a customer it touches. */
async function foundIncident(house: House, { customerId }: MadeAccount): Promise<string> {
  const road = incidentRoad(house);
  const id = await road.register();
  const [customer] = await house.rows<{ number: string }>("select number from customers where id = $1", [customerId]);
  road.good(await road.name(id, customer?.number ?? ""));
  return id;
}

/**
 * One of everything in `pay` whose rows are sealed, so that they cannot be planted: each made by its own commands.
 * `account`: nothing stands on it. Gives the ids they can be named by.
 */
export async function makeSealed(house: House, account: MadeAccount): Promise<string[]> {
  const objected = await given(house);
  const ids = [
    account.customerId,
    await acceptedSubmission(house, account),
    await reportedLoss(house, account),
    objected.account.customerId,
    await entered(house, objected),
    (await counter(house).given(account)).orderId,
    await closingRoad(house).asked(await makeAccount(house)),
    ...(await askedFor(house)),
    await foundIncident(house, account),
  ];
  const target = { accountNumber: (await makeAccount(house)).coreNumber };
  const stop = await platform(house).say({ act: "stop", target, extent: { scope: "all" }, hours: 24 });
  const letters = await house.rows<{ id: string }>(
    "select id from customer_letters where programme_id = 'pay' limit 1",
  );
  return [...ids, stop.id, ...letters.map(({ id }) => id)];
}
