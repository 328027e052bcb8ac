import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { answerRequest } from "./commands/answer-request";
import { askPapers } from "./commands/ask-papers";
import { lapseRequest } from "./commands/lapse-request";
import { matchRequest } from "./commands/match-request";
import { preparePackage } from "./commands/prepare-package";
import { proposeCorrection } from "./commands/propose-correction";
import { proposeErasure } from "./commands/propose-erasure";
import { proposeFee } from "./commands/propose-fee";
import { proposeRefusal } from "./commands/propose-refusal";
import { recordCodeAnswer } from "./commands/record-code-answer";
import { registerRequest } from "./commands/register-request";
import { releaseRestriction } from "./commands/release-restriction";
import { sendCode } from "./commands/send-code";
import { settleFee } from "./commands/settle-fee";
import { startWork } from "./commands/start-work";
import { verifyIdentity } from "./commands/verify-identity";
import { withdrawRequest } from "./commands/withdraw-request";
import { requestDetailQuery } from "./detail";
import "./doors";
import { letterPreviewQuery } from "./letter-words";
import { erasurePreviewQuery, requestCountsQuery, requestFiguresQuery, requestsList } from "./queries";

export const privacyRouter = router({
  list: queryProcedure(requestsList),
  detail: queryProcedure(requestDetailQuery),
  counts: queryProcedure(requestCountsQuery),
  figures: queryProcedure(requestFiguresQuery),
  plan: queryProcedure(erasurePreviewQuery),
  previewLetter: queryProcedure(letterPreviewQuery),
  register: commandProcedure(registerRequest),
  match: commandProcedure(matchRequest),
  sendCode: commandProcedure(sendCode),
  recordCode: commandProcedure(recordCodeAnswer),
  askPapers: commandProcedure(askPapers),
  verify: commandProcedure(verifyIdentity),
  start: commandProcedure(startWork),
  preparePackage: commandProcedure(preparePackage),
  proposeCorrection: commandProcedure(proposeCorrection),
  proposeErasure: commandProcedure(proposeErasure),
  proposeRefusal: commandProcedure(proposeRefusal),
  answer: commandProcedure(answerRequest),
  proposeFee: commandProcedure(proposeFee),
  settleFee: commandProcedure(settleFee),
  withdraw: commandProcedure(withdrawRequest),
  lapse: commandProcedure(lapseRequest),
  releaseRestriction: commandProcedure(releaseRestriction),
});
