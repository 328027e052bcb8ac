import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 };
const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();

export type Where = { readonly origin: string; readonly rpId: string };

/** An authenticator in software: one ES256 key that answers as a device with a check of the person would. For tests. */
export function softAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(32);
  const id = credentialId.toString("base64url");
  const jwk = publicKey.export({ format: "jwk" });
  let counter = 0;

  const clientData = (type: string, challenge: string, { origin }: Where) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  const head = (rpId: string, flags: number): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  };

  const coseKey = () => {
    const of = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? "", "base64url"));
    return Buffer.from(
      isoCBOR.encode(
        new Map<number, number | Uint8Array<ArrayBuffer>>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, of(jwk.x)],
          [-3, of(jwk.y)],
        ]),
      ),
    );
  };

  return {
    id,
    /** Answers a registration. */
    register(challenge: string, where: Where) {
      const size = Buffer.alloc(2);
      size.writeUInt16BE(credentialId.length);
      const flags = FLAGS.present | FLAGS.verified | FLAGS.attested;
      const authData = Buffer.concat([head(where.rpId, flags), Buffer.alloc(16), size, credentialId, coseKey()]);
      const attestation = isoCBOR.encode(
        new Map<string, string | Uint8Array<ArrayBuffer> | Map<string, string>>([
          ["fmt", "none"],
          ["attStmt", new Map<string, string>()],
          ["authData", new Uint8Array(authData)],
        ] as const),
      );
      return {
        id,
        rawId: id,
        type: "public-key" as const,
        response: {
          clientDataJSON: clientData("webauthn.create", challenge, where).toString("base64url"),
          attestationObject: Buffer.from(attestation).toString("base64url"),
          transports: ["internal"],
        },
        clientExtensionResults: {},
      };
    },
    /** Proves the passkey; counts one up, or with `replay` stays where a copied key would be. */
    prove(challenge: string, where: Where, options: { verified?: boolean; replay?: boolean } = {}) {
      if (!options.replay) counter += 1;
      const flags = FLAGS.present | (options.verified === false ? 0 : FLAGS.verified);
      const authData = head(where.rpId, flags);
      const data = clientData("webauthn.get", challenge, where);
      const signature = createSign("sha256").update(authData).update(sha256(data)).sign(privateKey);
      return {
        id,
        rawId: id,
        type: "public-key" as const,
        response: {
          clientDataJSON: data.toString("base64url"),
          authenticatorData: authData.toString("base64url"),
          signature: signature.toString("base64url"),
        },
        clientExtensionResults: {},
      };
    },
  };
}
