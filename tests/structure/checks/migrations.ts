/** The journal of the migrations, as far as the checks read it. */
export type Journal = {
  readonly entries: readonly { readonly idx: number; readonly when: number; readonly tag: string }[];
};

/**
 * Faults of the list of migrations: out of order by number or by time (the migrator skips what is older than the last
 * one), a file that is not listed, one listed without its file. `files`: names in db/migrations ending in `.sql`.
 */
export function migrationFaults(journal: Journal, files: readonly string[]): string[] {
  const listed = journal.entries.map(({ tag }) => `${tag}.sql`);
  const order = journal.entries.flatMap((entry, at) => {
    const before = journal.entries[at - 1];
    const faults: string[] = [];
    if (entry.idx !== at) faults.push(`${entry.tag}: number ${entry.idx} at place ${at}`);
    if (!entry.tag.startsWith(`${String(at).padStart(4, "0")}_`))
      faults.push(`${entry.tag}: not named after place ${at}`);
    if (before && entry.when <= before.when) faults.push(`${entry.tag}: not later than ${before.tag}`);
    return faults;
  });
  return [
    ...order,
    ...files.filter((file) => !listed.includes(file)).map((file) => `${file}: not in the journal`),
    ...listed.filter((file) => !files.includes(file)).map((file) => `${file}: no such file`),
  ];
}
