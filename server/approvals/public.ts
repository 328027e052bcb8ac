export {
  type ApprovalKind,
  type ApprovalKindDefinition,
  type Effect,
  type Ending,
  kindsToCheck,
  type OutsideFacts,
  type ProposalBrief,
  type ProposalCase,
  type ProposalLine,
  registerApprovalKind,
  visibleKinds,
} from "./kinds";
export { expireOverdue } from "./overdue";
export { answering } from "./preview";
export { endProposal, requestApproval } from "./proposals";
export { caseOf, findApproval, pendingApproval, type StoredApproval } from "./store";
export { takeBack } from "./take-back";
