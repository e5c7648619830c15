// From invitation to contract: the list of deals.
export { DealsPage } from "./DealsPage";
