export { cancelClocks, type NewClocks, startClocks } from "./store";
