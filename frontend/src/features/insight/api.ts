// The report of a period; both ends stand in the address of the page.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import dayjs from "dayjs";
import { body, client } from "@/api/client";
import type { Figure, Page, ReportRow } from "@/api/types";

export interface Period {
  from: string;
  to: string;
}

/** The figure whose rows stand behind this one: amounts and shares point at the rows they count. */
export const figureOfRows = (figure: Figure) =>
  new URLSearchParams(figure.rows_url?.split("?")[1] ?? "").get("figure");

export function periodOf(params: URLSearchParams): Period {
  return {
    from: params.get("from") ?? dayjs().startOf("year").format("YYYY-MM-DD"),
    to: params.get("to") ?? dayjs().format("YYYY-MM-DD"),
  };
}

export const reportQuery = (period: Period) =>
  queryOptions({
    queryKey: ["report", period],
    queryFn: () => body(client.GET("/api/v1/report", { params: { query: period } })),
  });

export const exposureQuery = (period: Period) =>
  queryOptions({
    queryKey: ["exposure", period],
    queryFn: () => body(client.GET("/api/v1/exposure", { params: { query: period } })),
  });

export const rowsQuery = (figure: string, period: Period) =>
  infiniteQueryOptions({
    queryKey: ["report-rows", figure, period],
    queryFn: ({ pageParam }) =>
      body(
        client.GET("/api/v1/report/rows", {
          params: { query: { figure, ...period, cursor: pageParam || undefined } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page: Page<ReportRow>) => page.next_cursor ?? undefined,
  });
