export { paymentCore } from "./adapters/configured-core";
export type { PaymentCore } from "./adapters/payment-core";
export {
  type AtOnce,
  type Deduction,
  endAtOnce,
  extendMeasure,
  imposeAtOnce,
  instructSessions,
  orderDeduction,
} from "./at-once";
export { type Imposition, imposeBySystem, liftBySystem } from "./by-system";
export { type ClosingOrder, instructClosing } from "./closing";
export { confirmInstruction } from "./commands/confirm-instruction";
export { lookAtCore } from "./core-look";
export { both, NOTHING, type SystemEffect } from "./effect";
export { type Giving, openGiving, type PlannedEffect } from "./giving";
export { type MeasureListener, registerMeasureListener, type Settlement } from "./listeners";
export { registerReplayGround } from "./replay-grounds";
export { registerSessionsListener, type SessionsSettled } from "./sessions";
export { liveMeasures } from "./standing";
