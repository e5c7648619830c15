import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useSession } from "@/features/identity/session";
import { WhyNot } from "@/features/matching/WhyNot";
import { SubjectState } from "@/shared/SubjectState";
import { Loaded, PageHead } from "@/shared/ui";
import { Versions } from "@/shared/Versions";
import { scenarios } from "./api";
import { ScenarioView } from "./ScenarioView";

export function ScenarioPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("demand");
  const { me, is } = useSession();
  const query = useQuery(scenarios.oneQuery(id));
  return (
    <Loaded query={query} rows={12}>
      {(scenario) => {
        const vendor = me?.organisation.kinds.includes("vendor");
        const own = me?.organisation.id === scenario.organisation.id;
        // The operator reads the buyer's list; a closed scenario keeps its last one.
        const desk = !own && is("operator");
        const listed = scenario.state === "published" || (desk && scenario.state === "closed");
        return (
          <>
            <PageHead
              title={scenario.content.title}
              actions={
                (own || desk) &&
                listed && (
                  <Link to={`/my/scenarios/${id}/matches`}>
                    <Button type={own ? "primary" : "default"}>
                      {t("common:matches.scenarios")}
                    </Button>
                  </Link>
                )
              }
            />
            {own && <SubjectState kind="scenarios" subject={scenario} api={scenarios} />}
            <ScenarioView scenario={scenario} />
            {!own && vendor && scenario.state === "published" && <WhyNot scenario={scenario} />}
            {scenario.published_at && (
              <Versions
                id={id}
                api={scenarios}
                view={(content) => <ScenarioView scenario={{ ...scenario, content }} />}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}
