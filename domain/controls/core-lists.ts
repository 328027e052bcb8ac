import { defineList } from "../shared/list";
import { CORE_DIFFERENCE_KINDS, CORE_DIFFERENCE_STATES } from "./core-difference";
import { INSTRUCTION_VERBS } from "./model";
import { DEAD_CAUSES } from "./replay";

/** Accounts whose restriction at the payment core is not ours. `seenOn` narrows by the day it was first seen. */
export const coreDifferencesList = defineList({
  name: "core-differences",
  filters: {
    state: { type: "enum", values: CORE_DIFFERENCE_STATES },
    kind: { type: "enum", values: CORE_DIFFERENCE_KINDS },
    accountId: { type: "id" },
    seenOn: { type: "date-range" },
  },
  sorts: ["firstSeenAt", "lastSeenAt"],
  defaultSort: "firstSeenAt",
  defaultOrder: "desc",
});

/** Orders that got nowhere and wait for a person. */
export const deadInstructionsList = defineList({
  name: "dead-instructions",
  filters: {
    cause: { type: "enum", values: DEAD_CAUSES },
    verb: { type: "enum", values: INSTRUCTION_VERBS },
    accountId: { type: "id" },
  },
  sorts: ["createdAt"],
  defaultSort: "createdAt",
  defaultOrder: "desc",
});
