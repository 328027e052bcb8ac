import { type Instant, instantFromEpoch } from "@/domain/shared/time";

/** Tells the time. Tests set their own. */
export type Clock = () => Instant;

/** The machine's clock. The only place that reads it for decisions. */
export const systemClock: Clock = () => instantFromEpoch(Date.now());
