import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";
import { IDENTITY_POLICY } from "@/domain/identity/policy";
import type { RelyingParty } from "./relying-party";

const MILLISECONDS = IDENTITY_POLICY.challengeMinutes * 60_000;
const text = z.string().max(4096);

/** What an authenticator answers to a registration: taken as it is, judged by the library. */
export const registrationSchema = z.object({
  id: text,
  rawId: text,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: z.string().max(8192),
    attestationObject: z.string().max(65_536),
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()),
  authenticatorAttachment: z.string().max(30).optional(),
});

/** What an authenticator answers when it is asked to prove a passkey. */
export const assertionSchema = z.object({
  id: text,
  rawId: text,
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: z.string().max(8192),
    authenticatorData: z.string().max(8192),
    signature: text,
    userHandle: text.optional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()),
  authenticatorAttachment: z.string().max(30).optional(),
});

export type Passkey = {
  readonly id: string;
  readonly personId: string;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
};

/** What a browser needs to make a passkey: found by itself at sign-in, and the person checked by the device. */
export function registrationOptions(
  party: RelyingParty,
  person: { id: string; email: string; name: string },
  held: readonly string[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: "Hegui",
    rpID: party.id,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    timeout: MILLISECONDS,
    attestationType: "none",
    excludeCredentials: held.map((id) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** What a browser needs to prove a passkey; with `held` one of these, without any that the authenticator finds. */
export function assertionOptions(
  party: RelyingParty,
  held?: readonly string[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: party.id,
    timeout: MILLISECONDS,
    userVerification: "required",
    ...(held ? { allowCredentials: held.map((id) => ({ id })) } : {}),
  });
}

/** The new passkey, or null when the answer is not good: another challenge, another page, no check of the person. */
export async function verifyRegistration(
  party: RelyingParty,
  challenge: string,
  response: z.output<typeof registrationSchema>,
): Promise<NonNullable<VerifiedRegistrationResponse["registrationInfo"]> | null> {
  const checked = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => null);
  return checked?.verified ? checked.registrationInfo : null;
}

/** The authenticator's new count, or null when the proof is not good; a count that goes back is a copied key. */
export async function verifyAssertion(
  party: RelyingParty,
  challenge: string,
  response: z.output<typeof assertionSchema>,
  passkey: Passkey,
): Promise<number | null> {
  const checked = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
    },
  }).catch(() => null);
  return checked?.verified ? checked.authenticationInfo.newCounter : null;
}
