import { submitInput } from "@/domain/kyc/intake";
import { refuse } from "@/domain/shared/result";
import { findByNumber } from "@/server/customers/public";
import { command, committed } from "@/server/kernel/command";
import { takeIn } from "../submissions";

/** Takes identity papers in at the desk. Whoever enters them is named on the submission as the one who saw the customer. */
export const submitSubmission = command({
  name: "kyc.submission.submit",
  permission: "kyc.submit",
  input: submitInput,
  subject: () => ({ type: "submission", id: "new" }),
  async handle(scope, { customer: number, ...handed }) {
    const customer = await findByNumber(scope, number);
    if (!customer) return refuse("kyc.submission.customer-unknown", { field: "customer" });
    const made = await takeIn(scope, customer, handed, "desk");
    if (!made.ok) return made;
    const { taken, audit, events } = made.value;
    return committed({ result: taken, audit, events });
  },
});
