import { isCreditCode } from "./credit-code";
import { readIdentityNumber } from "./identity-number";

/** Papers whose number is a citizen's identity number or is built like one. */
const LIKE_RESIDENT: readonly string[] = ["resident-id", "residence-permit-hk-mo-tw"];

/** Whether a normalised number can be one of its kind of paper: those with check characters must hold by them. */
export function isNumberOf(documentType: string, number: string): boolean {
  if (documentType === "business-licence") return isCreditCode(number);
  return !LIKE_RESIDENT.includes(documentType) || readIdentityNumber(number).ok;
}
