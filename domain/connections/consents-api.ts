import { z } from "zod";
import { CONSENT_CHANGES, DOCUMENT_NAMES, MARKETING_CHANNELS, PURPOSE_NAMES } from "../consents/model";
import { recordConsentInput, withdrawConsentInput } from "../consents/schema";
import { recordDisclosureInput } from "../sharing/schema";
import { id, pageOf, pageQuery } from "./api";

const purpose = z.enum(PURPOSE_NAMES).meta({ description: "What data are processed for" });
const purposes = z.array(purpose);

export const consentsQuery = z.strictObject({ customerId: id });
export const consentsAnswer = z
  .strictObject({
    items: z.array(
      z.strictObject({
        purpose,
        need: z.enum(["core", "optional"]).meta({ description: "Refusing an optional one costs the customer nothing" }),
        covered: z.boolean().meta({ description: "Whether the house may go on" }),
        said: z.enum(CONSENT_CHANGES).nullable(),
        at: z.string().nullable(),
        askFrom: z.string().nullable().meta({ description: "Nobody may ask before" }),
      }),
    ),
    versions: z.array(z.strictObject({ id, document: z.enum(DOCUMENT_NAMES), label: z.string() })),
  })
  .meta({ id: "Consents" });

export const consentPost = recordConsentInput.omit({ evidenceId: true }).meta({ id: "ConsentWrite" });
export const consentAnswer = z
  .strictObject({ customerId: id, purposes, change: z.enum(["given", "refused"]) })
  .meta({ id: "ConsentWritten" });

export const withdrawalPost = withdrawConsentInput.meta({ id: "WithdrawalWrite" });
export const withdrawalAnswer = z
  .strictObject({ customerId: id, withdrawn: purposes })
  .meta({ id: "WithdrawalWritten" });

export const suppressionsQuery = z.strictObject({
  ...pageQuery,
  channel: z.enum(MARKETING_CHANNELS).optional().meta({ description: "One channel; left out: all" }),
});
export const suppressionsPage = pageOf(
  z
    .strictObject({
      customerId: id,
      customer: z.string().meta({ example: "C-000042" }),
      channel: z.enum(MARKETING_CHANNELS),
      at: z.string().meta({ description: "Since when" }),
    })
    .meta({ id: "Suppression", description: "A customer who is not to be marketed to by a channel" }),
).meta({ id: "SuppressionsPage" });

export const disclosurePost = recordDisclosureInput.meta({ id: "DisclosureWrite" });
export const disclosureAnswer = z
  .strictObject({ partner: z.string(), created: z.boolean() })
  .meta({ id: "DisclosureWritten", description: "Which partner, and whether this call made it" });
