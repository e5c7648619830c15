import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useTerms } from "@/api/taxonomies";
import { creditCodeFault } from "@/shared/creditCode";
import { useFailure } from "@/shared/Problem";
import { PageHead } from "@/shared/ui";
import { type Registration, register } from "./api";
import { useSession } from "./session";

export function RegisterPage() {
  const { t } = useTranslation("identity");
  const { enter } = useSession();
  const navigate = useNavigate();
  const terms = useTerms();
  const [form] = Form.useForm<Registration>();
  const fail = useFailure(form);
  const send = useMutation({
    mutationFn: (values: Registration) =>
      register({
        ...values,
        organisation: {
          ...values.organisation,
          intro: values.organisation.intro ?? "",
          credit_code: values.organisation.credit_code.trim().toUpperCase(),
        },
      }),
    onSuccess(session) {
      enter(session);
      void navigate("/workbench", { replace: true });
    },
    onError: fail,
  });

  return (
    <div className="panel" style={{ maxWidth: 760, margin: "16px auto" }}>
      <PageHead
        title={t("register.title")}
        sub={
          <>
            {t("register.hasAccount")} <Link to="/login">{t("login.submit")}</Link>
          </>
        }
      />
      <Form form={form} layout="vertical" onFinish={send.mutate}>
        <div className="grid2">
          <Form.Item
            name={["organisation", "name"]}
            label={t("organisation")}
            rules={[{ required: true, message: t("common:field.required") }]}
          >
            <Input autoComplete="organization" autoFocus />
          </Form.Item>
          <Form.Item
            name={["organisation", "credit_code"]}
            label={t("creditCode")}
            extra={t("creditCodeHint")}
            validateTrigger="onChange"
            rules={[
              { required: true, message: t("common:field.required") },
              {
                validator: (_, value: string | undefined) => {
                  const fault = value ? creditCodeFault(value) : null;
                  // While typing, a short code is unfinished rather than wrong.
                  return fault
                    ? Promise.reject(
                        new Error(t(`creditCodeFault.${fault}`, { count: value?.trim().length })),
                      )
                    : Promise.resolve();
                },
              },
            ]}
          >
            <Input className="mono" maxLength={18} showCount autoComplete="off" />
          </Form.Item>
          <Form.Item
            name={["organisation", "kinds"]}
            label={t("kinds")}
            // A validator, not "required": the attribute that this adds is not allowed on a group of boxes.
            rules={[
              {
                validator: (_, kinds?: string[]) =>
                  kinds?.length ? Promise.resolve() : Promise.reject(new Error(t("kindsRequired"))),
              },
            ]}
          >
            <Checkbox.Group
              options={[
                { value: "vendor", label: t("kindVendor") },
                { value: "buyer", label: t("kindBuyer") },
              ]}
            />
          </Form.Item>
          <Form.Item
            name={["organisation", "region"]}
            label={t("region")}
            rules={[{ required: true, message: t("common:field.required") }]}
          >
            <Select showSearch={{ optionFilterProp: "label" }} options={terms.options("regions")} />
          </Form.Item>
        </div>
        <Form.Item name={["organisation", "intro"]} label={t("intro")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount />
        </Form.Item>
        <div className="grid3">
          <Form.Item
            name={["user", "name"]}
            label={t("person")}
            rules={[{ required: true, message: t("common:field.required") }]}
          >
            <Input autoComplete="name" />
          </Form.Item>
          <Form.Item
            name={["user", "email"]}
            label={t("email")}
            rules={[{ required: true, type: "email", message: t("emailInvalid") }]}
          >
            <Input type="email" autoComplete="username" />
          </Form.Item>
          <Form.Item
            name={["user", "password"]}
            label={t("password")}
            extra={t("passwordHint")}
            rules={[{ required: true, min: 10, message: t("passwordHint") }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t("register.submit")}
        </Button>
      </Form>
    </div>
  );
}
