import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { exportLog } from "./commands/export-log";
import { auditEntries, auditEntry, auditState } from "./queries";

export const auditRouter = router({
  list: queryProcedure(auditEntries),
  detail: queryProcedure(auditEntry),
  state: queryProcedure(auditState),
  export: commandProcedure(exportLog),
});
