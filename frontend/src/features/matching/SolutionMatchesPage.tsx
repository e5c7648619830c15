import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { solutions } from "@/features/supply/api";
import { Loaded, PageHead } from "@/shared/ui";
import { matchesQuery, tellClick } from "./api";
import { useAsk } from "./asking";
import { MatchCard, WeakFrom } from "./MatchCard";
import { MatchFrame } from "./MatchFrame";
import { useRanking } from "./ranking";
import { ShowingsPanel } from "./ShowingsPanel";
import { Transfers } from "./Transfers";

export function SolutionMatchesPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("matching");
  const { personalised, ranking } = useRanking();
  const solution = useQuery(solutions.oneQuery(id));
  const matches = useQuery(matchesQuery("solutions", id, personalised));
  const { ask, busy } = useAsk();
  return (
    <>
      <PageHead
        title={t("forSolution.title")}
        sub={<Link to={`/solutions/${id}`}>{solution.data?.content.title}</Link>}
        actions={ranking}
      />
      <Loaded query={matches}>
        {(data) => (
          <MatchFrame list={data} empty={t("forSolution.empty")}>
            {(list) =>
              list.entries.map((entry, at) => (
                <Fragment key={entry.id}>
                  <WeakFrom entries={list.entries} at={at} />
                  <MatchCard
                    entry={entry}
                    to={`/scenarios/${entry.counterpart?.id}`}
                    act={t("interest")}
                    busy={busy}
                    onAct={() =>
                      entry.counterpart &&
                      ask({
                        kind: "interest",
                        scenario: entry.counterpart.title,
                        solution: solution.data?.content.title,
                        party: entry.counterpart.organisation?.name,
                        opening: {
                          scenario_id: entry.counterpart.id,
                          solution_id: id,
                          match_entry_id: entry.id,
                        },
                      })
                    }
                    onClick={(kind) => tellClick(list.id, entry.id, kind)}
                  />
                </Fragment>
              ))
            }
          </MatchFrame>
        )}
      </Loaded>
      <ShowingsPanel id={id} />
      <Transfers kind="solutions" id={id} />
    </>
  );
}
