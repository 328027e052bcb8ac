import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { confirmTotp } from "./commands/confirm-totp";
import { endRole } from "./commands/end-role";
import { endSession } from "./commands/end-session";
import { enrolTotp } from "./commands/enrol-totp";
import { grantRole } from "./commands/grant-role";
import { stepUp } from "./commands/step-up";
import { me, mySessions, people } from "./queries";

export const identityRouter = router({
  me: queryProcedure(me),
  mySessions: queryProcedure(mySessions),
  people: queryProcedure(people),
  endSession: commandProcedure(endSession),
  stepUp: commandProcedure(stepUp),
  enrolTotp: commandProcedure(enrolTotp),
  confirmTotp: commandProcedure(confirmTotp),
  grantRole: commandProcedure(grantRole),
  endRole: commandProcedure(endRole),
});
