import { defineList } from "../shared/list";
import { DIRECTIONS, TRANSACTION_KINDS } from "./model";

/** The transactions list: one row per leg. */
export const TRANSACTIONS_LIST = defineList({
  name: "ledger.transactions",
  filters: {
    date: { type: "date-range" },
    direction: { type: "enum", values: DIRECTIONS },
    kind: { type: "enum", values: TRANSACTION_KINDS },
    customer: { type: "id" },
    account: { type: "id" },
    batch: { type: "id" },
  },
  sorts: ["occurredAt"],
  defaultSort: "occurredAt",
  defaultOrder: "desc",
});
