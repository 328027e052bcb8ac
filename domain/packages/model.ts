/** What a package is for: what is held of somebody, the same as a copy to keep, or what moves with him to another house. */
export const PACKAGE_FORMS = ["access", "copy", "portability"] as const;
export type PackageForm = (typeof PACKAGE_FORMS)[number];

/** `building` until the worker has sealed it; `failed` after the last try; `revoked` by a colleague; `expired` by time. */
export const PACKAGE_STATES = ["building", "ready", "failed", "revoked", "expired"] as const;
export type PackageState = (typeof PACKAGE_STATES)[number];

/** Why a package could not be built, as people are told. */
export const PACKAGE_FAILURES = [
  "disk-full",
  "keys-unavailable",
  "store-unavailable",
  "key-destroyed",
  "other",
] as const;
export type PackageFailure = (typeof PACKAGE_FAILURES)[number];

/** By which way bytes went out: to a colleague at the desk, or to whoever held the code of the letter. */
export const DOWNLOAD_WAYS = ["desk", "letter"] as const;
export type DownloadWay = (typeof DOWNLOAD_WAYS)[number];
