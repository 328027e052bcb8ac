import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { decideReview } from "./commands/decide-review";
import { disablePerson } from "./commands/disable-person";
import { enablePerson } from "./commands/enable-person";
import { endDelegation } from "./commands/end-delegation";
import { endRole } from "./commands/end-role";
import { invitePerson } from "./commands/invite-person";
import { openReview } from "./commands/open-review";
import { proposeDelegation } from "./commands/propose-delegation";
import { renewLink } from "./commands/renew-link";
import { requestRole } from "./commands/request-role";
import { resetAccess } from "./commands/reset-access";
import { revokeLink } from "./commands/revoke-link";
import { signReview } from "./commands/sign-review";
import { myDelegations, people, proposals } from "./queries";
import { reviewDetail, reviews } from "./reviews";
import { rightsOn } from "./rights";

export const peopleRouter = router({
  list: queryProcedure(people),
  proposals: queryProcedure(proposals),
  myDelegations: queryProcedure(myDelegations),
  rightsOn: queryProcedure(rightsOn),
  reviews: queryProcedure(reviews),
  review: queryProcedure(reviewDetail),
  invite: commandProcedure(invitePerson),
  renewLink: commandProcedure(renewLink),
  revokeLink: commandProcedure(revokeLink),
  disable: commandProcedure(disablePerson),
  enable: commandProcedure(enablePerson),
  resetAccess: commandProcedure(resetAccess),
  requestRole: commandProcedure(requestRole),
  endRole: commandProcedure(endRole),
  proposeDelegation: commandProcedure(proposeDelegation),
  endDelegation: commandProcedure(endDelegation),
  openReview: commandProcedure(openReview),
  decideReview: commandProcedure(decideReview),
  signReview: commandProcedure(signReview),
});
