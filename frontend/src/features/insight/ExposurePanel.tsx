// Which vendors the match lists of the period give places to, which buyers saw, and how unevenly.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Places } from "@/api/types";
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
        {(exposure) => (
          <>
            <Figures kind="given" places={exposure.given} vendors={exposure.vendors} />
            <Figures kind="seen" places={exposure.seen} vendors={exposure.vendors} />
            {exposure.by_vendor.length === 0 && <Nothing text={t("exposure.none")} />}
            <dl className="pairs">
              {exposure.by_vendor.slice(0, SHOWN).map((line) => (
                <div key={line.organisation?.id}>
                  <dt>{line.organisation?.name}</dt>
                  <dd className="num">
                    {t("exposure.places", {
                      shown: line.shown,
                      first: line.first,
                      seen: line.seen,
                    })}
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

// Places that lists gave, or that stood on a buyer's screen.
function Figures({
  kind,
  places,
  vendors,
}: {
  kind: "given" | "seen";
  places: Places;
  vendors: number;
}) {
  const { t } = useTranslation("insight");
  return (
    <p className="exposure-figures">
      <strong>{t(`exposure.${kind}`)}</strong>{" "}
      <span className="small">
        {t(`exposure.sum.${kind}`, { lists: places.lists, shown: places.shown, vendors })}
      </span>
      <br />
      {t("exposure.gini", { value: places.gini?.toFixed(2) ?? "—" })}
      {" · "}
      {t("exposure.never", {
        count: places.never,
        share: places.never_share == null ? "—" : Math.round(places.never_share * 100),
      })}
    </p>
  );
}
