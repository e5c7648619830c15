// The calls behind claims. Every move answers with the claim as it then stands.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { body, client } from "@/api/client";
import type { ClaimMove, ClaimSettings, ClaimState } from "@/api/types";
import type { Tone } from "@/shared/ui";

export const CLAIM_TONES: Record<ClaimState, Tone> = {
  draft: "plain",
  submitted: "warn",
  returned: "bad",
  approved: "info",
  refused: "plain",
  withdrawn: "plain",
  paid: "good",
};

export const claimsQuery = (state: ClaimState | "") =>
  infiniteQueryOptions({
    queryKey: ["claims", state],
    queryFn: ({ pageParam }) =>
      body(
        client.GET("/api/v1/claims", {
          params: { query: { state: state || undefined, cursor: pageParam || undefined } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const claimQuery = (id: string) =>
  queryOptions({
    queryKey: ["claim", id],
    queryFn: () => body(client.GET("/api/v1/claims/{id}", { params: { path: { id } } })),
  });

export const moveClaim = (id: string, move: ClaimMove, note: string, amount?: string) =>
  body(
    client.POST("/api/v1/claims/{id}/moves", {
      params: { path: { id } },
      body: { move, note, amount: amount || undefined },
    }),
  );

export function uploadDocument(id: string, document: string, file: File) {
  const form = new FormData();
  form.append("document", document);
  form.append("file", file);
  return body(
    client.POST("/api/v1/claims/{id}/documents", {
      params: { path: { id } },
      // The generated type describes the parts; the browser wants the form itself.
      body: form as never,
      bodySerializer: (given) => given as never,
    }),
  );
}

/** Saves an answer as a file. */
async function save(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export async function downloadPackage(id: string) {
  const blob = await body<unknown>(
    client.GET("/api/v1/claims/{id}/package", { params: { path: { id } }, parseAs: "blob" }),
  );
  await save(blob as Blob, `claim-${id}.zip`);
}

export async function downloadDocument(id: string, did: string, name: string) {
  const blob = await body<unknown>(
    client.GET("/api/v1/claims/{id}/documents/{did}", {
      params: { path: { id, did } },
      parseAs: "blob",
    }),
  );
  await save(blob as Blob, name);
}

export const settingsQuery = queryOptions({
  queryKey: ["claim-settings"],
  queryFn: () => body(client.GET("/api/v1/claim-settings")),
});
export const saveSettings = (settings: ClaimSettings) =>
  body(client.PUT("/api/v1/claim-settings", { body: settings }));

export const groupsQuery = queryOptions({
  queryKey: ["counted-groups"],
  queryFn: () => body(client.GET("/api/v1/counted-groups")),
});
export const addGroup = (group: { name: string; reason: string; members: string[] }) =>
  body(client.POST("/api/v1/counted-groups", { body: group }));
export const removeGroup = (id: string) =>
  body(client.DELETE("/api/v1/counted-groups/{id}", { params: { path: { id } } }));

export const organisationsQuery = (q: string) =>
  queryOptions({
    queryKey: ["organisations", q],
    queryFn: () => body(client.GET("/api/v1/organisations", { params: { query: { q } } })),
  });
