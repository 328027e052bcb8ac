import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "@/env";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import { SESSION_ABSOLUTE_HOURS } from "@/server/kernel/session-limits";
import { endSession } from "./commands/end-session";
import { signIn } from "./sign-in";

/** next-auth's settings, read when asked for (a build has no environment): the cookie names a person, a session row and a home programme; the row decides. */
export const authOptions = (): NextAuthOptions => ({
  secret: env().SESSION_SECRET,
  session: { strategy: "jwt", maxAge: SESSION_ABSOLUTE_HOURS * 3600 },
  useSecureCookies: env().PUBLIC_URL.startsWith("https://"),
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        if (!credentials?.email || !credentials.password) return null;
        const device = String(request.headers?.["user-agent"] ?? "");
        const signedIn = await signIn(await runtime(), {
          email: credentials.email,
          password: credentials.password,
          device,
        });
        return signedIn && { id: signedIn.personId, sid: signedIn.sessionId, programmeId: signedIn.programmeId };
      },
    }),
  ],
  events: {
    // Signing out ends the session row too: a copy of the cookie is worth nothing afterwards.
    async signOut({ token }) {
      if (!token?.personId || !token.sid || !token.programmeId) return;
      const principal = {
        kind: "person",
        personId: token.personId,
        sessionId: token.sid,
        programmeId: token.programmeId,
      } as const;
      const call = { principal, key: newId(), requestId: newId(), input: { sessionId: token.sid } };
      // A session that has ended already needs no ending.
      await execute(await runtime(), endSession, call).catch(() => undefined);
    },
  },
  callbacks: {
    jwt({ token, user }) {
      if (user) {
        token.personId = user.id;
        token.sid = user.sid;
        token.programmeId = user.programmeId;
      }
      return token;
    },
    session({ token }) {
      return {
        expires: new Date(((token.exp as number | undefined) ?? 0) * 1000).toISOString(),
        personId: token.personId,
        sid: token.sid,
        programmeId: token.programmeId,
      };
    },
    redirect({ url, baseUrl }) {
      return url.startsWith("/") && !url.startsWith("//") && !url.startsWith("/\\") ? `${baseUrl}${url}` : baseUrl;
    },
  },
});
