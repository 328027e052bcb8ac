export { type ClassedAccount, openAccountsOf, setAccountClass } from "./class";
export { closeAccount } from "./close";
export { accountDetailQuery, accountsListQuery } from "./queries";
