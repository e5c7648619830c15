// Where it was done before: one block of fields for each case.
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { TermField, TextField } from "@/shared/fields";

export function CaseLines({ direction }: { direction: string | undefined }) {
  const { t } = useTranslation("supply");
  return (
    <Form.List name="cases">
      {(fields, { add, remove }) => (
        <>
          {fields.map((field, index) => (
            <div className="line-card" key={field.key}>
              <div className="row between">
                <strong>{t("form.case", { number: index + 1 })}</strong>
                <Button
                  icon={<DeleteOutlined />}
                  type="text"
                  aria-label={`${t("common:action.remove")} ${index + 1}`}
                  onClick={() => remove(field.name)}
                />
              </div>
              <div className="grid2">
                <TextField
                  name={[field.name, "title"]}
                  label={t("common:column.title")}
                  max={80}
                  required
                />
                <TextField
                  name={[field.name, "client_kind"]}
                  label={t("clientKind")}
                  max={60}
                  required
                />
              </div>
              <div className="grid3">
                <Form.Item name={[field.name, "year"]} label={t("year")}>
                  <InputNumber min={2000} max={2100} precision={0} style={{ width: "100%" }} />
                </Form.Item>
                <TermField
                  name={[field.name, "industry"]}
                  label={t("industry")}
                  taxonomy="industries"
                  direction={direction}
                />
                <TermField name={[field.name, "level"]} label={t("level")} taxonomy="levels" />
              </div>
              <div className="grid2">
                <TextField name={[field.name, "text"]} label={t("caseText")} max={1000} rows={2} />
                <TextField name={[field.name, "result"]} label={t("result")} max={500} rows={2} />
              </div>
            </div>
          ))}
          <Button
            icon={<PlusOutlined />}
            onClick={() => add({ year: new Date().getFullYear() - 1 })}
          >
            {t("form.addCase")}
          </Button>
        </>
      )}
    </Form.List>
  );
}
