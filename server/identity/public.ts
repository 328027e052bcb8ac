export { clearFactors } from "./factor";
export { judgePassword, type PasswordOwner } from "./password-strength";
export { hashPassword } from "./passwords";
