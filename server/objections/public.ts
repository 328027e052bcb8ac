export { registerObjection } from "./commands/register-objection";
export { contestableQuery } from "./queries";
