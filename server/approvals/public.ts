export {
  type ApprovalKind,
  type ApprovalKindDefinition,
  type Effect,
  type Ending,
  type OutsideFacts,
  type ProposalCase,
  type ProposalLine,
  registerApprovalKind,
} from "./kinds";
export { answering } from "./preview";
export { endProposal, requestApproval } from "./proposals";
export { caseOf, findApproval, type StoredApproval } from "./store";
