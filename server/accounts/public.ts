export { type ClassedAccount, openAccountsOf, setAccountClass } from "./class";
export { accountDetailQuery, accountsListQuery } from "./queries";
