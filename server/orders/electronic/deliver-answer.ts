import { sql } from "drizzle-orm";
import { execute } from "@/server/kernel/command";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { Platform } from "../adapters/platform";
import { recordElectronicAnswer } from "../commands/record-electronic-answer";
import { bodyPlace } from "./answers";
import { platformOf } from "./execute-kept";

/** The platform did not take an answer; somebody must try again. */
export class PlatformUnreachable extends Error {}

export type AnswerDelivery = {
  readonly runtime: Runtime;
  readonly platform: Platform;
  readonly programmeId: string;
  /** Names this attempt: the same again records nothing twice. */
  readonly attemptKey: string;
  readonly requestId: string;
};

type Waiting = { body_sealed: Buffer; attempts: number };

/**
 * Hands an answer to the platform and records how that went. A process that dies in between hands it over again, under the
 * same id. Does nothing for an answer that was taken. Throws PlatformUnreachable when it must be tried again.
 */
export async function deliverAnswer(delivery: AnswerDelivery, answerId: string): Promise<void> {
  const { runtime, platform, programmeId, requestId } = delivery;
  const principal = platformOf(programmeId);
  const body = await inScope(runtime, principal, "read", async ({ tx, vault }) => {
    const { rows } = await tx.execute<Waiting>(
      sql`select body_sealed, attempts from electronic_answers where id = ${answerId}::uuid and state = 'queued'`,
    );
    return { keep: false, value: await vault.open(bodyPlace(answerId), rows[0]?.body_sealed ?? null) };
  });
  if (body === null) return;
  const taken = await platform.answer(answerId, body);
  const problem = taken.taken ? null : taken.problem;
  const call = { principal, input: { answerId, problem }, key: delivery.attemptKey, requestId };
  await execute(runtime, recordElectronicAnswer, call);
  if (problem !== null) throw new PlatformUnreachable(problem);
}
