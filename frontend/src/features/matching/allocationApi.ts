// All open scenarios given out at once: the operator's.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { body, client } from "@/api/client";

export interface AllocationLimits {
  wanted: number;
  capacity: number;
  fair_limit?: number;
  least_fit: number;
}

export const allocationQuery = (limits: AllocationLimits) =>
  queryOptions({
    queryKey: ["allocation", limits],
    queryFn: () => body(client.GET("/api/v1/allocation", { params: { query: limits } })),
    // Figures change in place while a limit is turned.
    placeholderData: keepPreviousData,
  });
