export { onDuty } from "./on-duty";
export { awaySql } from "./store";
export { toldOf } from "./told";
