// How does a person come in? Signing in and registering an organisation.
export { LoginPage } from "./LoginPage";
export { RegisterPage } from "./RegisterPage";
