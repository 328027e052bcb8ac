import { z } from "zod";
import { csvLine } from "@/domain/shared/csv-line";
import { command, committed } from "@/server/kernel/command";
import { readRegister } from "../queries";

const HEAD = [
  "control",
  "kind",
  "every_minutes",
  "owner",
  "state",
  "last_started_at",
  "last_ended_at",
  "last_outcome",
  "last_handled",
  "last_good_at",
  "next_by",
  "date",
  "done",
  "failed",
];

/** The register for an auditor: a line per control and day, as CSV. */
export const exportRegister = command({
  name: "completeness.register.export",
  permission: "completeness.export",
  storesResult: false,
  input: z.strictObject({}),
  subject: () => ({ type: "register", id: "controls" }),
  async handle(scope, _input) {
    const lines = (await readRegister(scope)).flatMap((one) =>
      one.strip.map((day) => [
        one.control,
        one.kind,
        one.everyMinutes,
        one.owner,
        one.state,
        one.lastStartedAt ?? "",
        one.lastEndedAt ?? "",
        one.lastOutcome ?? "",
        one.lastCount ?? "",
        one.lastDoneAt ?? "",
        one.nextBy,
        day.date,
        day.known ? day.done : "",
        day.known ? day.failed : "",
      ]),
    );
    const text = [HEAD, ...lines].map((line) => csvLine(line.map(String))).join("");
    return committed({
      result: { name: `controls-${scope.now.slice(0, 10)}.csv`, text: `\ufeff${text}`, lines: lines.length },
      audit: [
        {
          kind: "completeness.register.export",
          subject: { type: "register", id: "controls" },
          data: { lines: lines.length },
        },
      ],
    });
  },
});
