import { notAhead } from "@/domain/kyc/arrival";
import { recordChannelsInput } from "@/domain/kyc/intake";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { recordChannels } from "../channels";
import { lockGrowing, restand } from "../documents";
import { arrived } from "../events";

/** Takes in what outside channels said of a submission since it came; the checks run again. */
export const recordChannelResults = command({
  name: "kyc.channel.record",
  permission: "connections.submissions.write",
  input: recordChannelsInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, channels }) {
    const found = await lockGrowing(scope, submissionId);
    if (!found.ok) return found;
    const { submission } = found.value;
    for (const [at, channel] of channels.entries()) {
      const past = notAhead(instant(channel.at), scope.now, `channels.${at}.at`);
      if (!past.ok) return past;
    }
    await recordChannels(scope, submission, channels);
    const stands = (await restand(scope, submission)) ?? submission;
    return committed({
      result: { id: submission.id, state: stands.state, version: stands.version },
      audit: [
        {
          kind: "kyc.channel.record",
          subject: { type: "submission", id: submission.id },
          data: {
            number: submission.number,
            customerId: submission.customerId,
            channels: channels.map(({ type, outcome }) => ({ type, outcome })),
          },
        },
      ],
      events: [arrived(submission.id)],
    });
  },
});
