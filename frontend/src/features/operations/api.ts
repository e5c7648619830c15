// The operator's calls.
import { queryOptions } from "@tanstack/react-query";
import { body, client } from "@/api/client";
import type { ImportRun, SubjectKind } from "@/api/types";

export const queueQuery = (kind: SubjectKind) =>
  queryOptions({
    queryKey: ["queue", kind],
    queryFn: async () =>
      body(
        client.GET("/api/v1/reviews", {
          params: { query: { kind: kind === "solutions" ? "solution" : "scenario" } },
        }),
      ),
  });

export const jobsQuery = queryOptions({
  queryKey: ["jobs"],
  queryFn: () => body(client.GET("/api/v1/jobs")),
  refetchInterval: 3000,
});

export const retryJob = (id: string) =>
  body(client.POST("/api/v1/jobs/{id}/retry", { params: { path: { id } } }));

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: () => body(client.GET("/api/v1/imports")),
});

export const importOver = (run: ImportRun | undefined) =>
  run !== undefined && run.state !== "checking" && run.state !== "loading";

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: () => body(client.GET("/api/v1/imports/{id}", { params: { path: { id } } })),
    refetchInterval: (query) => (importOver(query.state.data) ? false : 800),
  });

export function startImport(kind: SubjectKind, dryRun: boolean, publish: boolean, file: File) {
  const form = new FormData();
  form.append("kind", kind === "solutions" ? "solution" : "scenario");
  form.append("dry_run", String(dryRun));
  form.append("publish", String(publish));
  form.append("file", file);
  return body(
    client.POST("/api/v1/imports", {
      // A form is sent as it is; the document describes its fields as JSON would have them.
      body: form as never,
      bodySerializer: (value: unknown) => value,
    }),
  );
}
