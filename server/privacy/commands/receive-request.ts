import { z } from "zod";
import { REQUEST_TYPES, REQUESTER_KINDS } from "@/domain/privacy/model";
import { askedDetails } from "@/domain/privacy/schema";
import { command, committed } from "@/server/kernel/command";
import { requestReceived } from "../events";
import { takeIn, weighIntake } from "../intake";

/**
 * Takes a request of the public form. Nobody is looked for here: whether the house knows the person is seen afterwards, so
 * that the answer and the time it takes are the same for everybody. `statusHash`: of the code the caller was shown.
 */
export const receiveRequest = command({
  name: "privacy.request.receive",
  permission: "privacy.receive",
  input: z.strictObject({
    type: z.enum(REQUEST_TYPES),
    requester: z.enum(REQUESTER_KINDS),
    name: z.string().trim().min(1).max(100),
    phone: z.string().trim().min(5).max(40),
    person: z.strictObject({ name: z.string().min(1).max(100), contact: z.string().min(1).max(200) }).nullable(),
    words: z.string().trim().min(1).max(2000),
    asked: askedDetails,
    statusHash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  storesResult: false,
  subject: () => ({ type: "public-form", id: "privacy" }),
  async handle(scope, { name, phone, person, statusHash, ...input }) {
    const incoming = {
      ...input,
      customerId: null,
      channel: "web-form" as const,
      who: { person, claim: { name, phone } },
      receivedAt: scope.now,
      statusHash: Buffer.from(statusHash, "hex"),
    };
    const enough = await weighIntake(scope, incoming, null);
    if (!enough.ok) return enough;
    const { id, audit } = await takeIn(scope, "privacy.request.receive", incoming);
    return committed({ result: null, audit: [audit], events: [requestReceived({ requestId: id })] });
  },
});
