export { exportLines } from "./export-stream";
export { sealAll } from "./sealer";
