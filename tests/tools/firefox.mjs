// Loads the extension into a real Firefox for one session, pairs it with a desk that says yes, and tells how that went: node firefox.mjs FOLDER
// Firefox is spoken to by Marionette, the protocol that geckodriver speaks to it: a length, a colon and JSON over TCP.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PATIENCE = 30_000;
const folder = resolve(process.argv[2]);
const { id } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")).browser_specific_settings.gecko;
const profile = mkdtempSync(join(tmpdir(), "serjeant-firefox-"));
// Chrome's own scripts may be run only where it was asked for at the start; a profile of this run's own holds nothing else.
const firefox = spawn("firefox-esr", ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile], { stdio: "ignore", env: { ...process.env, HOME: profile } });

async function until(what, look) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`Firefox: ${what} did not come in time.`);
}

/** A session: ask(command, parameters). */
async function marionette() {
  const port = join(profile, "MarionetteActivePort");
  await until("its port", () => existsSync(port));
  const socket = connect(Number(readFileSync(port, "utf8")), "127.0.0.1");
  const waiting = new Map();
  let bytes = Buffer.alloc(0);
  socket.on("data", (more) => {
    bytes = Buffer.concat([bytes, more]);
    for (let colon; (colon = bytes.indexOf(":")) > 0; ) {
      const end = colon + 1 + Number(bytes.toString("latin1", 0, colon));
      if (bytes.length < end) return;
      const [, number, problem, result] = [].concat(JSON.parse(bytes.toString("utf8", colon + 1, end)));
      bytes = bytes.subarray(end);
      const { yes, no } = waiting.get(number) ?? {};
      problem ? no?.(new Error(problem.message)) : yes?.(result);
    }
  });
  let number = 0;
  return (command, parameters = {}) => new Promise((yes, no) => {
    waiting.set(++number, { yes, no });
    const text = JSON.stringify([0, number, command, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
}

/** Says yes to whoever pairs, and what it was asked. */
async function desk() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume().on("end", () => response.setHeader("Content-Type", "application/json")
      .end(JSON.stringify({ token: "t", person: { id: 1, name: "Sam" }, office: "An office", cases: [] })));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { asked, origin: `http://127.0.0.1:${server.address().port}` };
}

try {
  const ask = await marionette();
  const script = async (where, text, ...args) => {
    await ask("Marionette:SetContext", { value: where });
    return (await ask("WebDriver:ExecuteScript", { script: text, args })).value;
  };
  const { capabilities } = await ask("WebDriver:NewSession", {});
  await ask("Addon:Install", { path: folder, temporary: true });
  const background = await until("the background page", async () => {
    const state = await script("chrome", "return WebExtensionPolicy.getByID(arguments[0])?.extension?.backgroundState", id);
    return state === "running" || state === "stopped" ? state : null;
  });
  const { host, warnings, errors } = await script("chrome", "const { mozExtensionHostname: host, extension: { warnings, errors } } = WebExtensionPolicy.getByID(arguments[0]); return { host, warnings, errors }", id);
  await ask("Marionette:SetContext", { value: "content" });
  await ask("WebDriver:Navigate", { url: `moz-extension://${host}/popup.html` });
  // The window asks the background page what to show: its answer makes the form seen.
  const popup = await until("the window's form", () => script("content", "return document.querySelector('#pair-form')?.checkVisibility() && document.body.innerText"));
  // Leave to reach the desk is given without the question, which is Firefox's own window.
  await script("chrome", "Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false)");
  const { asked, origin } = await desk();
  await script("content", "document.querySelector('#address').value = arguments[0]; document.querySelector('#code').value = 'ABCD-EFGH'", origin);
  const { value: button } = await ask("WebDriver:FindElement", { using: "css selector", value: "#pair-button" });
  await ask("WebDriver:ElementClick", { id: Object.values(button)[0] });
  const paired = await until("the pairing", () => script("content", "return document.body.innerText.includes('An office') && document.body.innerText"));
  const scripts = await script("chrome", "return Services.console.getMessageArray().filter(m => m instanceof Ci.nsIScriptError && m.sourceName?.startsWith('moz-extension:') && !(m.flags & Ci.nsIScriptError.warningFlag)).map(m => `${m.sourceName.replace(/^.*\\/\\/[^/]*/, '')}:${m.lineNumber} ${m.errorMessage}`)");
  // A permission that this browser has not is left out and told of; the code asks whether the thing is there.
  const unknown = warnings.map((w) => /Value "([^"]+)"/.exec(w)?.[1] ?? w);
  console.log(JSON.stringify({ browser: `${capabilities.browserName} ${capabilities.browserVersion}`, background, popup, paired, asked, unknown, errors: [...errors, ...scripts] }));
} finally {
  firefox.kill();
  if (firefox.exitCode === null) await new Promise((done) => firefox.on("exit", done));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);
