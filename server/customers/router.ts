import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { revealField } from "./commands/reveal-field";
import { customerDetailQuery, customersListQuery } from "./queries";
import { searchQuery } from "./search";

export const customersRouter = router({
  list: queryProcedure(customersListQuery),
  detail: queryProcedure(customerDetailQuery),
  search: queryProcedure(searchQuery),
  reveal: commandProcedure(revealField),
});
