import { useInfiniteQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { DealState } from "@/api/types";
import { Problem } from "@/shared/Problem";
import { MoreButton, PageHead } from "@/shared/ui";
import { DEAL_STATES, dealsQuery } from "./api";
import { DealTable } from "./DealTable";

export function DealsPage() {
  const { t } = useTranslation("deal");
  const [params, setParams] = useSearchParams();
  const state = (params.get("state") ?? "") as DealState | "";
  const query = useInfiniteQuery(dealsQuery(state));
  return (
    <>
      <PageHead
        title={t("list.title")}
        actions={
          <Select
            value={state}
            aria-label={t("common:column.state")}
            style={{ width: 140 }}
            onChange={(value) => setParams(value ? { state: value } : {})}
            options={[
              { value: "", label: t("common:allStates") },
              ...DEAL_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
            ]}
          />
        }
      />
      {query.error ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="panel flush">
          <DealTable
            deals={query.data?.pages.flatMap((page) => page.items) ?? []}
            loading={query.isPending}
            empty={t("list.empty")}
          />
          <MoreButton
            more={query.hasNextPage}
            busy={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </div>
      )}
    </>
  );
}
