// The filters leave nothing: which to drop, and what would then be found.
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { SearchAnswer, SubjectKind } from "@/api/types";
import { Nothing } from "@/shared/ui";
import { Hit } from "./Hit";

export function Relaxations(props: {
  found: SearchAnswer;
  kind: SubjectKind;
  /** How many filters are set. */
  set: number;
  /** The name of the value that a filter is set to. */
  nameOf: (facet: string) => string;
  onDrop: (facets: string[]) => void;
}) {
  const { t } = useTranslation("matching");
  const { relaxations, instead } = props.found;
  // Several at once are all of them.
  const single = (facets: string[]) =>
    facets.length === 1 || props.set > facets.length ? facets.map(props.nameOf).join(" ") : null;
  const [best] = relaxations;
  const bestName = best && single(best.facets);
  return (
    <>
      <Nothing text={t(props.found.total === 0 ? "search.noneFiltered" : "search.noWordsFiltered")}>
        <div className="row" style={{ justifyContent: "center" }}>
          {relaxations.map(({ facets, total }) => {
            const name = single(facets);
            return (
              <Button key={facets.join()} onClick={() => props.onDrop(facets)}>
                {name === null
                  ? t("search.relaxAll", { count: total })
                  : t("search.relax", { name, count: total })}
              </Button>
            );
          })}
          {relaxations.length === 0 && (
            <Button onClick={() => props.onDrop([])}>{t("search.clear")}</Button>
          )}
        </div>
      </Nothing>
      {instead.length > 0 && (
        <>
          <h2 className="instead">
            {bestName ? t("search.instead", { name: bestName }) : t("search.insteadAll")}
          </h2>
          {instead.map((hit) => (
            <Hit key={hit.id} hit={hit} kind={props.kind} />
          ))}
        </>
      )}
    </>
  );
}
