import type { Finding } from "../model";
import { checkAge } from "./age";
import { checkAgreement } from "./agreement";
import { checkChannels } from "./channels";
import { checkCompleteness } from "./completeness";
import { checkCreditCode } from "./credit-code";
import { checkDuplicate } from "./duplicate";
import type { Check } from "./finding";
import type { CheckInput } from "./input";
import { checkListHit } from "./list-hit";
import { checkMrz } from "./mrz";
import { CHECK_NAMES, type CheckName } from "./names";
import { checkOwnership } from "./ownership";
import { checkPaperNumber } from "./paper-number";
import { checkPhoneOneId } from "./phone-one-id";
import { checkQuality } from "./quality";
import { checkRegistry } from "./registry";
import { checkResidentNumber } from "./resident-number";
import { checkValidity } from "./validity";

const RUN: Readonly<Record<CheckName, Check>> = {
  "resident-number": checkResidentNumber,
  "paper-number": checkPaperNumber,
  "credit-code": checkCreditCode,
  validity: checkValidity,
  age: checkAge,
  mrz: checkMrz,
  agreement: checkAgreement,
  registry: checkRegistry,
  quality: checkQuality,
  duplicate: checkDuplicate,
  "phone-one-id": checkPhoneOneId,
  "list-hit": checkListHit,
  channels: checkChannels,
  completeness: checkCompleteness,
  ownership: checkOwnership,
};

/**
 * Runs every automatic check on a submission, in the order of the register. A check that does not concern it says
 * nothing; one that lacks what it needs says `unknown`. The same input gives the same findings.
 */
export function runChecks(input: CheckInput): readonly Finding[] {
  return CHECK_NAMES.flatMap((name) => RUN[name](input));
}

/** The checks that failed, each once, in the order of the register. */
export function failedChecks(findings: readonly Finding[]): readonly CheckName[] {
  return withOutcome(findings, "fail");
}

/** The checks that warned and did not fail, each once, in the order of the register. */
export function warnedChecks(findings: readonly Finding[]): readonly CheckName[] {
  const failed = new Set(failedChecks(findings));
  return withOutcome(findings, "warn").filter((name) => !failed.has(name));
}

function withOutcome(findings: readonly Finding[], outcome: Finding["outcome"]): readonly CheckName[] {
  const found = new Set(findings.filter((finding) => finding.outcome === outcome).map(({ check }) => check));
  return CHECK_NAMES.filter((name) => found.has(name));
}
