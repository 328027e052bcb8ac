import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { decideObjection } from "./commands/decide-objection";
import { registerObjection } from "./commands/register-objection";
import { withdrawObjection } from "./commands/withdraw-objection";
import "./doors";
import { contestableQuery, objectionDetailQuery, objectionFigures, objectionsList } from "./queries";

export const objectionsRouter = router({
  list: queryProcedure(objectionsList),
  detail: queryProcedure(objectionDetailQuery),
  measures: queryProcedure(contestableQuery),
  figures: queryProcedure(objectionFigures),
  register: commandProcedure(registerObjection),
  decide: commandProcedure(decideObjection),
  withdraw: commandProcedure(withdrawObjection),
});
