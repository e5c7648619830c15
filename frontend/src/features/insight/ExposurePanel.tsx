// Which vendors the match lists of the period show, and how unevenly.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Loaded, Nothing, Panel } from "@/shared/ui";
import { exposureQuery, type Period } from "./api";

// The list of vendors is long; its head and the shares say most.
const SHOWN = 8;

export function ExposurePanel({ period }: { period: Period }) {
  const { t } = useTranslation("insight");
  const query = useQuery(exposureQuery(period));
  return (
    <Panel title={t("exposure.title")}>
      <Loaded query={query}>
        {(seen) => (
          <>
            <p className="small">
              {t("exposure.sum", { lists: seen.lists, shown: seen.shown, vendors: seen.vendors })}
            </p>
            <p>
              {t("exposure.gini", { value: seen.gini?.toFixed(2) ?? "—" })}
              {" · "}
              {t("exposure.never", {
                count: seen.never,
                share: seen.never_share == null ? "—" : Math.round(seen.never_share * 100),
              })}
            </p>
            {seen.by_vendor.length === 0 && <Nothing text={t("exposure.none")} />}
            <dl className="pairs">
              {seen.by_vendor.slice(0, SHOWN).map((line) => (
                <div key={line.organisation?.id}>
                  <dt>{line.organisation?.name}</dt>
                  <dd className="num">
                    {t("exposure.places", { shown: line.shown, first: line.first })}
                  </dd>
                </div>
              ))}
            </dl>
            <p className="soft small">{t("exposure.note")}</p>
          </>
        )}
      </Loaded>
    </Panel>
  );
}
