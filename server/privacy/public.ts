export { registerAssertion } from "./commands/register-assertion";
export { requestStatusQuery } from "./status-query";
