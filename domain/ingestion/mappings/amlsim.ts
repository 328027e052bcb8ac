import { instant } from "../../shared/time";
import type { Mapping } from "../model";

/**
 * AMLSim's transfers between accounts that are bare numbers. A step is a day; the first one counted is 0, on 2026-09-01
 * in Shanghai. Every account is a customer's, named with the source in front so that a number of one simulation is never
 * taken for somebody else's.
 */
export const AMLSIM: Mapping = {
  id: "amlsim",
  version: 1,
  title: { zh: "AMLSim 模拟转账", en: "AMLSim transfers" },
  encoding: "utf-8",
  columns: ["sourceNodeId", "targetNodeId", "value", "time"],
  sourceId: null,
  time: {
    by: "step",
    column: "time",
    origin: instant("2026-09-01T00:00:00+08:00"),
    minutes: 1440,
    first: 0,
    last: 1830,
  },
  amount: { column: "value", currency: { fixed: "CNY" } },
  kind: { column: null, kinds: { "": { kind: "transfer", origin: "out", destination: "customer", cash: false } } },
  origin: { column: "sourceNodeId", balanceAfter: null },
  destination: { column: "targetNodeId", balanceAfter: null },
  namespace: "amlsim-",
  parties: [{ prefix: "", kind: "person", customer: true }],
  crossBorder: false,
  accountClass: 2,
};
