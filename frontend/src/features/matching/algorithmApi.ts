// How lists are ranked, and the switch of the caller's organisation.
import { queryOptions } from "@tanstack/react-query";
import { body, client } from "@/api/client";

export const algorithmQuery = queryOptions({
  queryKey: ["algorithm"],
  queryFn: () => body(client.GET("/api/v1/algorithm")),
});

export const learningQuery = queryOptions({
  queryKey: ["learning"],
  queryFn: () => body(client.GET("/api/v1/me/learning")),
});

export const setLearning = (refused: boolean) =>
  body(client.PUT("/api/v1/me/learning", { body: { refused } }));
