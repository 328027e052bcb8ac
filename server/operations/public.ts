export { makeBackup, writeErasures } from "./backup";
export { type DrillResult, runDrill } from "./drill";
export { restoreBackup } from "./restore";
