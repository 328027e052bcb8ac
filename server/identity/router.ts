import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { changePassword } from "./commands/change-password";
import { confirmTotp } from "./commands/confirm-totp";
import { endAllSessions } from "./commands/end-all-sessions";
import { endOtherSessions } from "./commands/end-other-sessions";
import { endSession } from "./commands/end-session";
import { enrolTotp } from "./commands/enrol-totp";
import { openPasskey } from "./commands/open-passkey";
import { registerPasskey } from "./commands/register-passkey";
import { removePasskey } from "./commands/remove-passkey";
import { renamePasskey } from "./commands/rename-passkey";
import { renewRecoveryCodes } from "./commands/renew-recovery-codes";
import { setRoleNetworks } from "./commands/set-role-networks";
import { stepUp } from "./commands/step-up";
import { verifyPasskey } from "./commands/verify-passkey";
import { me, myPasskeys, mySessions } from "./queries";
import { roleNetworks } from "./role-networks";
import { signInHistory } from "./sign-in-history";

export const identityRouter = router({
  me: queryProcedure(me),
  mySessions: queryProcedure(mySessions),
  myPasskeys: queryProcedure(myPasskeys),
  signIns: queryProcedure(signInHistory),
  roleNetworks: queryProcedure(roleNetworks),
  endSession: commandProcedure(endSession),
  endOtherSessions: commandProcedure(endOtherSessions),
  endAllSessions: commandProcedure(endAllSessions),
  stepUp: commandProcedure(stepUp),
  enrolTotp: commandProcedure(enrolTotp),
  confirmTotp: commandProcedure(confirmTotp),
  renewRecoveryCodes: commandProcedure(renewRecoveryCodes),
  changePassword: commandProcedure(changePassword),
  openPasskey: commandProcedure(openPasskey),
  registerPasskey: commandProcedure(registerPasskey),
  renamePasskey: commandProcedure(renamePasskey),
  removePasskey: commandProcedure(removePasskey),
  verifyPasskey: commandProcedure(verifyPasskey),
  setRoleNetworks: commandProcedure(setRoleNetworks),
});
