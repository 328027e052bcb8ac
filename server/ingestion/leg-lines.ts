import type { Instant, LocalDate } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";

const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const COLUMNS = 19;
/** Bytes of one leg beside its four words: the count, 19 lengths, five ids, an identity, four flags, dates and figures. */
const LEG_BYTES = 2 + COLUMNS * 4 + 5 * 16 + 20 + 4 + 4 + 4 * 8;
const WORD_BYTES = 64;
const UUID_BYTES = 16;
/** PostgreSQL counts its moments in microseconds and its days from 2000-01-01. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;
const DIGEST_BYTES = 16;
const NULL = -1;

/** The 16 bytes of an id, one character each: half the memory of its text, and copied at once. */
export function packId(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("latin1");
}

/**
 * Ids that rise by one from a fresh random one, packed: a chunk needs tens of thousands, and one draw serves them all.
 * At most 2^32 of a series. They stay UUIDv7 (RFC 9562): time and version in front, random bits, then the counter.
 */
export function idSeries(): (n: number) => string {
  const front = packId(newId()).slice(0, 12);
  return (n) => front + String.fromCharCode((n >>> 24) & 0xff, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff);
}

/** What of a leg goes into the staging table. Ids are packed; `digest` is 16 bytes, one character each. */
export type StagedLeg = {
  readonly id: string;
  readonly transferId: string;
  readonly digest: string;
  readonly ordinal: number;
  readonly first: boolean;
  readonly customerId: string;
  readonly accountId: string;
  readonly businessDate: LocalDate;
  readonly occurredAt: Instant;
  readonly direction: string;
  readonly kind: string;
  readonly cash: boolean;
  readonly crossBorder: boolean;
  readonly naturalPerson: boolean;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly balanceAfterMinor: bigint | null;
  readonly counterpartyType: string;
  readonly counterpartyId: string;
  readonly sourceRow: number;
};

/** Columns of the staging table, in the order in which `LegLines` writes them. */
export const STAGED_COLUMNS = `id uuid, transfer_id uuid, identity bytea, first_leg boolean, customer_id uuid, account_id uuid,
  business_date date, occurred_at timestamptz, direction text, kind text, cash boolean, cross_border boolean, natural_person boolean,
  amount_minor int8, currency text, balance_after int8, counterparty_type text, counterparty_id uuid, source_row int8`;

/** Legs in COPY's binary form: the server need not read numbers, dates and ids out of text. */
export class LegLines {
  private buffer: Buffer;
  private at = SIGNATURE.length;
  private time: { text: Instant; micros: bigint } | null = null;
  private day: { text: LocalDate; days: number } | null = null;

  constructor(expected: number) {
    this.buffer = Buffer.allocUnsafe(SIGNATURE.length + expected * (LEG_BYTES + WORD_BYTES) + 2);
    SIGNATURE.copy(this.buffer);
  }

  add(leg: StagedLeg): void {
    this.room();
    this.at = this.buffer.writeInt16BE(COLUMNS, this.at);
    this.id(leg.id);
    this.id(leg.transferId);
    this.at = this.buffer.writeInt32BE(DIGEST_BYTES + 4, this.at);
    this.at += this.buffer.write(leg.digest, this.at, DIGEST_BYTES, "latin1");
    this.at = this.buffer.writeUInt32BE(leg.ordinal, this.at);
    this.flag(leg.first);
    this.id(leg.customerId);
    this.id(leg.accountId);
    this.at = this.buffer.writeInt32BE(4, this.at);
    this.at = this.buffer.writeInt32BE(this.daysOf(leg.businessDate), this.at);
    this.number(this.microsOf(leg.occurredAt));
    this.word(leg.direction);
    this.word(leg.kind);
    this.flag(leg.cash);
    this.flag(leg.crossBorder);
    this.flag(leg.naturalPerson);
    this.number(leg.amountMinor);
    this.word(leg.currency);
    if (leg.balanceAfterMinor === null) this.at = this.buffer.writeInt32BE(NULL, this.at);
    else this.number(leg.balanceAfterMinor);
    this.word(leg.counterpartyType);
    this.id(leg.counterpartyId);
    this.number(BigInt(leg.sourceRow));
  }

  /** All of it, ended; nothing can be added after. */
  end(): Buffer {
    this.room();
    this.at = this.buffer.writeInt16BE(NULL, this.at);
    return this.buffer.subarray(0, this.at);
  }

  private room(): void {
    if (this.buffer.length - this.at >= LEG_BYTES + WORD_BYTES) return;
    this.buffer = Buffer.concat([this.buffer], this.buffer.length * 2);
  }

  private id(packed: string): void {
    this.at = this.buffer.writeInt32BE(UUID_BYTES, this.at);
    this.at += this.buffer.write(packed, this.at, UUID_BYTES, "latin1");
  }

  private flag(value: boolean): void {
    this.at = this.buffer.writeInt32BE(1, this.at);
    this.at = this.buffer.writeUInt8(value ? 1 : 0, this.at);
  }

  private number(value: bigint): void {
    this.at = this.buffer.writeInt32BE(8, this.at);
    this.at = this.buffer.writeBigInt64BE(value, this.at);
  }

  /** A word of ours (a code, never a source's text): one byte a character. */
  private word(text: string): void {
    this.at = this.buffer.writeInt32BE(text.length, this.at);
    this.at += this.buffer.write(text, this.at, text.length, "latin1");
  }

  private microsOf(text: Instant): bigint {
    if (this.time?.text !== text) {
      this.time = { text, micros: BigInt(Date.parse(text) - POSTGRES_EPOCH_MS) * 1000n };
    }
    return this.time.micros;
  }

  private daysOf(text: LocalDate): number {
    if (this.day?.text !== text) {
      this.day = { text, days: (Date.parse(`${text}T00:00:00Z`) - POSTGRES_EPOCH_MS) / DAY_MS };
    }
    return this.day.days;
  }
}
