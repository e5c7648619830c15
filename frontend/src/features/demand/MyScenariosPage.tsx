import { useTranslation } from "react-i18next";
import { SubjectList } from "@/shared/SubjectList";
import { scenarios } from "./api";
import { Due } from "./ScenarioView";

export function MyScenariosPage() {
  const { t } = useTranslation("demand");
  return (
    <SubjectList
      kind="scenarios"
      api={scenarios}
      title={t("mine.title")}
      newLabel={t("mine.new")}
      emptyText={t("mine.empty")}
      columns={[
        {
          title: t("answersDue"),
          key: "due",
          width: 110,
          responsive: ["md"],
          render: (_, row) => <Due day={row.answers_due} />,
        },
      ]}
    />
  );
}
