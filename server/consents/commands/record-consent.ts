import { recordConsent as mayRecord, versionInForce } from "@/domain/consents/decisions";
import { recordConsentInput } from "@/domain/consents/schema";
import { instant } from "@/domain/shared/time";
import { birthDateOf } from "@/server/customers/public";
import { filesOfCustomer } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { addSaying, CUSTOMER, holdCustomer, publishedVersions, statesOf } from "../store";

/**
 * Enters a customer's yes or no to purposes, on the words of the version in force. Refuses as `recordConsent` of the domain
 * does; a version or a proof of elsewhere, or of another customer, is not found.
 */
export const recordConsent = command({
  name: "consents.consent.record",
  permission: "consents.record",
  input: recordConsentInput,
  subject: ({ customerId }) => ({ type: CUSTOMER, id: customerId }),
  async handle(scope, input) {
    const { now, rules } = scope;
    const { customerId, change, channel, asked } = input;
    await holdCustomer(scope, customerId);
    const versions = await publishedVersions(scope);
    const version = versions.find(({ id }) => id === input.policyVersionId) ?? notFound();
    const states = await statesOf(scope, customerId, { lock: true });
    const purposes = [...new Set(input.purposes)];
    const at = input.at === null ? now : instant(input.at);
    const allowed = mayRecord({
      purposes,
      change,
      asked,
      at,
      version,
      latest: versionInForce(versions, version.document, now),
      refusedAt: states.flatMap(({ purpose, refusedAt }) =>
        refusedAt && purposes.includes(purpose) ? [refusedAt] : [],
      ),
      bornOn: change === "given" ? await birthDateOf(scope, customerId) : null,
      proof: input.evidenceId !== null,
      now,
      rules,
    });
    if (!allowed.ok) return allowed;
    if (input.evidenceId) {
      const [file] = await filesOfCustomer(scope, customerId, [input.evidenceId], { mark: true });
      if (!file) notFound();
    }
    await addSaying(scope, {
      customerId,
      purposes,
      change,
      versionId: version.id,
      channel,
      asked,
      at,
      evidenceId: input.evidenceId,
    });
    return committed({
      result: { customerId, purposes, change },
      audit: [
        {
          kind: "consents.consent.record",
          subject: { type: CUSTOMER, id: customerId },
          basis: allowed.basis,
          data: { purposes, change, channel, asked, version: version.number, at },
        },
      ],
    });
  },
});
