export { entryOf } from "./catalogue";
