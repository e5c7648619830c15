// The checkable lines of a scenario: what is needed, how much it counts, how it will be checked.
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { Button, Form, Input, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";

export function RequirementLines() {
  const { t } = useTranslation("demand");
  return (
    <Form.List name="requirements">
      {(fields, { add, remove, move }) => (
        <>
          {fields.map((field, index) => (
            <div className="requirement-line" key={field.key}>
              <span className="number num">{index + 1}</span>
              <div className="grow">
                <Form.Item
                  name={[field.name, "text"]}
                  style={{ marginBottom: 6 }}
                  rules={[{ required: true, whitespace: true, message: t("form.textRequired") }]}
                >
                  <Input.TextArea
                    autoSize={{ minRows: 1, maxRows: 4 }}
                    maxLength={300}
                    placeholder={t("form.textPlaceholder")}
                    aria-label={`${t("requirement")} ${index + 1}`}
                  />
                </Form.Item>
                <div className="row" style={{ alignItems: "flex-start" }}>
                  <Form.Item name={[field.name, "essential"]} style={{ marginBottom: 10 }}>
                    <Segmented
                      options={[
                        { value: true, label: t("essential") },
                        { value: false, label: t("nice") },
                      ]}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, "weight"]} style={{ marginBottom: 10 }}>
                    <Select
                      style={{ width: 92 }}
                      aria-label={`${t("weight")} ${index + 1}`}
                      options={[1, 2, 3, 4, 5].map((value) => ({
                        value,
                        label: t("form.weight", { value }),
                      }))}
                    />
                  </Form.Item>
                  <Form.Item
                    name={[field.name, "criterion"]}
                    className="grow"
                    style={{ marginBottom: 10, minWidth: 180 }}
                  >
                    <Input
                      maxLength={200}
                      placeholder={t("form.criterionPlaceholder")}
                      aria-label={`${t("criterion")} ${index + 1}`}
                    />
                  </Form.Item>
                </div>
              </div>
              <div className="nowrap">
                <Button
                  type="text"
                  icon={<ArrowUpOutlined />}
                  disabled={index === 0}
                  aria-label={`${t("common:action.up")} ${index + 1}`}
                  onClick={() => move(index, index - 1)}
                />
                <Button
                  type="text"
                  className="only-wide"
                  icon={<ArrowDownOutlined />}
                  disabled={index === fields.length - 1}
                  aria-label={`${t("common:action.down")} ${index + 1}`}
                  onClick={() => move(index, index + 1)}
                />
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`${t("common:action.remove")} ${index + 1}`}
                  onClick={() => remove(field.name)}
                />
              </div>
            </div>
          ))}
          <Button
            icon={<PlusOutlined />}
            onClick={() => add({ text: "", essential: false, weight: 3 })}
          >
            {t("form.addRequirement")}
          </Button>
        </>
      )}
    </Form.List>
  );
}
