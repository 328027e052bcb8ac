import { getCiphers, getHashes } from "node:crypto";

/**
 * Cipher suites by number, as written in each envelope and each wrapped key. What one suite sealed stays readable under
 * the other: the number says how to open it.
 */
export const SUITE_AES_256_GCM = 1;
/** SM4-CTR with HMAC-SM3 over header, nonce, ciphertext and associated data (GB/T 32907, GB/T 32905). */
export const SUITE_SM4_CTR_HMAC_SM3 = 2;

export type Suite = typeof SUITE_AES_256_GCM | typeof SUITE_SM4_CTR_HMAC_SM3;
export const SUITE_NAMES = ["international", "national"] as const;
export type SuiteName = (typeof SUITE_NAMES)[number];

const NUMBERS: Readonly<Record<SuiteName, Suite>> = {
  international: SUITE_AES_256_GCM,
  national: SUITE_SM4_CTR_HMAC_SM3,
};

/** What the process's OpenSSL must offer for a suite. */
const NEEDED: Readonly<Record<SuiteName, { cipher: string; hash: string }>> = {
  international: { cipher: "aes-256-gcm", hash: "sha256" },
  national: { cipher: "sm4-ctr", hash: "sm3" },
};

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiSuite?: Suite };

/** Thrown at start when the chosen suite cannot be computed here. */
export class SuiteUnavailableError extends Error {
  constructor(name: SuiteName, missing: string) {
    super(`CRYPTO_SUITE=${name} needs ${missing}, which this Node's OpenSSL does not offer: use another Node build`);
    this.name = "SuiteUnavailableError";
  }
}

/** Chooses the suite that seals from now on. Refuses one whose cipher or hash is not at hand. */
export function chooseSuite(name: SuiteName, offered = { ciphers: getCiphers(), hashes: getHashes() }): void {
  const { cipher, hash } = NEEDED[name];
  if (!offered.ciphers.includes(cipher)) throw new SuiteUnavailableError(name, cipher);
  if (!offered.hashes.includes(hash) && !offered.hashes.includes(`RSA-${hash.toUpperCase()}`)) {
    throw new SuiteUnavailableError(name, hash);
  }
  holder.heguiSuite = NUMBERS[name];
}

/** The suite that seals now; the international one until another was chosen. */
export function chosenSuite(): Suite {
  return holder.heguiSuite ?? SUITE_AES_256_GCM;
}

/** The suite's name, as the environment spells it. */
export function suiteName(suite: Suite): SuiteName {
  return suite === SUITE_SM4_CTR_HMAC_SM3 ? "national" : "international";
}

/** The suite of a number read from an envelope; undefined for an unknown one. */
export function suiteOf(number: number | undefined): Suite | undefined {
  return number === SUITE_AES_256_GCM || number === SUITE_SM4_CTR_HMAC_SM3 ? number : undefined;
}
