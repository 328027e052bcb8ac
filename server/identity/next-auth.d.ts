import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface User {
    id: string;
    sid: string;
    programmeId: string;
  }
  interface Session {
    personId?: string;
    sid?: string;
    programmeId?: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    personId?: string;
    sid?: string;
    programmeId?: string;
  }
}
