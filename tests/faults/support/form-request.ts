import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { House } from "@/server/kernel/testing/house";
import { PAY } from "@/server/kernel/testing/house";
import { matchClaim } from "@/server/privacy/commands/match-claim";
import { type FormSubmission, takeForm } from "@/server/privacy/public-form";
import { latestCode } from "@/server/privacy/testing";

/** A request of the public form, looked for by the worker; `code` gives the digits that came to the telephone. */
export async function matchedForm(
  house: House,
  who: { readonly name: string; readonly phone: string },
  change: Partial<FormSubmission>,
) {
  await house.rows("delete from api_buckets where name like 'form-%'");
  const body: FormSubmission = {
    kind: "submit",
    programme: PAY.programmeId,
    type: "access",
    requester: "subject",
    name: who.name,
    phone: who.phone,
    words: "请提供我的个人信息",
    ...change,
  };
  const answer = await takeForm(house.runtime, { address: "198.51.100.9", requestId: newId() }, body);
  if (answer.status !== 202) throw new Error(`the form says ${answer.status}`);
  const [row] = await house.rows<{ id: string }>(
    "select id from privacy_requests where channel = 'web-form' order by id desc limit 1",
  );
  const id = row?.id ?? "";
  const principal = house.system("system:worker");
  await execute(house.runtime, matchClaim, { principal, input: { requestId: id }, key: newId(), requestId: "job" });
  return { id, code: () => latestCode(house, id) };
}
