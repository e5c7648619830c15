// The bar under a long form: how complete it is, what is missing, save and submit.
import { Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import type { Completeness } from "./completeness";

interface Props {
  completeness: Completeness;
  nameOf: (field: string) => string;
  saving: boolean;
  submitting: boolean;
  onSave: () => void;
  onSubmit: () => void;
}

export function FormBar({ completeness, nameOf, ...props }: Props) {
  const { t } = useTranslation();
  const { percent, needed, helpful } = completeness;
  const busy = props.saving || props.submitting;
  const list = (fields: string[]) => fields.map(nameOf).join(t("form.comma"));
  return (
    <div className="sticky-bar">
      <Progress percent={percent} style={{ width: 160 }} aria-label={t("column.completeness")} />
      <span className="small grow">
        {needed.length > 0 ? (
          t("form.needed", { fields: list(needed) })
        ) : (
          <span className="soft">
            {helpful.length > 0 && t("form.helpful", { fields: list(helpful) })}
          </span>
        )}
      </span>
      <Button onClick={props.onSave} disabled={busy} loading={props.saving}>
        {t("form.saveDraft")}
      </Button>
      <Button type="primary" onClick={props.onSubmit} disabled={busy} loading={props.submitting}>
        {t("action.submit")}
      </Button>
    </div>
  );
}
