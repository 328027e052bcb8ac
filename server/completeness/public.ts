export { putStatement } from "./commands/put-statement";
export { controlled, controlledLoop } from "./controlled";
export { readOurDay } from "./our-day";
export { watch, watchNowAndThen } from "./watch";
