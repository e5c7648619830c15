// The registry of learned models: the operator's.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { body, client } from "@/api/client";
import { useFailure } from "@/shared/Problem";

export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: () => body(client.GET("/api/v1/models")),
});

/** Trains, promotes or rolls back; the table is read again, and so is everything that a model ranks. */
export function useRegistryMove<T>(move: (input: T) => Promise<unknown>, done: string) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const fail = useFailure();
  return useMutation({
    mutationFn: move,
    async onSuccess() {
      void message.success(done);
      await Promise.all(
        ["models", "matches", "algorithm"].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
    onError: fail,
  });
}

export function useTrain() {
  const { t } = useTranslation("models");
  return useRegistryMove(() => body(client.POST("/api/v1/models/train")), t("trained"));
}

export function usePromote() {
  const { t } = useTranslation("models");
  return useRegistryMove(
    ({ id, reason }: { id: string; reason: string }) =>
      body(
        client.POST("/api/v1/models/{id}/promote", { params: { path: { id } }, body: { reason } }),
      ),
    t("promoted"),
  );
}

export function useRollBack() {
  const { t } = useTranslation("models");
  return useRegistryMove(
    (reason: string) => body(client.POST("/api/v1/models/roll-back", { body: { reason } })),
    t("rolledBack"),
  );
}
