import type { ListSource, ParsedList } from "@/domain/screening/model";
import { type Result, refuse } from "@/domain/shared/result";

/** Reads the file of one source: the whole of it, held against its shape, or a refusal. */
export type ListProvider = {
  readonly source: ListSource;
  parse(file: Uint8Array): Promise<Result<ParsedList>>;
};

const providers = new Map<string, ListProvider>();

/** Enters a reader of lists. One per source. */
export function registerListProvider(provider: ListProvider): void {
  providers.set(provider.source, provider);
}

/** The sources a file can be read for. */
export function readableSources(): readonly string[] {
  return [...providers.keys()];
}

/** Takes a file apart by the provider of its source. Refuses a source nobody reads. */
export async function parseList(source: string, file: Uint8Array): Promise<Result<ParsedList>> {
  const provider = providers.get(source);
  return provider ? provider.parse(file) : refuse("screening.list.source-unknown", { params: { source } });
}
