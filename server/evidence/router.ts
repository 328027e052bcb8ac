import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { deleteFile } from "./commands/delete-file";
import { discardFile } from "./commands/discard-file";
import { startUpload } from "./commands/start-upload";
import { takeOriginal } from "./commands/take-original";
import { viewFile } from "./commands/view-file";
import { filesOfSubject } from "./queries";

export const evidenceRouter = router({
  files: queryProcedure(filesOfSubject),
  startUpload: commandProcedure(startUpload),
  view: commandProcedure(viewFile),
  takeOriginal: commandProcedure(takeOriginal),
  discard: commandProcedure(discardFile),
  erase: commandProcedure(deleteFile),
});
