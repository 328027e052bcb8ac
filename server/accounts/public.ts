export { accountDetailQuery, accountsListQuery } from "./queries";
