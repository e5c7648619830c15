import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { scenarios } from "@/features/demand/api";
import { Loaded, PageHead } from "@/shared/ui";
import { matchesQuery, tellClick, useOpenDeal } from "./api";
import { CoverageMatrix } from "./CoverageMatrix";
import { MatchCard, WeakFrom } from "./MatchCard";
import { MatchFrame } from "./MatchFrame";
import { useRanking } from "./ranking";
import { Transfers } from "./Transfers";

export function ScenarioMatchesPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("matching");
  const { personalised, ranking } = useRanking();
  const [view, setView] = useState<"list" | "matrix">("list");
  const scenario = useQuery(scenarios.oneQuery(id));
  const matches = useQuery(matchesQuery("scenarios", id, personalised));
  const open = useOpenDeal();
  const invite = (solutionId: string, entryId: string) =>
    open.mutate({ scenario_id: id, solution_id: solutionId, match_entry_id: entryId });

  return (
    <>
      <PageHead
        title={t("forScenario.title")}
        sub={<Link to={`/scenarios/${id}`}>{scenario.data?.content.title}</Link>}
        actions={
          <>
            {ranking}
            <Segmented
              value={view}
              onChange={setView}
              options={[
                { value: "list", label: t("view.list") },
                { value: "matrix", label: t("view.matrix") },
              ]}
            />
          </>
        }
      />
      <Loaded query={scenario}>
        {({ content }) => (
          <Loaded query={matches}>
            {(data) => (
              <MatchFrame list={data} empty={t("forScenario.empty")}>
                {(list) =>
                  view === "matrix" ? (
                    <CoverageMatrix
                      requirements={content.requirements}
                      entries={list.entries}
                      busy={open.isPending}
                      onInvite={invite}
                      onOpen={(entry) => tellClick(list.id, entry, "opened")}
                    />
                  ) : (
                    list.entries.map((entry, at) => (
                      <Fragment key={entry.id}>
                        <WeakFrom entries={list.entries} at={at} />
                        <MatchCard
                          entry={entry}
                          to={`/solutions/${entry.counterpart?.id}`}
                          act={t("invite")}
                          busy={open.isPending}
                          onAct={() => entry.counterpart && invite(entry.counterpart.id, entry.id)}
                          onClick={(kind) => tellClick(list.id, entry.id, kind)}
                        />
                      </Fragment>
                    ))
                  )
                }
              </MatchFrame>
            )}
          </Loaded>
        )}
      </Loaded>
      <Transfers kind="scenarios" id={id} />
    </>
  );
}
