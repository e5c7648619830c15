import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useNavigate, useSearchParams } from "react-router";
import { Problem } from "@/shared/Problem";
import { PageHead } from "@/shared/ui";
import { demoLoginsQuery, login } from "./api";
import { useSession } from "./session";

export function LoginPage() {
  const { t } = useTranslation("identity");
  const { me, enter } = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const demo = useQuery(demoLoginsQuery);
  const wanted = search.get("next") ?? "/workbench";
  // Only addresses of this site: "//host" would lead away.
  const next = /^\/(?!\/)/.test(wanted) ? wanted : "/workbench";
  const signIn = useMutation({
    mutationFn: login,
    onSuccess(session) {
      enter(session);
      void navigate(next, { replace: true });
    },
  });
  if (me) return <Navigate to={next} replace />;

  return (
    <div className="panel narrow-form">
      <PageHead title={t("login.title")} />
      <Form layout="vertical" onFinish={signIn.mutate} requiredMark={false}>
        <Form.Item
          name="email"
          label={t("email")}
          rules={[{ required: true, type: "email", message: t("emailInvalid") }]}
        >
          <Input autoComplete="username" type="email" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("password")}
          rules={[{ required: true, message: t("passwordRequired") }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {signIn.error && (
          <Form.Item>
            <Problem error={signIn.error} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t("login.submit")}
        </Button>
      </Form>
      <p className="small" style={{ marginTop: 12 }}>
        {t("login.noAccount")} <Link to="/register">{t("login.register")}</Link>
      </p>
      {demo.data && demo.data.length > 0 && (
        <div style={{ marginTop: 16, borderTop: "1px solid var(--line)", paddingTop: 12 }}>
          <p className="soft small" style={{ marginBottom: 8 }}>
            {t("login.demo")}
          </p>
          <div className="row">
            {demo.data.map((entry) => (
              <Button
                key={entry.email}
                loading={signIn.isPending && signIn.variables?.email === entry.email}
                onClick={() => signIn.mutate({ email: entry.email, password: entry.password })}
              >
                {t(`common:kind.${entry.role}`, { defaultValue: entry.role })}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
