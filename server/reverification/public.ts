export { addTrigger, type ToldTrigger, type TriggerAdded } from "./add-trigger";
export { recomputeTriggers } from "./commands/recompute-triggers";
