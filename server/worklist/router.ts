import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { addComment } from "./commands/add-comment";
import { assignItem } from "./commands/assign-item";
import { closePromise } from "./commands/close-promise";
import { closeQueue } from "./commands/close-queue";
import { deleteView } from "./commands/delete-view";
import { recordPromise } from "./commands/record-promise";
import { renewLock } from "./commands/renew-lock";
import { resumeItem } from "./commands/resume-item";
import { returnItem } from "./commands/return-item";
import { saveQueue } from "./commands/save-queue";
import { saveView } from "./commands/save-view";
import { setMark } from "./commands/set-mark";
import { setPriority } from "./commands/set-priority";
import { snoozeItem } from "./commands/snooze-item";
import { startBulk } from "./commands/start-bulk";
import { suspendItem } from "./commands/suspend-item";
import { takeItem } from "./commands/take-item";
import { takeNextItem } from "./commands/take-next";
import { withdrawComment } from "./commands/withdraw-comment";
import { itemDetailQuery, timelineQuery } from "./item-queries";
import { worklistCountsQuery, worklistListQuery } from "./queries";
import { colleaguesQuery, queuesQuery, viewsQuery } from "./queue-queries";
import { bulkDetailQuery, bulkPreviewQuery, bulksQuery, teamQuery } from "./team-queries";

export const worklistRouter = router({
  list: queryProcedure(worklistListQuery),
  counts: queryProcedure(worklistCountsQuery),
  detail: queryProcedure(itemDetailQuery),
  timeline: queryProcedure(timelineQuery),
  queues: queryProcedure(queuesQuery),
  views: queryProcedure(viewsQuery),
  colleagues: queryProcedure(colleaguesQuery),
  team: queryProcedure(teamQuery),
  bulkPreview: queryProcedure(bulkPreviewQuery),
  bulks: queryProcedure(bulksQuery),
  bulk: queryProcedure(bulkDetailQuery),
  takeNext: commandProcedure(takeNextItem),
  take: commandProcedure(takeItem),
  renew: commandProcedure(renewLock),
  return: commandProcedure(returnItem),
  assign: commandProcedure(assignItem),
  snooze: commandProcedure(snoozeItem),
  suspend: commandProcedure(suspendItem),
  resume: commandProcedure(resumeItem),
  setPriority: commandProcedure(setPriority),
  addComment: commandProcedure(addComment),
  withdrawComment: commandProcedure(withdrawComment),
  recordPromise: commandProcedure(recordPromise),
  closePromise: commandProcedure(closePromise),
  saveView: commandProcedure(saveView),
  deleteView: commandProcedure(deleteView),
  setMark: commandProcedure(setMark),
  saveQueue: commandProcedure(saveQueue),
  closeQueue: commandProcedure(closeQueue),
  startBulk: commandProcedure(startBulk),
});
