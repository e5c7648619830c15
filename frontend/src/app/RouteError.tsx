// What is shown when an address leads nowhere, or a page breaks?
import { Button, Result } from "antd";
import { useTranslation } from "react-i18next";

export function RouteError({ notFound = false }: { notFound?: boolean }) {
  const { t } = useTranslation();
  return (
    <Result
      status={notFound ? "404" : "error"}
      title={t(notFound ? "notFound.title" : "broken.title")}
      subTitle={t(notFound ? "notFound.detail" : "broken.detail")}
      extra={
        <Button type="primary" href="/">
          {t("guard.home")}
        </Button>
      }
    />
  );
}
