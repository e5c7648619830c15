// The frozen match lists and the first move that starts from them.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { body, client } from "@/api/client";
import type { Apart, ClickKind, SubjectKind } from "@/api/types";
import { useFailure } from "@/shared/Problem";

/** Places that are on the screen at once: the tail of a list seldom helps. */
export const SHOWN = 10;

export const matchesQuery = (kind: SubjectKind, id: string, personalised = true) =>
  queryOptions({
    queryKey: ["matches", kind, id, personalised],
    queryFn: () => {
      const params = { path: { id }, query: { shown: SHOWN, personalised } };
      return body(
        kind === "scenarios"
          ? client.GET("/api/v1/scenarios/{id}/matches", { params })
          : client.GET("/api/v1/solutions/{id}/matches", { params }),
      );
    },
    // A list is frozen whenever it is asked for: going back to it shows the same one for a while.
    staleTime: 60_000,
  });

/** A list as it was frozen, for the places that were on the screen at once. */
export const frozenQuery = (id: string) =>
  queryOptions({
    queryKey: ["matches", "frozen", id],
    queryFn: () =>
      body(
        client.GET("/api/v1/match-lists/{id}", {
          params: { path: { id }, query: { shown: SHOWN } },
        }),
      ),
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

/** Tells that the rest of a list is on the screen, too. Nobody waits for it, and nobody is told where it fails. */
export function tellWhole(list: string) {
  void client.GET("/api/v1/match-lists/{id}", { params: { path: { id: list } } }).catch(() => {});
}

/** Tells what was done with an entry of a list; the same. */
export function tellClick(list: string, entry: string, kind: ClickKind) {
  const call = { params: { path: { id: list } }, body: { entry, kind } };
  void client.POST("/api/v1/match-lists/{id}/clicks", call).catch(() => {});
}

/** How often a solution was shown, where, and what came of it. */
export const showingsQuery = (id: string) =>
  queryOptions({
    queryKey: ["showings", id],
    queryFn: () =>
      body(client.GET("/api/v1/solutions/{id}/showings", { params: { path: { id } } })),
  });

/** The caller's deals of one scenario: what stands between it and a solution already. */
export const dealsOfScenarioQuery = (scenario: string) =>
  queryOptions({
    queryKey: ["deals", "of", scenario],
    queryFn: () =>
      body(
        client.GET("/api/v1/deals", {
          params: { query: { scenario_id: scenario, limit: 200 } },
        }),
      ),
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
    onError(error) {
      fail(error);
      // It may have been opened from elsewhere meanwhile: the list then leads to it.
      void queries.invalidateQueries({ queryKey: ["matches"] });
    },
  });
}
