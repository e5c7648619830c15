// The calls behind delivery, acceptance and evidence.
import { body, client } from "@/api/client";
import type { Evidence, MeasuredValue, ReturnReason } from "@/api/types";

const at = (id: string) => ({ params: { path: { id } } });

export const completeMilestone = (id: string, mid: string) =>
  body(
    client.POST("/api/v1/deals/{id}/milestones/{mid}/complete", { params: { path: { id, mid } } }),
  );

export const submitAcceptance = (id: string, indicators: MeasuredValue[], note: string) =>
  body(
    client.POST("/api/v1/deals/{id}/acceptance/submit", { ...at(id), body: { indicators, note } }),
  );

export const confirmAcceptance = (id: string) =>
  body(client.POST("/api/v1/deals/{id}/acceptance/confirm", at(id)));

export const returnAcceptance = (id: string, why: ReturnReason) =>
  body(client.POST("/api/v1/deals/{id}/acceptance/return", { ...at(id), body: why }));

export function uploadEvidence(id: string, title: string, file: File) {
  const form = new FormData();
  form.append("title", title);
  form.append("file", file);
  return body(
    client.POST("/api/v1/deals/{id}/evidence", {
      ...at(id),
      // A form is sent as it is; the document describes its fields as JSON would have them.
      body: form as never,
      bodySerializer: (value: unknown) => value,
    }),
  );
}

/** Fetches the file with the caller's token and hands it to the browser. */
export async function downloadEvidence(id: string, evidence: Evidence) {
  const blob = await body(
    client.GET("/api/v1/deals/{id}/evidence/{eid}", {
      params: { path: { id, eid: evidence.id } },
      parseAs: "blob",
    }),
  );
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = evidence.file_name;
  link.click();
  URL.revokeObjectURL(url);
}
