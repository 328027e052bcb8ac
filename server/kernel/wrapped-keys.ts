/**
 * A table of data keys wrapped by the master key: what a rotation re-wraps, what a backup keeps apart from the data, and
 * what an erasure destroys. Names are fixed words of the schema, never input.
 */
export type WrappedKeys = {
  readonly table: string;
  /** Its columns: what the wrapping is bound to, the wrapped bytes, the master version, and when the key was made. */
  readonly columns: {
    readonly id: string;
    readonly subject: string;
    readonly retentionClass: string;
    readonly wrapped: string;
    readonly version: string;
    readonly createdAt: string;
  };
};

const TABLES: readonly WrappedKeys[] = [
  {
    table: "subject_keys",
    columns: {
      id: "id",
      subject: "subject_id",
      retentionClass: "retention_class",
      wrapped: "wrapped",
      version: "key_version",
      createdAt: "created_at",
    },
  },
];

/** Every table of wrapped keys. A test compares the list with the schema. */
export function wrappedKeys(): readonly WrappedKeys[] {
  return TABLES;
}
