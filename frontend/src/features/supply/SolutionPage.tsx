import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useSession } from "@/features/identity/session";
import { AskVendor } from "@/features/matching/AskFrom";
import { SubjectState } from "@/shared/SubjectState";
import { Loaded, PageHead, Panel, TierTag } from "@/shared/ui";
import { Versions } from "@/shared/Versions";
import { solutions } from "./api";
import { SolutionView } from "./SolutionView";

export function SolutionPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("supply");
  const { me } = useSession();
  const [scenario, setScenario] = useState("");
  const query = useQuery(solutions.oneQuery(id));
  return (
    <Loaded query={query} rows={12}>
      {(solution) => {
        const buyer = me?.organisation.kinds.includes("buyer");
        const own = me?.organisation.id === solution.organisation.id;
        return (
          <>
            <PageHead
              title={solution.content.title}
              tags={solution.state === "published" && <TierTag tier={solution.tier} />}
              actions={
                own &&
                solution.state === "published" && (
                  <Link to={`/my/solutions/${id}/matches`}>
                    <Button type="primary">{t("common:matches.solutions")}</Button>
                  </Link>
                )
              }
            />
            {own && <SubjectState kind="solutions" subject={solution} api={solutions} />}
            <SolutionView solution={solution} />
            {!own && buyer && solution.state === "published" && (
              <Panel title={t("askVendor")}>
                <AskVendor solution={solution} value={scenario} onChange={setScenario} />
              </Panel>
            )}
            {solution.published_at && (
              <Versions
                id={id}
                api={solutions}
                view={(content) => <SolutionView solution={{ ...solution, content }} />}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}
