// Who is using the pages, and for which organisation?
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { body, client } from "@/api/client";
import { tokens } from "@/api/tokens";
import type { Me, OrganisationKind, Session } from "@/api/types";

interface SessionValue {
  me: Me | null;
  /** True until it is known whether a stored session still holds. */
  loading: boolean;
  is(kind: OrganisationKind): boolean;
  enter(session: Session): void;
  leave(): Promise<void>;
}

const SessionContext = createContext<SessionValue | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [signedIn, setSignedIn] = useState(tokens.hasSession());

  useEffect(
    () =>
      tokens.onEnd(() => {
        setSignedIn(false);
        queries.clear();
      }),
    [queries],
  );

  const { data, isPending } = useQuery({
    queryKey: ["me"],
    queryFn: () => body(client.GET("/api/v1/me")),
    enabled: signedIn,
    staleTime: 5 * 60_000,
  });

  const value = useMemo<SessionValue>(() => {
    const me = signedIn ? (data ?? null) : null;
    return {
      me,
      loading: signedIn && isPending,
      is: (kind) => me?.organisation.kinds.includes(kind) ?? false,
      enter(session) {
        queries.clear();
        tokens.store(session);
        queries.setQueryData(["me"], session.me);
        setSignedIn(true);
      },
      async leave() {
        const refresh_token = tokens.refreshToken();
        // The session ends here even when the server cannot be told.
        if (refresh_token)
          await client
            .POST("/api/v1/auth/logout", { body: { refresh_token } })
            .catch(() => undefined);
        tokens.clear();
      },
    };
  }, [data, isPending, queries, signedIn]);

  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): SessionValue {
  const value = useContext(SessionContext);
  if (!value) throw new Error("useSession needs a SessionProvider");
  return value;
}
