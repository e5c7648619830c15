// What stands around a list of matches: when it was made, by which model, what was left out.
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MatchList } from "@/api/types";
import { minute, Nothing } from "@/shared/ui";
import { SHOWN, tellWhole } from "./api";

export function MatchFrame({
  list,
  empty,
  children,
}: {
  list: MatchList;
  empty: string;
  children: (list: MatchList) => ReactNode;
}) {
  const { t } = useTranslation("matching");
  const [all, setAll] = useState(false);
  // A list drafted from two models has both digests.
  const digests = list.model.split("+").map((digest) => digest.slice(0, 12));
  const more = list.entries.length > SHOWN && !all;
  return (
    <>
      {list.entries.length === 0 ? (
        <div className="panel">
          <Nothing text={empty} />
        </div>
      ) : (
        children(more ? { ...list, entries: list.entries.slice(0, SHOWN) } : list)
      )}
      {more && (
        <div style={{ textAlign: "center", marginTop: 10 }}>
          <Button
            onClick={() => {
              setAll(true);
              tellWhole(list.id);
            }}
          >
            {t("showAll", { count: list.entries.length })}
          </Button>
        </div>
      )}
      <p className="soft small" style={{ margin: "10px 0 12px" }}>
        {t("frame.considered", { count: list.considered })}
        {list.excluded.map(
          ({ reason, count }) =>
            ` · ${t("frame.excluded", {
              reason: t(`excluded.${reason}`, { defaultValue: reason }),
              count,
            })}`,
        )}
        {" · "}
        {t("frame.frozen", { at: minute(list.created_at) })}
        {" · "}
        {t("frame.model")} <span className="mono">{digests.join(" + ")}</span>{" "}
        {t(digests.length > 1 ? "frame.drafted" : `frame.${list.ranker}`)}
        {" · "}
        <Link to="/algorithm">{t("frame.principle")}</Link>
      </p>
    </>
  );
}
