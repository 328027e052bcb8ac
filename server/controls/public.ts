/** The topic and name under which others meet this capability's proposals. */
export { RELEASE_KIND } from "./commands/apply-release";
export { RESTRICTION_KIND } from "./commands/apply-restriction";
