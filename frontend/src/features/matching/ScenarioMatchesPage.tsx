import { useQuery } from "@tanstack/react-query";
import { Alert, Segmented } from "antd";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { ClickKind, MatchEntry, MatchList, Scenario } from "@/api/types";
import { scenarios } from "@/features/demand/api";
import { useSession } from "@/features/identity/session";
import { Loaded, PageHead } from "@/shared/ui";
import { matchesQuery, tellClick } from "./api";
import { CompareBar, usePicks } from "./CompareBar";
import { CoverageMatrix } from "./CoverageMatrix";
import { useInvite } from "./inviting";
import { MatchCard, WeakFrom } from "./MatchCard";
import { MatchFrame } from "./MatchFrame";
import { useRanking } from "./ranking";
import { Transfers } from "./Transfers";

type View = "list" | "matrix";

export function ScenarioMatchesPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("matching");
  const { me } = useSession();
  const { personalised, ranking } = useRanking();
  const [view, setView] = useState<View>("list");
  const scenario = useQuery(scenarios.oneQuery(id));
  const matches = useQuery(matchesQuery("scenarios", id, personalised));
  const buyer = scenario.data?.organisation;
  return (
    <>
      <PageHead
        title={t("forScenario.title")}
        sub={
          <>
            <Link to={`/scenarios/${id}`}>{scenario.data?.content.title}</Link>{" "}
            {buyer?.id !== me?.organisation.id && buyer?.name}
          </>
        }
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
        {(subject) => (
          <Loaded query={matches}>
            {(list) => <Matches scenario={subject} list={list} view={view} />}
          </Loaded>
        )}
      </Loaded>
      <Transfers kind="scenarios" id={id} />
    </>
  );
}

function Matches({ scenario, list, view }: { scenario: Scenario; list: MatchList; view: View }) {
  const { t } = useTranslation("matching");
  const { own, invite, busy } = useInvite(scenario);
  const picks = usePicks(
    scenario.id,
    list.entries.flatMap(({ counterpart }) => counterpart?.id ?? []),
  );
  // Only what its own side does with a list is told.
  const tell = (entry: MatchEntry, kind: ClickKind) => own && tellClick(list.id, entry.id, kind);
  return (
    <>
      {!invite && (
        <Alert
          type="info"
          className="list-note"
          title={t(own ? "forScenario.closed" : "forScenario.readOnly")}
        />
      )}
      <MatchFrame list={list} empty={t("forScenario.empty")}>
        {({ entries }) =>
          view === "matrix" ? (
            <CoverageMatrix
              requirements={scenario.content.requirements}
              entries={entries}
              picks={picks}
              busy={busy}
              onInvite={invite}
              onOpen={(entry) => tell(entry, "opened")}
            />
          ) : (
            entries.map((entry, at) => (
              <Fragment key={entry.id}>
                <WeakFrom entries={entries} at={at} />
                <MatchCard
                  entry={entry}
                  to={`/solutions/${entry.counterpart?.id}`}
                  act={t("invite")}
                  busy={busy}
                  onAct={invite && (() => invite(entry))}
                  picks={picks}
                  onClick={(kind) => tell(entry, kind)}
                />
              </Fragment>
            ))
          )
        }
      </MatchFrame>
      <CompareBar picks={picks} list={list.id} />
    </>
  );
}
