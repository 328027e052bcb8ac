import { type AccountControls, cardName, type MeasureView } from "@/components/controls/measure";
import { isLive } from "@/domain/controls/model";
import type { RouterOutputs } from "@/lib/trpc/types";

export type AccountDetail = RouterOutputs["accounts"]["detail"];

/** An account's measures as the page groups them. */
export type MeasureGroups = {
  readonly live: readonly MeasureView[];
  readonly waiting: readonly MeasureView[];
  readonly past: readonly MeasureView[];
};

export function groupMeasures(controls: Pick<AccountControls, "measures">): MeasureGroups {
  const live = controls.measures.filter(isLive);
  const waiting = controls.measures.filter(({ state }) => state === "proposed");
  return {
    live,
    waiting,
    past: controls.measures.filter((measure) => !live.includes(measure) && !waiting.includes(measure)),
  };
}

/** The earliest day by which a live measure must be looked at again. */
export function nextReview(live: readonly Pick<MeasureView, "reviewOn">[]): string | null {
  return live.map(({ reviewOn }) => reviewOn).sort()[0] ?? null;
}

/** The cards of an account by id, each by its bank and last digits. */
export function cardNames({ cards }: Pick<AccountDetail, "cards">): ReadonlyMap<string, string> {
  return new Map(cards.map(({ id, bank, number }) => [id, cardName(bank, number)]));
}
