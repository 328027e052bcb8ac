import { z } from "zod";
import { freshSignIn } from "@/domain/privacy/identity";
import { documentOf, PRIVACY_DOCUMENTS, REQUEST_TYPES } from "@/domain/privacy/model";
import { askedDetails } from "@/domain/privacy/schema";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { both } from "@/server/controls/public";
import { command } from "@/server/kernel/command";
import { tellAbout } from "../ending";
import { openRequestOf, takeIn, weighIntake } from "../intake";
import { settled } from "../settled";
import { loadRequest } from "../store";
import { holdSubject } from "../subject";
import { becomeVerified } from "../verifying";

/**
 * The programme's own app enters what its signed-in customer asks for himself: he is proven by its word, if that is fresh.
 * Refuses an old sign-in, a second request while one of the type is open, and whatever the desk is refused.
 */
export const registerAssertion = command({
  name: "privacy.request.assert",
  permission: "privacy.register",
  input: z.strictObject({
    customerId: z.uuid(),
    type: z.enum(REQUEST_TYPES),
    document: z.enum(PRIVACY_DOCUMENTS).optional(),
    receivedAt: z.iso.datetime({ offset: true }),
    signedInAt: z.iso.datetime({ offset: true }),
    words: z.string().trim().min(1).max(4000),
    asked: askedDetails.default({}),
  }),
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { signedInAt, ...input }) {
    // A colleague has no app's word to give: he enters at the desk.
    if (scope.actor.personId !== null) return refuse("privacy.request.of-the-app");
    const fresh = freshSignIn(instant(signedInAt), scope.now);
    if (!fresh.ok) return fresh;
    const subject = await holdSubject(scope, input.customerId);
    const document = input.document ?? documentOf(scope.actor.programmeId);
    const incoming = {
      ...input,
      document,
      channel: "in-app" as const,
      requester: "subject" as const,
      who: { person: null, claim: null },
      receivedAt: instant(input.receivedAt),
      statusHash: null,
    };
    const allowed = await weighIntake(scope, incoming, subject);
    if (!allowed.ok) return allowed;
    const open = await openRequestOf(scope, input.customerId, input.type);
    if (open) return refuse("privacy.request.already-open", { params: { number: open.number } });
    const { id, number, dueOn, audit } = await takeIn(scope, "privacy.request.assert", incoming, allowed.basis);
    const request = await loadRequest(scope, id, { lock: true });
    const told = await tellAbout(scope, request, "privacy.received", { due: request.dueRaw });
    const proven = await becomeVerified(scope, request, { way: "signed-in", papers: [] });
    if (!proven.ok) return proven;
    const effect = both(both({ audit: [audit], events: [] }, told), proven.value);
    return settled(effect, { id, number, dueOn, state: proven.value.state });
  },
});
