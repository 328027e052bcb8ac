import { instant } from "../../shared/time";
import type { Mapping } from "../model";

/**
 * PaySim's mobile-money rows. An hour a step from 2026-09-01 00:00 in Shanghai. Top-ups and withdrawals move money
 * between payment and other accounts: transfers in the law's sense, so nothing here is cash. Only a TRANSFER may have
 * two customers; the far side of the others is an outside party. The file's fraud labels are not transaction data.
 */
export const PAYSIM: Mapping = {
  id: "paysim",
  version: 1,
  title: { zh: "PaySim 移动支付流水", en: "PaySim mobile money" },
  encoding: "utf-8",
  columns: [
    "step",
    "type",
    "amount",
    "nameOrig",
    "oldbalanceOrg",
    "newbalanceOrig",
    "nameDest",
    "oldbalanceDest",
    "newbalanceDest",
  ],
  sourceId: null,
  time: { by: "step", column: "step", origin: instant("2026-09-01T00:00:00+08:00"), minutes: 60, first: 1, last: 8784 },
  amount: { column: "amount", currency: { fixed: "CNY" } },
  kind: {
    column: "type",
    kinds: {
      CASH_IN: { kind: "top-up", origin: "in", destination: "counterparty", cash: false },
      CASH_OUT: { kind: "withdrawal", origin: "out", destination: "counterparty", cash: false },
      TRANSFER: { kind: "transfer", origin: "out", destination: "customer", cash: false },
      PAYMENT: { kind: "payment", origin: "out", destination: "counterparty", cash: false },
      DEBIT: { kind: "debit", origin: "out", destination: "counterparty", cash: false },
    },
  },
  origin: { column: "nameOrig", balanceAfter: "newbalanceOrig" },
  destination: { column: "nameDest", balanceAfter: null },
  parties: [
    { prefix: "C", kind: "person", customer: true },
    { prefix: "M", kind: "merchant", customer: false },
  ],
  crossBorder: false,
  accountClass: 2,
};
