// A candidate beside what serves, in one list: the operator's.
import { queryOptions } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { body, client } from "@/api/client";
import { useRegistryMove } from "./modelsApi";

export const experimentsQuery = queryOptions({
  queryKey: ["models", "experiments"],
  queryFn: () => body(client.GET("/api/v1/models/experiments")),
});

/** How many decided lists it takes to find that the preferred side wins this many of a hundred. */
export const experimentSizeQuery = (percent: number | null) =>
  queryOptions({
    queryKey: ["models", "experiments", "size", percent],
    queryFn: () =>
      body(
        client.GET("/api/v1/models/experiments/size", {
          params: { query: { share: (percent ?? 0) / 100 } },
        }),
      ),
    enabled: percent !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useStartExperiment() {
  const { t } = useTranslation("models");
  return useRegistryMove(
    (start: { id: string; reason: string; lists: number | null }) =>
      body(
        client.POST("/api/v1/models/{id}/experiments", {
          params: { path: { id: start.id } },
          body: { reason: start.reason, planned_lists: start.lists },
        }),
      ),
    t("experiment.started"),
  );
}

export function useStopExperiment() {
  const { t } = useTranslation("models");
  return useRegistryMove(
    ({ id, reason }: { id: string; reason: string }) =>
      body(
        client.POST("/api/v1/models/experiments/{id}/stop", {
          params: { path: { id } },
          body: { reason },
        }),
      ),
    t("experiment.stopped"),
  );
}
