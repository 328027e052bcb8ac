import type { Tone } from "@/components/patterns/tone";
import { letterList } from "@/domain/letters/schema";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";
import type { RouterOutputs } from "@/lib/trpc/types";

export type LetterRow = RouterOutputs["letters"]["list"]["rows"][number];
export type LetterDetail = RouterOutputs["letters"]["detail"];
export type Dispatch = LetterRow["dispatches"][number];

export const LETTERS_PATH = "/letters";

export const STANDING_TONE: Readonly<Record<LetterRow["standing"], Tone>> = {
  waiting: "wait",
  sent: "idle",
  arrived: "done",
  failed: "late",
};

export const DISPATCH_TONE: Readonly<Record<Dispatch["state"], Tone>> = {
  queued: "wait",
  sent: "idle",
  delivered: "done",
  refused: "late",
  lost: "late",
};

/** The list's query from its address. */
export function lettersInput(address: Readonly<Record<string, string>>): ListInput<typeof letterList> {
  return readListInput(letterList, address);
}

/** The open letter a path names, or null. */
export function letterIdOf(pathname: string): string | null {
  return /^\/letters\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}

/** The words of problems a provider may name; any other reads "other". */
const PROBLEMS = ["no-contact", "no-answer", "no-receipt", "number-refused", "unreachable", "not-configured"] as const;

/** A problem by the key of its words. */
export const problemKey = (problem: string) => PROBLEMS.find((known) => known === problem) ?? ("other" as const);
