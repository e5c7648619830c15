// By the model that serves, or without anything learned? The reader's choice, kept in the address.
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

export function useRanking() {
  const { t } = useTranslation("matching");
  const [search, setSearch] = useSearchParams();
  const personalised = search.get("personalised") !== "false";
  const ranking = (
    <Segmented
      aria-label={t("personalised.label")}
      value={personalised}
      onChange={(yes) => setSearch(yes ? {} : { personalised: "false" }, { replace: true })}
      options={[
        { value: true, label: t("personalised.yes") },
        { value: false, label: t("personalised.no") },
      ]}
    />
  );
  return { personalised, ranking };
}
