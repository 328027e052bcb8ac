import "./raise";
import "./evidence-subject";

export { limitsAccountQuery } from "./queries";
