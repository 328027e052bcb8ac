/** A pointer to one version of one rulebook row: what a decision rests on. */
export type RuleRef = { readonly ruleId: string; readonly version: number };
