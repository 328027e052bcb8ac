import type { Tone } from "@/components/patterns/tone";
import { CHECK_ITEMS, type Check, type CheckItem, type CheckOutcome } from "@/domain/losses/model";
import type { RouterOutputs } from "@/lib/trpc/types";

export type LossRow = RouterOutputs["losses"]["list"]["rows"][number];
export type LossDetail = RouterOutputs["losses"]["detail"];
export type GestureFacts = RouterOutputs["losses"]["gesture"];

export const LOSS_TONE: Readonly<Record<LossRow["state"], Tone>> = {
  "awaiting-lead": "late",
  stopped: "wait",
  protected: "protect",
  evidence: "protect",
  confirmed: "protect",
  restoring: "prov",
  closing: "prov",
  restored: "done",
  withdrawn: "done",
  "replaced-and-closed": "done",
  "not-confirmed": "none",
  declined: "none",
};

/** A checklist as it is being filled: what was not asked is not in it. */
export type Answers = Readonly<Partial<Record<CheckItem, CheckOutcome>>>;

/** The next word on a question: matched, then not matched, then not asked again. */
export function nextAnswer(answers: Answers, item: CheckItem): Answers {
  const { [item]: said, ...others } = answers;
  if (said === undefined) return { ...others, [item]: "matched" };
  return said === "matched" ? { ...others, [item]: "not-matched" } : others;
}

/** The answers as the commands take them, in the order of the list. */
export function asChecks(answers: Answers): Check[] {
  return CHECK_ITEMS.flatMap((item) => {
    const outcome = answers[item];
    return outcome ? [{ item, outcome }] : [];
  });
}

/** From here on a time to protection is told in minutes. */
const SECONDS_TOLD = 120;

/** A time from the notice: seconds while they are few, then whole minutes. */
export const spanOf = (seconds: number): { readonly unit: "seconds" | "minutesSpan"; readonly value: string } =>
  seconds < SECONDS_TOLD
    ? { unit: "seconds", value: String(seconds) }
    : { unit: "minutesSpan", value: String(Math.round(seconds / 60)) };

/** A gap of seconds in the unit people say it in. */
export function gapOf(seconds: number): { readonly unit: "minutes" | "hours" | "days"; readonly count: number } {
  if (seconds < 7_200) return { unit: "minutes", count: Math.round(seconds / 60) };
  if (seconds < 172_800) return { unit: "hours", count: Math.round(seconds / 3_600) };
  return { unit: "days", count: Math.round(seconds / 86_400) };
}

/** The checks of one conversation: asked at one stage, at one moment. */
export type CheckRound = {
  readonly stage: LossDetail["checks"][number]["stage"];
  readonly at: string;
  readonly checks: LossDetail["checks"];
};

/** What was asked, conversation by conversation: two notices are two rounds, each with its own answers. */
export function checkRounds(checks: LossDetail["checks"]): readonly CheckRound[] {
  const rounds = new Map<string, CheckRound>();
  for (const check of checks) {
    const { stage, at } = check;
    const known = rounds.get(`${stage} ${at}`);
    rounds.set(`${stage} ${at}`, { stage, at, checks: [...(known?.checks ?? []), check] });
  }
  return [...rounds.values()];
}

type ProtectionLine = LossDetail["protections"][number];

/** What stands for each account: sessions are ended again at every notice, and the last time is the one that counts. */
export function standingProtections(lines: readonly ProtectionLine[]): readonly ProtectionLine[] {
  const isLast = (line: ProtectionLine, at: number) =>
    !lines.slice(at + 1).some(({ kind, account }) => kind === "sessions" && account.id === line.account.id);
  return lines.filter((line, at) => line.kind !== "sessions" || isLast(line, at));
}
