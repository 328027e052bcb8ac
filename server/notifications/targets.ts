import type { NoticeLink } from "@/domain/notifications/codes";
import type { Scope } from "@/server/kernel/scope";

/**
 * Of these ids, those the reader may see now; as a map where another thing is to be opened (an item's subject). Runs in
 * the reader's transaction.
 */
export type NoticeTarget = (
  scope: Scope,
  ids: readonly string[],
) => Promise<ReadonlySet<string> | ReadonlyMap<string, NoticeLink>>;

const targets = new Map<string, NoticeTarget>();

/** Says who may see things of a type that notices open. A notice of a type nobody registered shows the neutral line. */
export function registerNoticeTarget(type: string, target: NoticeTarget): void {
  targets.set(type, target);
}

/** Of these links, those the reader may follow, by `type:id`, with what each opens. */
export async function openLinks(scope: Scope, links: readonly NoticeLink[]): Promise<ReadonlyMap<string, NoticeLink>> {
  const open = new Map<string, NoticeLink>();
  for (const type of new Set(links.map((link) => link.type))) {
    const ids = [...new Set(links.filter((link) => link.type === type).map(({ id }) => id))];
    const seen = (await targets.get(type)?.(scope, ids)) ?? new Set<string>();
    for (const id of seen.keys()) {
      open.set(`${type}:${id}`, seen instanceof Map ? (seen.get(id) as NoticeLink) : { type, id });
    }
  }
  return open;
}
