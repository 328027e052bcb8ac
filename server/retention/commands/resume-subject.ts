import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { planOf } from "../plan";
import { resumeSubject as resume } from "../restricted";
import { saveEntries } from "../store";

/** A customer whose data were only stored has an account again: they may be used, and no term runs. */
export const resumeSubject = command({
  name: "retention.subject.resume",
  permission: "retention.run",
  input: z.strictObject({ customerId: z.uuid() }),
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { customerId }) {
    const [entry] = (await resume(scope, customerId)).audit;
    if (!entry) return refuse("retention.subject.not-restricted");
    const plan = await planOf(scope, { customerId, purpose: "deletion" }, { asked: false });
    const kept = plan.filter(({ disposition }) => disposition === "relationship");
    await saveEntries(scope, { customerId, requestId: null }, kept);
    return committed({ result: null, audit: [entry] });
  },
});
