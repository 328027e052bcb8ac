export { createKey } from "./commands/create-key";
