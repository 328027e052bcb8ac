import type { Direction, TransactionKind } from "@/domain/ledger/model";
import type { SeededAccount } from "./store-customers";

/** One movement, before it becomes legs. */
export type Deal = {
  readonly account: SeededAccount;
  readonly other: SeededAccount | null;
  readonly direction: Direction;
  readonly kind: TransactionKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly crossBorder: boolean;
  readonly cash: boolean;
};
