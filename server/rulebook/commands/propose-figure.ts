import { changeGrounds, figureChange } from "@/domain/rulebook/schema";
import { command } from "@/server/kernel/command";
import { proposeChange } from "../change-kind";

/**
 * Proposes new values of a rule's figures from a day on; another person checks it. Units, signs and inclusivity stay as
 * the rule has them. Refuses as `changeFigures` of the domain does.
 */
export const proposeFigure = command({
  name: "rulebook.figure.propose",
  permission: "rulebook.propose",
  input: figureChange.extend(changeGrounds),
  subject: ({ ruleId }) => ({ type: "rule", id: ruleId }),
  handle: (scope, { ruleId, figures, from, until, ...grounds }) =>
    proposeChange(scope, "rulebook.figure.propose", { kind: "figures", ruleId, figures, from, until }, grounds),
});
