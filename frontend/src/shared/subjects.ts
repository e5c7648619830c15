// Lists and commands that solutions and scenarios share: drafts, submission, withdrawal, review.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { body, ifMatch, looseClient } from "@/api/client";
import type {
  Page,
  Review,
  ReviewState,
  Subject,
  SubjectBrief,
  SubjectKind,
  SubjectVersion,
} from "@/api/types";

export interface Decision {
  decision: "approve" | "return";
  reasons: string[];
  note: string;
}

export function subjectApi<C extends object>(kind: SubjectKind) {
  const at = (id: string) => ({ params: { path: { id } } });
  type S = Subject<C>;
  return {
    listQuery: (state: ReviewState | "") =>
      infiniteQueryOptions({
        queryKey: [kind, "mine", state],
        queryFn: ({ pageParam }) =>
          body<Page<SubjectBrief>>(
            looseClient.GET(`/api/v1/${kind}`, {
              params: {
                query: {
                  state: state || undefined,
                  cursor: pageParam || undefined,
                  limit: 50,
                },
              },
            }),
          ),
        initialPageParam: "",
        getNextPageParam: (page: Page<SubjectBrief>) => page.next_cursor ?? undefined,
      }),
    oneQuery: (id: string) =>
      queryOptions({
        queryKey: [kind, "one", id],
        queryFn: () => body<S>(looseClient.GET(`/api/v1/${kind}/{id}`, at(id))),
      }),
    reviewsQuery: (id: string) =>
      queryOptions({
        queryKey: [kind, "reviews", id],
        queryFn: () => body<Review[]>(looseClient.GET(`/api/v1/${kind}/{id}/reviews`, at(id))),
      }),
    versionsQuery: (id: string) =>
      queryOptions({
        queryKey: [kind, "versions", id],
        queryFn: () =>
          body<SubjectVersion<C>[]>(looseClient.GET(`/api/v1/${kind}/{id}/versions`, at(id))),
      }),
    create: (content: C) => body<S>(looseClient.POST(`/api/v1/${kind}`, { body: content })),
    save: (id: string, revision: number, content: C) =>
      body<S>(
        looseClient.PUT(`/api/v1/${kind}/{id}`, {
          ...at(id),
          headers: ifMatch(revision),
          body: content,
        }),
      ),
    submit: (id: string) => body<S>(looseClient.POST(`/api/v1/${kind}/{id}/submit`, at(id))),
    /** Scenarios only: no further answers are taken. */
    close: (id: string) => body<S>(looseClient.POST(`/api/v1/${kind}/{id}/close`, at(id))),
    withdraw: (id: string, why: { reason: string; note: string }) =>
      body<S>(
        looseClient.POST(`/api/v1/${kind}/{id}/withdraw`, {
          ...at(id),
          // Only a scenario's withdrawal has a reason.
          ...(kind === "scenarios" ? { body: why } : {}),
        }),
      ),
    review: (id: string, decision: Decision) =>
      body<S>(looseClient.POST(`/api/v1/${kind}/{id}/review`, { ...at(id), body: decision })),
  };
}
