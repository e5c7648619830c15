// The solutions chosen for comparison, at the foot of the search results.
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** Most solutions side by side; the server takes no more. */
export const MOST_COMPARED = 4;

/** What is chosen stays chosen while the tab is open: whoever looks at a solution and comes back goes on. */
const KEY = "scenepool.compared";

export function usePicked(): [string[], (ids: string[]) => void] {
  const [picked, setPicked] = useState<string[]>(
    () => sessionStorage.getItem(KEY)?.split(",").filter(Boolean) ?? [],
  );
  return [
    picked,
    (ids) => {
      sessionStorage.setItem(KEY, ids.join(","));
      setPicked(ids);
    },
  ];
}

export function CompareBar({ ids, onClear }: { ids: string[]; onClear: () => void }) {
  const { t } = useTranslation("matching");
  if (ids.length === 0) return null;
  return (
    <section className="panel compare-bar row between" aria-label={t("compare.title")}>
      {ids.length < 2 ? (
        <span className="soft">{t("compare.least")}</span>
      ) : (
        <Link to={`/compare?ids=${ids.join(",")}`}>
          <Button type="primary">{t("compare.go", { count: ids.length })}</Button>
        </Link>
      )}
      <Button onClick={onClear}>{t("compare.clear")}</Button>
    </section>
  );
}
