import type { DocumentKind, Finding } from "../model";
import { COPY_OF, fieldsOfNine, missingNine, missingOfEnterprise, NINE_OF_PAPER } from "../nine";
import { type Check, findingsOf, refs } from "./finding";
import type { CheckInput } from "./input";

/**
 * What due diligence needs and the submission does not have: of the nine items for a person (mipriv-aml-nine), of the
 * identity set for an enterprise (llpay-kyc-set) and its legal representative (llpay-legal-rep-check). Only warns: what
 * is missing may be on record already. A new copy of a paper need bring only what concerns the paper. Without a picture of
 * any paper nobody can know the person (law-aml-28): it fails, unless only a higher class is asked for. Likewise an
 * enterprise is not opened without a picture of its licence.
 */
export const checkCompleteness: Check = (input) => (input.subject === "person" ? ofPerson(input) : ofEnterprise(input));

function kindsOf({ documents }: CheckInput) {
  return documents.filter(({ readState }) => readState !== "refused").map(({ kind }) => kind);
}

/** Pictures of papers, and not of people. */
const PAPERS: readonly DocumentKind[] = Object.values(COPY_OF).flat();

function ofPerson(input: CheckInput): readonly Finding[] {
  const say = findingsOf("completeness", refs(input, "mipriv-aml-nine"));
  const all = missingNine(input.declared, kindsOf(input));
  const nothing = input.purpose !== "upgrade" && !kindsOf(input).some((kind) => PAPERS.includes(kind));
  const paper = nothing ? [findingsOf("completeness", refs(input, "law-aml-28")).fail("no-paper")] : [];
  const missing = input.purpose === "document-update" ? all.filter((item) => NINE_OF_PAPER.includes(item)) : all;
  if (missing.length === 0) return [say.pass("passed")];
  const params = { count: missing.length, missing: missing.join(",") };
  return [...paper, say.warn("nine-missing", { fields: missing.flatMap(fieldsOfNine), params })];
}

function ofEnterprise(input: CheckInput): readonly Finding[] {
  const say = findingsOf("completeness", refs(input, "llpay-kyc-set"));
  const { declared, ownership } = input;
  const findings: Finding[] = [];
  const fields = missingOfEnterprise(declared);
  if (fields.length > 0) findings.push(say.warn("set-missing", { fields }));
  if (!kindsOf(input).includes("business-licence"))
    findings.push(
      say[input.purpose === "onboarding" ? "fail" : "warn"]("licence-missing", { documents: ["business-licence"] }),
    );
  if ((ownership?.beneficialOwners ?? 0) === 0) findings.push(say.warn("owner-missing"));
  if (declared.representativeName === undefined || declared.representativeIdNumber === undefined) {
    const check = findingsOf("completeness", refs(input, "llpay-legal-rep-check"));
    findings.push(check.warn("representative-missing", { fields: ["representativeName", "representativeIdNumber"] }));
  }
  return findings.length > 0 ? findings : [say.pass("passed")];
}
