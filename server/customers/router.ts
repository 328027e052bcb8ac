import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { endRepresentative } from "./commands/end-representative";
import { endStake } from "./commands/end-stake";
import { recordRepresentative } from "./commands/record-representative";
import { recordStake } from "./commands/record-stake";
import { revealField } from "./commands/reveal-field";
import { enterpriseQuery } from "./enterprise";
import { customerDetailQuery, customersListQuery } from "./queries";
import { searchQuery } from "./search";
import "./evidence-subject";

export const customersRouter = router({
  list: queryProcedure(customersListQuery),
  detail: queryProcedure(customerDetailQuery),
  search: queryProcedure(searchQuery),
  enterprise: queryProcedure(enterpriseQuery),
  recordRepresentative: commandProcedure(recordRepresentative),
  endRepresentative: commandProcedure(endRepresentative),
  recordStake: commandProcedure(recordStake),
  endStake: commandProcedure(endStake),
  reveal: commandProcedure(revealField),
});
