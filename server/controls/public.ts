export { confirmInstruction } from "./commands/confirm-instruction";
