// The frame of every page: brand, the menu of the caller's role, language, account.
import { DownOutlined, MenuOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Drawer, Dropdown, Tag } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, useLocation, useNavigate } from "react-router";
import { useSession } from "@/features/identity/session";
import { setLanguage } from "@/i18n";

interface Entry {
  to: string;
  key: string;
}

const PUBLIC: Entry[] = [
  { to: "/", key: "nav.pool" },
  { to: "/calculator", key: "nav.calculator" },
];
const VENDOR: Entry[] = [{ to: "/my/solutions", key: "nav.mySolutions" }];
const BUYER: Entry[] = [{ to: "/my/scenarios", key: "nav.myScenarios" }];
const OPERATOR: Entry[] = [
  { to: "/reviews", key: "nav.reviews" },
  { to: "/claim-settings", key: "nav.claimSettings" },
  { to: "/report", key: "nav.report" },
  { to: "/allocation", key: "nav.allocation" },
  { to: "/models", key: "nav.models" },
  { to: "/imports", key: "nav.imports" },
  { to: "/jobs", key: "nav.jobs" },
];

function useEntries(): Entry[] {
  const { me, is } = useSession();
  if (!me) return PUBLIC;
  const own = [
    ...(is("vendor") ? VENDOR : []),
    ...(is("buyer") ? BUYER : []),
    { to: "/deals", key: "nav.deals" },
    { to: "/claims", key: "nav.claims" },
    ...(is("vendor")
      ? [
          { to: "/plan", key: "nav.plan" },
          { to: "/room", key: "nav.room" },
        ]
      : []),
    ...(is("operator") ? OPERATOR : []),
  ];
  return [{ to: "/workbench", key: "nav.workbench" }, ...own, ...PUBLIC];
}

export function Shell() {
  const { t, i18n } = useTranslation();
  const { me, is, loading, leave } = useSession();
  const entries = useEntries();
  const [open, setOpen] = useState(false);
  const location = useLocation();
  const navigate = useNavigate();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes whenever the address changes
  useEffect(() => setOpen(false), [location.pathname]);

  const links = entries.map((entry) => (
    <NavLink key={entry.to} to={entry.to} end={entry.to === "/"}>
      {t(entry.key)}
    </NavLink>
  ));
  const other = i18n.language === "en" ? "zh" : "en";
  const languageSwitch = (
    <Button
      type="text"
      lang={other === "en" ? "en" : "zh-CN"}
      onClick={() => void setLanguage(other)}
    >
      {t("language.other")}
    </Button>
  );

  return (
    <>
      <a className="skip-link" href="#main">
        {t("nav.skip")}
      </a>
      <header className="topbar">
        <div className="topbar-inner">
          <Button
            className="only-narrow"
            type="text"
            icon={<MenuOutlined />}
            aria-label={t("nav.open")}
            onClick={() => setOpen(true)}
          />
          <Link to="/" className="brand">
            <img src="/favicon.svg" alt="" width={24} height={24} />
            <span>{t("brand")}</span>
          </Link>
          <nav className="mainnav only-wide" aria-label={t("nav.main")}>
            {links}
          </nav>
          <div className="topbar-end">
            {languageSwitch}
            {me ? (
              <Dropdown
                trigger={["click"]}
                menu={{
                  items: [
                    {
                      key: "who",
                      disabled: true,
                      label: (
                        <div className="who">
                          <strong>{me.organisation.name}</strong>
                          <span>{me.user.email}</span>
                          <span>
                            {me.organisation.kinds.map((kind) => (
                              <Tag key={kind}>{t(`kind.${kind}`)}</Tag>
                            ))}
                          </span>
                        </div>
                      ),
                    },
                    { type: "divider" },
                    ...(is("operator") ? [] : [{ key: "learning", label: t("nav.learning") }]),
                    { key: "leave", label: t("nav.leave") },
                  ],
                  onClick: ({ key }) => {
                    if (key === "learning") navigate("/algorithm");
                    if (key === "leave") void leave().then(() => navigate("/"));
                  },
                }}
              >
                <Button
                  type="text"
                  icon={<UserOutlined />}
                  aria-label={`${t("nav.account")} ${me.user.name}`}
                >
                  <span className="only-wide">{me.user.name}</span> <DownOutlined />
                </Button>
              </Dropdown>
            ) : (
              !loading && (
                <>
                  <Link to="/login">
                    <Button type="primary">{t("nav.login")}</Button>
                  </Link>
                  <Link to="/register" className="only-wide">
                    <Button>{t("nav.register")}</Button>
                  </Link>
                </>
              )
            )}
          </div>
        </div>
      </header>
      <Drawer
        placement="left"
        size={240}
        open={open}
        onClose={() => setOpen(false)}
        title={t("brand")}
      >
        <nav className="sidenav" aria-label={t("nav.main")}>
          {links}
          {!me && <NavLink to="/register">{t("nav.register")}</NavLink>}
        </nav>
      </Drawer>
      <main id="main" className="page" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="footer">
        {t("footer")} · <Link to="/algorithm">{t("nav.algorithm")}</Link>
      </footer>
    </>
  );
}
