import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { stopRecipient } from "./commands/block-recipient";
import { confirmNotice } from "./commands/confirm-notice";
import { decideDemand } from "./commands/decide-demand";
import { endPartner } from "./commands/end-partner";
import { exportRegister } from "./commands/export-register";
import { proposePartner } from "./commands/propose-partner";
import { recordPartner } from "./commands/record-partner";
import { registerDemand } from "./commands/register-demand";
import { resumeRecipient } from "./commands/resume-recipient";
import { tellNotice } from "./commands/tell-notice";
import { withdrawPartner } from "./commands/withdraw-partner";
import {
  demandsList,
  noticeDetailQuery,
  noticesList,
  partnerDetailQuery,
  partnersList,
  recipientsQuery,
} from "./queries";

export const sharingRouter = router({
  partners: queryProcedure(partnersList),
  partner: queryProcedure(partnerDetailQuery),
  notices: queryProcedure(noticesList),
  notice: queryProcedure(noticeDetailQuery),
  recipients: queryProcedure(recipientsQuery),
  demands: queryProcedure(demandsList),
  record: commandProcedure(recordPartner),
  propose: commandProcedure(proposePartner),
  withdraw: commandProcedure(withdrawPartner),
  end: commandProcedure(endPartner),
  stop: commandProcedure(stopRecipient),
  resume: commandProcedure(resumeRecipient),
  tell: commandProcedure(tellNotice),
  confirm: commandProcedure(confirmNotice),
  registerDemand: commandProcedure(registerDemand),
  decideDemand: commandProcedure(decideDemand),
  exportRegister: commandProcedure(exportRegister),
});
