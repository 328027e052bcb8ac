import { changeGrounds, clashChange } from "@/domain/rulebook/schema";
import { command } from "@/server/kernel/command";
import { proposeChange } from "../change-kind";

/** Proposes which side holds where the files have moved on under a console change; another person checks it. */
export const proposeClash = command({
  name: "rulebook.clash.propose",
  permission: "rulebook.propose",
  input: clashChange.extend(changeGrounds),
  subject: ({ ruleId }) => ({ type: "rule", id: ruleId }),
  handle: (scope, { ruleId, choice, ...grounds }) =>
    proposeChange(scope, "rulebook.clash.propose", { kind: choice, ruleId }, grounds),
});
