import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { exportCertificate } from "./commands/export-certificate";
import { exportMap } from "./commands/export-map";
import {
  certificateDetailQuery,
  certificatesList,
  entriesList,
  figuresQuery,
  mapList,
  restrictedList,
} from "./queries";

export const retentionRouter = router({
  map: queryProcedure(mapList),
  entries: queryProcedure(entriesList),
  certificates: queryProcedure(certificatesList),
  certificate: queryProcedure(certificateDetailQuery),
  restricted: queryProcedure(restrictedList),
  figures: queryProcedure(figuresQuery),
  exportMap: commandProcedure(exportMap),
  exportCertificate: commandProcedure(exportCertificate),
});
