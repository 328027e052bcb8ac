import { ORDER_REFUSALS } from "./model";

/** Every "no" of electronic orders; translated in messages/<locale>/orders.json under `refusals.electronic`. */
export const electronicRefusals = [
  ...ORDER_REFUSALS.map((code) => `orders.electronic.${code}` as const),
  "orders.electronic.known",
  "orders.electronic.done",
  "orders.electronic.not-waiting",
  "orders.electronic.not-matchable",
  "orders.electronic.stale",
  "orders.electronic.no-such-account",
  "orders.electronic.account-closed",
  "orders.electronic.currency-differs",
  "orders.electronic.answer-taken",
  "orders.electronic.alarm-not-due",
  "orders.electronic.alarm-given",
] as const;
export type ElectronicRefusal = (typeof electronicRefusals)[number];
