// Gathers the licences of everything that the bundled editor consists of: the packages named in its source map.
// Run by maintainers beside build.mjs: node licences.mjs install | xargs npm install --ignore-scripts && node licences.mjs
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const editor = "node_modules/@sveltia/cms";
const own = ["@sveltia/cms", "immutable", "exifr", "turndown"];
const unused = /^(react-dom|@discourse\/heic|@jsquash\/webp|svgo|leaflet|terra-draw.*)$/; // as in build.mjs
const { sources } = JSON.parse(readFileSync(`${editor}/npm/index.js.map`, "utf8"));
const named = sources.flatMap((source) => {
  const found = source.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/);
  return found && !found[1].startsWith(".") && !unused.test(found[1]) ? [found[1]] : [];
});
const extra = readdirSync(`${editor}/npm/chunks`).some((name) => name.startsWith("react-")) ? ["react", "scheduler"] : [];
// What the editor's own author has made beside it is under the same licence and may not be published by itself.
const beside = (name) => name.startsWith("@sveltia/") && name !== "@sveltia/cms";
const besides = [...new Set(named.filter(beside))].sort();
const packages = [...new Set([...own, ...named, ...extra])].filter((name) => !beside(name)).sort();
if (process.argv[2] === "install") {
  console.log(packages.filter((name) => !own.includes(name)).join("\n"));
} else {
  const texts = new Map();
  for (const name of packages) {
    const folder = `node_modules/${name}`;
    const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
    const author = typeof about.author === "string" ? about.author : (about.author?.name ?? "its authors");
    const text = file
      ? readFileSync(`${folder}/${file}`, "utf8").replace(/\r/g, "").trim()
      : `${about.license} License, by ${author}, as its package says.`;
    texts.set(text, [...(texts.get(text) ?? []), own.includes(name) ? `${name} ${about.version}` : name, ...(name === own[0] ? besides : [])]);
  }
  const parts = [...texts].map(([text, names]) => `== ${names.join(", ")}\n${text}\n`);
  // Names and years stay; addresses of persons are not for every site that has a form.
  const address = /[ \t]*[<(]?(?:mailto:)?[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z.]*[A-Za-z][>)]?/g;
  writeFileSync("LICENSES.txt", parts.join("\n").replace(address, ""));
}
