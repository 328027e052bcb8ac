import { classReached, contradictedTypes, matchedTypes } from "../classes";
import type { Finding } from "../model";
import { type Check, findingsOf } from "./finding";

/**
 * Whether the outside channels, or a meeting in person, bear the class that is asked for. Classes are of individuals'
 * accounts. A channel that answered no match never counts, and is shown.
 */
export const checkChannels: Check = (input) => {
  if (input.subject !== "person") return [];
  const { channels, faceToFace, requestedClass, rules, today } = input;
  const matchedChannelTypes = matchedTypes(channels);
  const reached = classReached({ matchedChannelTypes, faceToFace }, rules, today);
  if (!reached.ok) return [];
  const { accountClass } = reached.value;
  const say = findingsOf("channels", reached.basis);
  const params = { count: matchedChannelTypes.length, reached: accountClass ?? 0, requested: requestedClass ?? 0 };
  const findings: Finding[] = [];
  const contradicted = contradictedTypes(channels);
  if (contradicted.length > 0) findings.push(say.warn("contradicted", { params: { count: contradicted.length } }));
  if (requestedClass !== null && (accountClass ?? 0) < requestedClass) findings.push(say.fail("short", { params }));
  else if (requestedClass === null && accountClass === null && input.purpose === "onboarding")
    findings.push(say.warn("none", { params }));
  if (findings.length > 0) return findings;
  return accountClass === null ? [] : [say.pass("passed", { params })];
};
