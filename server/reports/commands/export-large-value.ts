import { exportInput } from "@/domain/reports/schema";
import { command, committed } from "@/server/kernel/command";

/**
 * Allows one export of the large-value list and records it. The answer's `exportId` opens the stream once, for the same
 * actor, within minutes: see `streamExport`.
 */
export const exportLargeValue = command({
  name: "reports.large-value.export",
  permission: "reports.large-value.export",
  input: exportInput,
  subject: () => ({ type: "large-value-list", id: "large-value" }),
  async handle({ newId }, input) {
    const exportId: string = newId<"export">();
    const { from = null, to = null, states, language, format } = input;
    return committed({
      result: { exportId, from, to, states, language, format },
      audit: [
        {
          kind: "reports.large-value.export",
          subject: { type: "large-value-export", id: exportId },
          data: { from, to, states, format, masked: true },
        },
      ],
    });
  },
});
