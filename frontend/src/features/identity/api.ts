// The calls behind signing in and registering.
import { queryOptions } from "@tanstack/react-query";
import { body, client } from "@/api/client";
import type { OrganisationKind } from "@/api/types";

export interface Registration {
  organisation: {
    name: string;
    credit_code: string;
    kinds: OrganisationKind[];
    region: string;
    intro: string;
  };
  user: { name: string; email: string; password: string };
}

export const login = (credentials: { email: string; password: string }) =>
  body(client.POST("/api/v1/auth/login", { body: credentials }));

export const register = (registration: Registration) =>
  body(client.POST("/api/v1/auth/register", { body: registration }));

/** One-click logins exist on demo servers only; anywhere else this is empty. */
export const demoLoginsQuery = queryOptions({
  queryKey: ["demo-logins"],
  queryFn: async () => {
    const answer = await client.GET("/api/v1/demo-logins");
    return answer.response.ok ? (answer.data?.logins ?? []) : [];
  },
  retry: false,
  staleTime: Number.POSITIVE_INFINITY,
});
