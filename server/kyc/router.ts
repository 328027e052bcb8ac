import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { acceptSubmission } from "./commands/accept-submission";
import { amendSubmission } from "./commands/amend-submission";
import { askSubmission } from "./commands/ask-submission";
import { attachDocument } from "./commands/attach-document";
import { closeRecheck } from "./commands/close-recheck";
import { decideDocument } from "./commands/decide-document";
import { lowerClass } from "./commands/lower-class";
import { recordSecondLook } from "./commands/record-second-look";
import { rejectSubmission } from "./commands/reject-submission";
import { requestOverride } from "./commands/request-override";
import { submitSubmission } from "./commands/submit-submission";
import { viewSubmission } from "./commands/view-submission";
import { withdrawOverride } from "./commands/withdraw-override";
import { submissionQuery } from "./detail";
import { figuresQuery } from "./figures";
import { customerHistoryQuery } from "./history";
import { submissionsQuery } from "./list";
import { secondLooksQuery } from "./looks";
import "./notice-target";

export const kycRouter = router({
  list: queryProcedure(submissionsQuery),
  detail: queryProcedure(submissionQuery),
  view: commandProcedure(viewSubmission),
  decideDocument: commandProcedure(decideDocument),
  accept: commandProcedure(acceptSubmission),
  reject: commandProcedure(rejectSubmission),
  ask: commandProcedure(askSubmission),
  override: commandProcedure(requestOverride),
  withdrawOverride: commandProcedure(withdrawOverride),
  submit: commandProcedure(submitSubmission),
  attach: commandProcedure(attachDocument),
  amend: commandProcedure(amendSubmission),
  secondLook: router({
    list: queryProcedure(secondLooksQuery),
    record: commandProcedure(recordSecondLook),
    closeRecheck: commandProcedure(closeRecheck),
  }),
  figures: queryProcedure(figuresQuery),
  history: queryProcedure(customerHistoryQuery),
  lowerClass: commandProcedure(lowerClass),
});
