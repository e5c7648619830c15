// A candidate beside what serves, in one list: the operator's.
import { queryOptions } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { body, client } from "@/api/client";
import { useRegistryMove } from "./modelsApi";

export const experimentsQuery = queryOptions({
  queryKey: ["models", "experiments"],
  queryFn: () => body(client.GET("/api/v1/models/experiments")),
});

export function useStartExperiment() {
  const { t } = useTranslation("models");
  return useRegistryMove(
    ({ id, reason }: { id: string; reason: string }) =>
      body(
        client.POST("/api/v1/models/{id}/experiments", {
          params: { path: { id } },
          body: { reason },
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
