import type { Role, SystemActor } from "@/domain/identity/roles";
import type { Clearance, Permission } from "@/domain/permissions";
import type { LegalEntityId, PersonId, ProgrammeId } from "@/domain/shared/ids";
import type { Instant } from "@/domain/shared/time";

/** A machine, by the key whose secret its call has proved to know. */
export type ClientPrincipal = { readonly kind: "client"; readonly keyId: string; readonly programmeId: string };

/** Who calls, as claimed by the transport; nothing of it is believed before the database has been asked. */
export type Principal =
  | {
      readonly kind: "person";
      readonly personId: string;
      readonly sessionId: string;
      readonly programmeId: string;
      /** Where the call came from, when the transport knows. */
      readonly address?: string | null;
    }
  | ClientPrincipal
  | { readonly kind: "system"; readonly name: SystemActor; readonly programmeId: string; readonly osUser?: string };

/** Who acts, as the database says at this moment. */
export type Actor = {
  /** `person:<uuid>` `system:<name>` or `client:<uuid>`: what audit entries carry. */
  readonly id: string;
  readonly personId: PersonId | null;
  readonly sessionId: string | null;
  readonly osUser: string | null;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  readonly clearance: Clearance;
  readonly programmeId: ProgrammeId;
  readonly legalEntityId: LegalEntityId;
  readonly steppedUpAt: Instant | null;
  /** True for a person whose roles ask for a second factor and who has none: he may set one up, and nothing else. */
  readonly restricted?: boolean;
  /** Where the call came from, when that is known. */
  readonly address?: string | null;
  /** How often the programme's rulebook was changed on the console: tells a process whether it knows the latest. */
  readonly rulesRevision: number;
};
