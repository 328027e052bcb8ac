import { meets } from "../../rulebook/figures";
import { type Check, findingsOf, refs } from "./finding";

/** One telephone number belongs to one identity: the agreement's figure and the law's must both hold. */
export const checkPhoneOneId: Check = (input) => {
  if (input.declared.phone === undefined) return [];
  const { rules, today, elsewhere } = input;
  const say = findingsOf("phone-one-id", refs(input, "mipay-ban-03-impersonate", "law-261-phone-id"));
  const identities = elsewhere.phoneOtherIds + 1;
  const one = ["mipay-ban-03-impersonate", "law-261-phone-id"].every((id) =>
    meets(rules.figure(id, "identities", today), identities),
  );
  const fields = ["phone"] as const;
  return [
    one ? say.pass("passed", { fields }) : say.fail("several", { fields, params: { count: elsewhere.phoneOtherIds } }),
  ];
};
