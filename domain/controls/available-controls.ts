import { refuseAccount, releasedByHand } from "./decisions";
import type { ControlledAccount, Measure, MeasureState } from "./model";
import { endsByReview } from "./review";

/** Who asks, by rights; `personId` is null for a machine. */
export type ControlActor = { readonly permissions: ReadonlySet<string>; readonly personId?: string | null };

/**
 * One thing that could be done, and the code of the "no" where it cannot: propose a restriction, restrict at once, propose
 * a release; and of what waits for a look afterwards, keep it or end it.
 */
export type AvailableControl =
  | { readonly control: "restrict" | "restrict-at-once"; readonly measureId: null; readonly refusal: string | null }
  | { readonly control: "release" | "keep" | "end"; readonly measureId: string; readonly refusal: string | null };

const ENDED: readonly MeasureState[] = ["rejected", "withdrawn", "void", "failed", "carried-out", "released"];

type Listed = Pick<Measure, "id" | "state" | "reasonCode" | "source" | "requestedBy" | "approvalId">;

/**
 * What this actor may do on an account: a restriction, proposed or at once, the release of each measure that has not
 * ended, and his look at those that wait for one (`waiting`, ids). Screen and server ask this same function; the server
 * asks the whole decision besides. What he has no right to is not listed at all.
 */
export function availableControls(
  account: Pick<ControlledAccount, "status">,
  measures: readonly Listed[],
  actor: ControlActor,
  waiting: ReadonlySet<string> = new Set(),
): readonly AvailableControl[] {
  const may = (permission: string) => actor.permissions.has(permission);
  const closed = refuseAccount(account)?.code ?? null;
  return [
    ...(may("controls.request") ? [{ control: "restrict" as const, measureId: null, refusal: closed }] : []),
    ...(may("controls.urgent") ? [{ control: "restrict-at-once" as const, measureId: null, refusal: closed }] : []),
    ...(may("controls.request") ? measures.flatMap(releaseOf) : []),
    ...(may("controls.approve") ? measures.flatMap((one) => (waiting.has(one.id) ? looksAt(one, actor) : [])) : []),
  ];
}

function releaseOf(measure: Listed): AvailableControl[] {
  const { id, state } = measure;
  if (ENDED.includes(state) || state === "proposed") return [];
  const late = state === "in-force" ? null : "controls.release.not-in-force";
  return [
    { control: "release", measureId: id, refusal: releasedByHand(measure) ? late : "controls.release.not-by-hand" },
  ];
}

function looksAt(measure: Listed, { personId }: ControlActor): AvailableControl[] {
  const own = measure.requestedBy === personId ? "controls.review.same-person" : null;
  return [
    { control: "keep", measureId: measure.id, refusal: own },
    {
      control: "end",
      measureId: measure.id,
      refusal: own ?? (endsByReview(measure) ? null : "controls.review.not-endable"),
    },
  ];
}
