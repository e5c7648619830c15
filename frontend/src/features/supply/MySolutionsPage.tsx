import { useTranslation } from "react-i18next";
import { SubjectList } from "@/shared/SubjectList";
import { TierTag } from "@/shared/ui";
import { solutions } from "./api";

export function MySolutionsPage() {
  const { t } = useTranslation("supply");
  return (
    <SubjectList
      kind="solutions"
      api={solutions}
      title={t("mine.title")}
      newLabel={t("mine.new")}
      emptyText={t("mine.empty")}
      columns={[
        {
          title: t("tier"),
          key: "tier",
          width: 80,
          responsive: ["md"],
          render: (_, row) => row.state === "published" && <TierTag tier={row.tier} />,
        },
      ]}
    />
  );
}
