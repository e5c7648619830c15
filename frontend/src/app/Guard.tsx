// May this person see this page? If not: to the login, or a plain refusal.
import { Button, Result, Spin } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useLocation } from "react-router";
import type { OrganisationKind } from "@/api/types";
import { useSession } from "@/features/identity/session";

export function Guard({ kinds, children }: { kinds?: OrganisationKind[]; children: ReactNode }) {
  const { t } = useTranslation();
  const { me, loading, is } = useSession();
  const location = useLocation();
  if (loading) return <Spin className="page-spin" />;
  if (!me) {
    const next = encodeURIComponent(location.pathname + location.search);
    return <Navigate to={`/login?next=${next}`} replace />;
  }
  if (kinds && !kinds.some(is)) {
    return (
      <Result
        status="403"
        title={t("guard.title")}
        subTitle={t("guard.detail")}
        extra={
          <Link to="/">
            <Button type="primary">{t("guard.home")}</Button>
          </Link>
        }
      />
    );
  }
  return children;
}
