export { CNY_MINOR, RATE_JOINS, USD_MINOR } from "./equivalents-sql";
export { transactionsList } from "./queries";
export { appendLegs, copyInto, datesOfBatch, forgetIdentities, type NewLeg, retireLegs } from "./store";
