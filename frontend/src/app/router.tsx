// Which page answers which address? Every feature is fetched only when it is opened.
import { Spin } from "antd";
import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { createBrowserRouter } from "react-router";
import type { OrganisationKind } from "@/api/types";
import { Guard } from "./Guard";
import { RouteError } from "./RouteError";
import { Shell } from "./Shell";

type Module = Record<string, ComponentType>;

function page(load: () => Promise<Module>, name: string, kinds?: OrganisationKind[] | "signed-in") {
  const Page = lazy(async () => {
    const found = (await load())[name];
    if (!found) throw new Error(`no page ${name}`);
    return { default: found };
  });
  const inner: ReactNode = (
    <Suspense fallback={<Spin className="page-spin" />}>
      <Page />
    </Suspense>
  );
  if (!kinds) return inner;
  return <Guard kinds={kinds === "signed-in" ? undefined : kinds}>{inner}</Guard>;
}

const identity = () => import("@/features/identity/pages") as Promise<Module>;
const supply = () => import("@/features/supply/pages") as Promise<Module>;
const demand = () => import("@/features/demand/pages") as Promise<Module>;
const matching = () => import("@/features/matching/pages") as Promise<Module>;
const deal = () => import("@/features/deal/pages") as Promise<Module>;
const joint = () => import("./pages") as Promise<Module>;
const award = () => import("@/features/award/pages") as Promise<Module>;
const insight = () => import("@/features/insight/pages") as Promise<Module>;
const operations = () => import("@/features/operations/pages") as Promise<Module>;
const search = () => import("@/features/matching/search") as Promise<Module>;

// One element under two addresses: saving a new draft changes the address and nothing else on the page.
const solutionForm = page(supply, "SolutionFormPage", ["vendor"]);
const scenarioForm = page(demand, "ScenarioFormPage", ["buyer"]);

export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <RouteError />,
    children: [
      { path: "/", element: page(search, "SearchPage") },
      { path: "/compare", element: page(search, "ComparePage") },
      { path: "/login", element: page(identity, "LoginPage") },
      { path: "/register", element: page(identity, "RegisterPage") },
      { path: "/calculator", element: page(award, "CalculatorPage") },
      { path: "/algorithm", element: page(matching, "AlgorithmPage") },
      { path: "/solutions/:id", element: page(supply, "SolutionPage") },
      { path: "/scenarios/:id", element: page(demand, "ScenarioPage") },
      { path: "/workbench", element: page(joint, "WorkbenchPage", "signed-in") },
      { path: "/my/solutions", element: page(supply, "MySolutionsPage", ["vendor"]) },
      { path: "/my/solutions/new", element: solutionForm },
      { path: "/my/solutions/:id/edit", element: solutionForm },
      {
        path: "/my/solutions/:id/matches",
        element: page(matching, "SolutionMatchesPage", ["vendor"]),
      },
      { path: "/my/scenarios", element: page(demand, "MyScenariosPage", ["buyer"]) },
      { path: "/my/scenarios/new", element: scenarioForm },
      { path: "/my/scenarios/:id/edit", element: scenarioForm },
      {
        path: "/my/scenarios/:id/matches",
        element: page(matching, "ScenarioMatchesPage", ["buyer", "operator"]),
      },
      { path: "/deals", element: page(deal, "DealsPage", "signed-in") },
      { path: "/deals/:id", element: page(joint, "DealPage", "signed-in") },
      { path: "/room", element: page(award, "RoomPage", ["vendor"]) },
      { path: "/plan", element: page(award, "PlanPage", "signed-in") },
      { path: "/claims", element: page(award, "ClaimsPage", "signed-in") },
      { path: "/claims/:id", element: page(award, "ClaimPage", "signed-in") },
      { path: "/claim-settings", element: page(award, "ClaimSettingsPage", ["operator"]) },
      { path: "/reviews", element: page(operations, "ReviewsPage", ["operator"]) },
      { path: "/report", element: page(insight, "ReportPage", ["operator"]) },
      { path: "/report/:figure", element: page(insight, "ReportRowsPage", ["operator"]) },
      { path: "/allocation", element: page(matching, "AllocationPage", ["operator"]) },
      { path: "/models", element: page(matching, "ModelsPage", ["operator"]) },
      { path: "/imports", element: page(operations, "ImportsPage", ["operator"]) },
      { path: "/jobs", element: page(operations, "JobsPage", ["operator"]) },
      { path: "*", element: <RouteError notFound /> },
    ],
  },
]);
