import { sql } from "drizzle-orm";
import { z } from "zod";
import { ordersToAgree } from "@/domain/controls/core-difference";
import { COMPARISON_POLICY } from "@/domain/controls/policy";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld } from "@/server/worklist/public";
import { DIFFERENCE_ITEM, differenceOf, findDifference, toldMeasures } from "../differences";
import { comparisonAsked } from "../events";
import { type Instructed, instruct } from "../instruct";
import { awaitsAnswer } from "../instructions";
import { findAccount, findMeasure } from "../store";

/**
 * Orders once more what the core lacks, and the end of what ended here and lives on there; nothing that was not decided
 * before. The difference stays until both sides agree, and is looked at again soon. Refuses a difference changed since it
 * was read, one with nothing of ours to send, and one whose orders are under way.
 */
export const resendDifference = command({
  name: "controls.difference.resend",
  permission: "controls.request",
  input: z.strictObject({ differenceId: z.uuid(), version: z.int().positive() }),
  subject: ({ differenceId }) => ({ type: "core-difference", id: differenceId }),
  async handle(scope, { differenceId, version }) {
    const { tx, actor, now } = scope;
    const seen = (await findDifference(tx, differenceId, { lock: false })) ?? notFound();
    const account = (await findAccount(tx, seen.accountId, { lock: true })) ?? notFound();
    const difference = (await findDifference(tx, differenceId, { lock: true })) ?? notFound();
    if (difference.state === "resolved") return refuse("controls.difference.not-open");
    if (difference.version !== version) return refuse("controls.difference.stale");
    const free = await checkNotHeld(tx, actor, { kind: DIFFERENCE_ITEM, subjectId: differenceId }, now);
    if (!free.ok) return free;
    const measures = await toldMeasures(tx, account.id);
    const wanted = ordersToAgree(measures, differenceOf(difference, measures));
    const asked = [
      ...wanted.restrict.map((id) => ({ id, verb: "restrict" as const })),
      ...wanted.lift.map((id) => ({ id, verb: "lift" as const })),
    ];
    if (asked.length === 0) return refuse("controls.difference.nothing-to-send");
    const orders: Instructed[] = [];
    for (const { id, verb } of asked) {
      if (await awaitsAnswer(tx, id)) continue;
      const { measure } = (await findMeasure(tx, id, { lock: true })) ?? notFound();
      orders.push(await instruct(scope, measure, verb, account.currency, { again: true }));
    }
    if (orders.length === 0) return refuse("controls.difference.under-way");
    await tx.execute(sql`update core_differences set resent_at = ${now}::timestamptz, resent_by = ${actor.id},
        version = version + 1 where id = ${differenceId}::uuid`);
    const runAt = addDuration(now, { seconds: COMPARISON_POLICY.compareAfterSeconds });
    const look = comparisonAsked({ accountId: account.id }, { jobKey: `compare:${account.id}`, runAt });
    return committed({
      result: { differenceId, orders: orders.length },
      audit: [
        {
          kind: "controls.difference.resend",
          subject: { type: "core-difference", id: differenceId },
          data: {
            number: difference.number,
            account: account.id,
            restrict: wanted.restrict.length,
            lift: wanted.lift.length,
            instructions: orders.map(({ id }) => id),
          },
        },
      ],
      events: [...orders.map(({ event }) => event), look],
    });
  },
});
