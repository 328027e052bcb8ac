import type { Finding } from "../model";
import { type Check, findingsOf, refs } from "./finding";

/** The same picture, byte for byte, on another customer fails; one that looks the same warns, for eyes decide that. */
export const checkDuplicate: Check = (input) => {
  const say = findingsOf("duplicate", refs(input, "mipay-ban-03-impersonate"));
  const { sameContent, sameLook } = input.elsewhere;
  const findings: Finding[] = [];
  if (sameContent > 0) findings.push(say.fail("same-file", { params: { count: sameContent } }));
  if (sameLook > 0) findings.push(say.warn("looks-alike", { params: { count: sameLook } }));
  if (findings.length > 0 || input.documents.length === 0) return findings;
  return [say.pass("passed", { documents: input.documents.map(({ kind }) => kind) })];
};
