// What do buyers need? Reading, writing and listing scenarios.
export { MyScenariosPage } from "./MyScenariosPage";
export { ScenarioFormPage } from "./ScenarioFormPage";
export { ScenarioPage } from "./ScenarioPage";
