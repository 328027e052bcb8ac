import type { Tone } from "@/components/patterns/tone";
import { CERTIFICATES_LIST, ENTRIES_LIST, RESTRICTED_LIST } from "@/domain/retention/schema";
import { readListInput } from "@/lib/list-input";
import type { RouterOutputs } from "@/lib/trpc/types";

export type EntryRow = RouterOutputs["retention"]["entries"]["rows"][number];
export type RestrictedRow = RouterOutputs["retention"]["restricted"]["rows"][number];
export type CertificateRow = RouterOutputs["retention"]["certificates"]["rows"][number];
export type CertificateDetail = RouterOutputs["retention"]["certificate"];
export type MapRow = RouterOutputs["retention"]["map"]["rows"][number];

export const RETENTION_PATH = "/retention";
export const RETENTION_VIEWS = {
  entries: RETENTION_PATH,
  restricted: `${RETENTION_PATH}/restricted`,
  certificates: `${RETENTION_PATH}/certificates`,
  map: `${RETENTION_PATH}/map`,
} as const;
export type RetentionView = keyof typeof RETENTION_VIEWS;

export const ENTRY_TONE: Readonly<Record<EntryRow["state"], Tone>> = {
  scheduled: "protect",
  held: "wait",
  erased: "done",
};

type Address = Readonly<Record<string, string>>;

/** The queries of the lists from their addresses. */
export const entriesInput = (address: Address) => readListInput(ENTRIES_LIST, address);
export const restrictedInput = (address: Address) => readListInput(RESTRICTED_LIST, address);
export const certificatesInput = (address: Address) => readListInput(CERTIFICATES_LIST, address);
