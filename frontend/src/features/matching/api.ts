// The frozen match lists and the first move that starts from them.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { body, client } from "@/api/client";
import type { Apart, SubjectKind } from "@/api/types";
import { useFailure } from "@/shared/Problem";

export const matchesQuery = (kind: SubjectKind, id: string) =>
  queryOptions({
    queryKey: ["matches", kind, id],
    queryFn: () =>
      body(
        kind === "scenarios"
          ? client.GET("/api/v1/scenarios/{id}/matches", { params: { path: { id } } })
          : client.GET("/api/v1/solutions/{id}/matches", { params: { path: { id } } }),
      ),
    // A list is frozen whenever it is asked for: going back to it shows the same one for a while.
    staleTime: 60_000,
  });

/** Solutions of other industries or levels that do the same. */
export const transfersQuery = (kind: SubjectKind, id: string, apart: Apart) =>
  queryOptions({
    queryKey: ["transfers", kind, id, apart],
    queryFn: () => {
      const params = { path: { id }, query: { apart } };
      return body(
        kind === "scenarios"
          ? client.GET("/api/v1/scenarios/{id}/transfers", { params })
          : client.GET("/api/v1/solutions/{id}/transfers", { params }),
      );
    },
    staleTime: 60_000,
  });

export interface Opening {
  scenario_id: string;
  solution_id: string;
  match_entry_id?: string;
}

/** A buyer invites, or a vendor expresses interest: the deal opens from the entry of the list. */
export function useOpenDeal() {
  const { t } = useTranslation("matching");
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fail = useFailure();
  return useMutation({
    mutationFn: (opening: Opening) => body(client.POST("/api/v1/deals", { body: opening })),
    onSuccess(deal) {
      void queries.invalidateQueries({ queryKey: ["matches"] });
      void queries.invalidateQueries({ queryKey: ["deals"] });
      void message.success(t("opened"));
      void navigate(`/deals/${deal.id}`);
    },
    onError: fail,
  });
}
