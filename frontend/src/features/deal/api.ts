// The calls behind a deal. Every move answers with the deal as it then stands.
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { App, type FormInstance } from "antd";
import { useTranslation } from "react-i18next";
import { body, client } from "@/api/client";
import type {
  ContractInput,
  DealMove,
  DealState,
  DealSummary,
  Page,
  ProposalInput,
  Reasoned,
} from "@/api/types";
import { useFailure } from "@/shared/Problem";

export const DEAL_STATES: DealState[] = [
  "invited",
  "interested",
  "proposed",
  "awarded",
  "delivering",
  "submitted",
  "accepted",
  "declined",
  "rejected",
  "terminated",
];

export const dealsQuery = (state: DealState | "") =>
  infiniteQueryOptions({
    queryKey: ["deals", state],
    queryFn: ({ pageParam }) =>
      body(
        client.GET("/api/v1/deals", {
          params: {
            query: { state: state || undefined, cursor: pageParam || undefined, limit: 50 },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page: Page<DealSummary>) => page.next_cursor ?? undefined,
  });

const at = (id: string) => ({ params: { path: { id } } });

export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: ["deal", id],
    queryFn: () => body(client.GET("/api/v1/deals/{id}", at(id))),
  });

/** Possible, but nobody waits for it. */
export const OPTIONAL = new Set<DealMove>(["terminate", "evidence", "decline"]);

export const dealMoves = {
  decline: (id: string, why: Reasoned) =>
    body(client.POST("/api/v1/deals/{id}/decline", { ...at(id), body: why })),
  reject: (id: string, why: Reasoned) =>
    body(client.POST("/api/v1/deals/{id}/reject", { ...at(id), body: why })),
  terminate: (id: string, why: Reasoned) =>
    body(client.POST("/api/v1/deals/{id}/terminate", { ...at(id), body: why })),
  propose: (id: string, proposal: ProposalInput) =>
    body(client.POST("/api/v1/deals/{id}/proposal", { ...at(id), body: proposal })),
  award: (id: string) => body(client.POST("/api/v1/deals/{id}/award", at(id))),
  contract: (id: string, contract: ContractInput) =>
    body(
      client.POST("/api/v1/deals/{id}/contract", {
        params: { path: { id }, header: { "Idempotency-Key": crypto.randomUUID() } },
        body: contract,
      }),
    ),
};

/** Runs one move of a deal and shows the deal as it then stands. */
export function useMove<V>(id: string, move: (values: V) => Promise<unknown>, form?: FormInstance) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const fail = useFailure(form);
  return useMutation({
    mutationFn: move,
    async onSuccess() {
      void message.success(t("done"));
      await queries.invalidateQueries({ queryKey: ["deal", id] });
      void queries.invalidateQueries({ queryKey: ["deals"] });
      void queries.invalidateQueries({ queryKey: ["matches"] });
    },
    onError: fail,
  });
}
