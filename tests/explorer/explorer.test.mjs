// Uses the page at / as people do: Chromium, the page that is built into the server, the server of DRAGOMAN_BINARY.
import { after } from "node:test";
import { Browser } from "./browser.mjs";
import { busy } from "./busy.mjs";
import { journeys } from "./journeys.mjs";
import { looks } from "./looks.mjs";
import { states } from "./states.mjs";

const browser = await Browser.start();
after(() => browser.stop());

states(browser);
journeys(browser);
looks(browser);
busy(browser);
