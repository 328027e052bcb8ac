import { z } from "zod";
import { ROLE_NAMES, type Role } from "../identity/roles";

/** A role's name. */
export const roleName = z.enum(ROLE_NAMES as [Role, ...Role[]]);

/** Somebody's name as the house shows it, in both languages. */
export const bilingualName = z.object({ zh: z.string(), en: z.string() });

/** A name as people write it: no control characters, no angle brackets. */
const personName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}<>]+$/u);

/** What an invitation says of a person. */
export const invitationInput = z.object({
  email: z.email().max(254).toLowerCase(),
  nameZh: personName,
  nameEn: personName,
  roles: z.array(roleName).max(6).default([]),
});
