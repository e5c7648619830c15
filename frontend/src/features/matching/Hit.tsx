import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTerms } from "@/api/taxonomies";
import type { SearchHit, SubjectKind, Tier } from "@/api/types";
import { Due } from "@/features/demand/ScenarioView";
import { day, Marked, TierTag, useMoney } from "@/shared/ui";
import { PickBox, type Picks } from "./CompareBar";
import { WhyHere } from "./WhyHere";

interface Props {
  hit: SearchHit;
  kind: SubjectKind;
  /** What is chosen for comparison; without it there is nothing to choose. */
  picks?: Picks;
}

export function Hit({ hit, kind, picks }: Props) {
  const { t } = useTranslation("matching");
  const terms = useTerms();
  const money = useMoney();
  const price = hit.budget
    ? t("search.budget", { amount: money.amount(hit.budget) })
    : (hit.price_low || hit.price_high) && money.range(hit.price_low, hit.price_high);
  return (
    <article className="hit">
      <div className="row">
        <h3>
          <Link to={`/${kind}/${hit.id}`}>
            <Marked text={hit.title} terms={hit.terms} />
          </Link>
        </h3>
        {hit.tier && hit.tier !== "listed" && <TierTag tier={hit.tier as Tier} />}
        {picks && <PickBox picks={picks} id={hit.id} title={hit.title} />}
      </div>
      <p>
        <Marked text={hit.summary} terms={hit.terms} />
      </p>
      {hit.passage && (
        <p className="soft small">
          <Marked text={hit.passage} terms={hit.terms} />
        </p>
      )}
      <div className="meta">
        {hit.by === "meaning" && <span>{t("search.near")}</span>}
        <span>{hit.organisation?.name}</span>
        <span>{terms.short(hit.direction)}</span>
        <span>
          {terms.labels("industries", hit.industries.slice(0, 3)).join(t("common:form.comma"))}
        </span>
        {price && <span className="num">{price}</span>}
        {hit.answers_due && (
          <span>
            {t("search.due")} <Due day={hit.answers_due} />
          </span>
        )}
        <span className="num">{day(hit.published_at)}</span>
        <WhyHere title={hit.title} parts={hit.parts} />
      </div>
    </article>
  );
}
