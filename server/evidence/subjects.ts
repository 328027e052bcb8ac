import type { Clearance, Permission } from "@/domain/permissions";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** What evidence takes over from the thing it hangs on. */
export type SubjectFacts = { readonly customerId: string | null; readonly clearance: Clearance };

/** A kind of thing that evidence hangs on. Its own capability says who may see one. */
export type EvidenceSubjectType = {
  /** Audit and address word: "customer", "measure". */
  readonly type: string;
  /** The permission by which the thing itself is seen. */
  readonly permission: Permission;
  /** The thing, as far as this actor may see it; undefined when it does not exist for him. */
  find(scope: Scope, id: string): Promise<SubjectFacts | undefined>;
};

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiEvidenceSubjects?: Map<string, EvidenceSubjectType> };
const types = (): Map<string, EvidenceSubjectType> => {
  holder.heguiEvidenceSubjects ??= new Map();
  return holder.heguiEvidenceSubjects;
};

/** Lets evidence hang on a kind of thing. */
export function registerEvidenceSubject(definition: EvidenceSubjectType): void {
  types().set(definition.type, definition);
}

/** The facts of a subject the actor may see. An unknown kind, a missing thing and one he may not see are not found alike. */
export async function findSubject(scope: Scope, subject: { type: string; id: string }): Promise<SubjectFacts> {
  const type = types().get(subject.type);
  if (!type || !scope.actor.permissions.has(type.permission)) return notFound();
  return (await type.find(scope, subject.id)) ?? notFound();
}
