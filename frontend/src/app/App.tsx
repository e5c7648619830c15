// What every page stands on: language, theme, queries, session, routes.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import type { Locale } from "antd/es/locale";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router";
import { ApiError } from "@/api/problem";
import { SessionProvider } from "@/features/identity/session";
import { router } from "./router";
import { appTheme } from "./theme";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a lost connection is worth another try.
      retry: (count, error) =>
        count < 2 && (!(error instanceof ApiError) || error.problem.status === 0),
      refetchOnWindowFocus: false,
    },
  },
});

export function App() {
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<Locale>(zhCN);

  useEffect(() => {
    if (i18n.language === "en") {
      dayjs.locale("en");
      void import("antd/locale/en_US").then((module) => setLocale(module.default));
    } else {
      dayjs.locale("zh-cn");
      setLocale(zhCN);
    }
  }, [i18n.language]);

  return (
    <ConfigProvider locale={locale} theme={appTheme} button={{ autoInsertSpace: false }}>
      <AntApp message={{ maxCount: 2 }}>
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
