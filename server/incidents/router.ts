import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { addEntry } from "./commands/add-entry";
import { addPersons } from "./commands/add-persons";
import { amendIncident } from "./commands/amend-incident";
import { cancelNotice } from "./commands/cancel-notice";
import { closeIncident } from "./commands/close-incident";
import { exportRegister } from "./commands/export-register";
import { lowerSeverity } from "./commands/lower-severity";
import { proposeNotice } from "./commands/propose-notice";
import { proposeSpare } from "./commands/propose-spare";
import { raiseSeverity } from "./commands/raise-severity";
import { recordNotice } from "./commands/record-notice";
import { recordPerson } from "./commands/record-person";
import { recordReport } from "./commands/record-report";
import { registerIncident } from "./commands/register-incident";
import { registerSighting } from "./commands/register-sighting";
import { saveNotice } from "./commands/save-notice";
import { saveReport } from "./commands/save-report";
import { startNotice } from "./commands/start-notice";
import { waiveDuty } from "./commands/waive-duty";
import { withdrawProposal } from "./commands/withdraw-proposal";
import { incidentDetailQuery } from "./detail";
import "./doors";
import { countPersonsQuery, incidentFigures, incidentsList, openIncidentsList, personsList } from "./queries";

export const incidentsRouter = router({
  list: queryProcedure(incidentsList),
  detail: queryProcedure(incidentDetailQuery),
  figures: queryProcedure(incidentFigures),
  open: queryProcedure(openIncidentsList),
  persons: queryProcedure(personsList),
  countPersons: queryProcedure(countPersonsQuery),
  register: commandProcedure(registerIncident),
  registerSighting: commandProcedure(registerSighting),
  amend: commandProcedure(amendIncident),
  raise: commandProcedure(raiseSeverity),
  lower: commandProcedure(lowerSeverity),
  addEntry: commandProcedure(addEntry),
  addPersons: commandProcedure(addPersons),
  spare: commandProcedure(proposeSpare),
  recordPerson: commandProcedure(recordPerson),
  saveReport: commandProcedure(saveReport),
  recordReport: commandProcedure(recordReport),
  waiveDuty: commandProcedure(waiveDuty),
  saveNotice: commandProcedure(saveNotice),
  proposeNotice: commandProcedure(proposeNotice),
  startNotice: commandProcedure(startNotice),
  cancelNotice: commandProcedure(cancelNotice),
  recordNotice: commandProcedure(recordNotice),
  withdrawProposal: commandProcedure(withdrawProposal),
  exportRegister: commandProcedure(exportRegister),
  close: commandProcedure(closeIncident),
});
