import { receiveInput } from "@/domain/kyc/intake";
import { refuse } from "@/domain/shared/result";
import { findByReference } from "@/server/customers/public";
import { command, committed } from "@/server/kernel/command";
import { takeIn } from "../submissions";

/** Takes a submission in from another system. Nobody of the house saw the customer: it is never face to face. */
export const receiveSubmission = command({
  name: "kyc.submission.receive",
  permission: "connections.submissions.write",
  input: receiveInput,
  subject: () => ({ type: "submission", id: "new" }),
  async handle(scope, { customerRef, ...handed }) {
    const customer = await findByReference(scope, customerRef);
    if (!customer) return refuse("kyc.submission.customer-unknown", { field: "customerRef" });
    const made = await takeIn(scope, customer, { ...handed, faceToFace: false }, "api");
    if (!made.ok) return made;
    const { taken, audit, events } = made.value;
    return committed({ result: { ...taken, purpose: handed.purpose, receivedAt: scope.now }, audit, events });
  },
});
