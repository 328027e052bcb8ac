import { sql } from "drizzle-orm";
import type { ChannelOutcome, ChannelType, RegistryAnswers } from "@/domain/kyc/model";
import type { Scope } from "@/server/kernel/scope";

/** What a channel said, and of a registry what it said of each field it was asked. */
export type NewChannel = {
  readonly type: ChannelType;
  readonly provider: string;
  readonly outcome: ChannelOutcome;
  readonly at: string;
  readonly answers?: RegistryAnswers;
};

/** Records what channels said about a submission; a later answer of the same channel takes the place of the earlier. */
export async function recordChannels(
  { tx, actor, now, newId }: Scope,
  submission: { readonly id: string; readonly customerId: string },
  channels: readonly NewChannel[],
): Promise<void> {
  for (const { type, provider, outcome, at, answers = {} } of channels) {
    await tx.execute(sql`insert into kyc_channels (id, programme_id, legal_entity_id, submission_id, customer_id, type, provider,
        outcome, answers, checked_at, recorded_at)
      values (${newId<"kyc-channel">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${submission.id}::uuid,
        ${submission.customerId}::uuid, ${type}, ${provider}, ${outcome}, ${JSON.stringify(answers)}::jsonb,
        ${at}::timestamptz, ${now}::timestamptz)
      on conflict (submission_id, type, provider) do update set outcome = excluded.outcome, answers = excluded.answers,
        checked_at = excluded.checked_at, recorded_at = excluded.recorded_at
        where excluded.checked_at >= kyc_channels.checked_at`);
  }
}
