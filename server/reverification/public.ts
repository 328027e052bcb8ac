export { recomputeTriggers } from "./commands/recompute-triggers";
