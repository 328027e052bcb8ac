import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { exportRegister } from "./commands/export-register";
import { publishPolicy } from "./commands/publish-policy";
import { recordAcceptance } from "./commands/record-acceptance";
import { recordConsent } from "./commands/record-consent";
import { withdrawConsent } from "./commands/withdraw-consent";
import { withdrawPolicy } from "./commands/withdraw-policy";
import { customerConsentsQuery, eventsList, suppressionsList, versionDetail, versionsList } from "./queries";

export const consentsRouter = router({
  events: queryProcedure(eventsList),
  customer: queryProcedure(customerConsentsQuery),
  suppressions: queryProcedure(suppressionsList),
  versions: queryProcedure(versionsList),
  version: queryProcedure(versionDetail),
  record: commandProcedure(recordConsent),
  withdraw: commandProcedure(withdrawConsent),
  accept: commandProcedure(recordAcceptance),
  publish: commandProcedure(publishPolicy),
  withdrawPolicy: commandProcedure(withdrawPolicy),
  exportRegister: commandProcedure(exportRegister),
});
