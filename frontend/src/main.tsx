import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startI18n } from "./i18n";
// In this order: later rules win.
import "./app/styles/frame.css";
import "./app/styles/pieces.css";
import "./app/styles/compare.css";
import "./app/styles/finish.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

void startI18n().then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
