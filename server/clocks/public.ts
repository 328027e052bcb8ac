export { type Changed, pauseClocksOf, resumeClocksOf } from "./change-clock";
export { type Moved, onClocksMoved } from "./listeners";
export { restartClock } from "./restart-clock";
export { cancelClocks, meetClocks, type NewClocks, startClocks } from "./store";
