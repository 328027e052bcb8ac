import type { Extent, MeasureScope } from "./model";

/** What a customer does with an account. */
export const FUNCTIONS = ["pay", "transfer-out", "withdraw", "receive", "top-up", "close"] as const;
export type AccountFunction = (typeof FUNCTIONS)[number];

/** free 可 · limit 限 · ban 禁, from loose to strict. */
export const EFFECTS = ["free", "limit", "ban"] as const;
export type FunctionEffect = (typeof EFFECTS)[number];

const MONEY_OUT: readonly AccountFunction[] = ["pay", "transfer-out", "withdraw"];

/** What one scope does to one function. Under any measure the account cannot be closed. */
export function effectOf(scope: MeasureScope, act: AccountFunction): FunctionEffect {
  if (scope === "all" || act === "close") return "ban";
  if (MONEY_OUT.includes(act)) return scope === "debit" ? "ban" : scope === "amount" ? "limit" : "free";
  return scope === "credit" ? "ban" : "free";
}

/** The strictest of the effects. */
export function unionEffect(scopes: readonly MeasureScope[], act: AccountFunction): FunctionEffect {
  const strictest = Math.max(0, ...scopes.map((scope) => EFFECTS.indexOf(effectOf(scope, act))));
  return EFFECTS[strictest] ?? "ban";
}

/** One live or proposed measure as a column of the matrix. */
export type MatrixMeasure = Extent & { readonly id: string };

export type MatrixRow = {
  readonly act: AccountFunction;
  /** The effect of each measure by its id, the proposed one included. */
  readonly effects: Readonly<Record<string, FunctionEffect>>;
  readonly now: FunctionEffect;
  readonly after: FunctionEffect;
};

/** What is proposed: one measure more, or one measure less. */
export type ProposedChange =
  | { readonly verb: "restrict"; readonly measure: MatrixMeasure }
  | { readonly verb: "lift"; readonly measureId: string };

/** Which of the live measures remain once the change has taken effect. */
export function measuresAfter<M extends MatrixMeasure>(
  live: readonly M[],
  change: ProposedChange,
): readonly MatrixMeasure[] {
  if (change.verb === "lift") return live.filter(({ id }) => id !== change.measureId);
  return [...live.filter(({ id }) => id !== change.measure.id), change.measure];
}

/** The union matrix: for every function each measure's effect, the union now, and the union after the change. */
export function unionMatrix(live: readonly MatrixMeasure[], change: ProposedChange): readonly MatrixRow[] {
  const after = measuresAfter(live, change);
  const columns = new Map([...live, ...after].map((measure) => [measure.id, measure]));
  const scopes = (measures: readonly MatrixMeasure[]) => measures.map(({ scope }) => scope);
  return FUNCTIONS.map((act) => ({
    act,
    effects: Object.fromEntries([...columns].map(([id, { scope }]) => [id, effectOf(scope, act)])),
    now: unionEffect(scopes(live), act),
    after: unionEffect(scopes(after), act),
  }));
}
