import { refuseAccount, releasedByHand } from "./decisions";
import type { ControlledAccount, Measure, MeasureState } from "./model";

/** Who asks, by rights. */
export type ControlActor = { readonly permissions: ReadonlySet<string> };

/** One thing that could be done, and the code of the "no" where it cannot. */
export type AvailableControl =
  | { readonly control: "restrict"; readonly measureId: null; readonly refusal: string | null }
  | { readonly control: "release"; readonly measureId: string; readonly refusal: string | null };

const ENDED: readonly MeasureState[] = ["rejected", "withdrawn", "void", "failed", "released"];

/**
 * What this actor may propose on an account: a restriction, and the release of each measure that has not ended. Screen
 * and server ask this same function; the server asks the whole decision besides. Without the right to propose nothing
 * is listed at all.
 */
export function availableControls(
  account: Pick<ControlledAccount, "status">,
  measures: readonly Pick<Measure, "id" | "state" | "reasonCode">[],
  actor: ControlActor,
): readonly AvailableControl[] {
  if (!actor.permissions.has("controls.request")) return [];
  const releases = measures
    .filter(({ state }) => !ENDED.includes(state) && state !== "proposed")
    .map(({ id, state, reasonCode }) => ({
      control: "release" as const,
      measureId: id,
      refusal: releasedByHand({ reasonCode })
        ? state === "in-force"
          ? null
          : "controls.release.not-in-force"
        : "controls.release.not-by-hand",
    }));
  return [{ control: "restrict", measureId: null, refusal: refuseAccount(account)?.code ?? null }, ...releases];
}
