// Bundles the form editor from npm into one file, without what the forms never use (code highlighting, maps, image
// converters, other languages). Run by maintainers: npm install @sveltia/cms@0.221.1 esbuild && node build.mjs; then
// licences.mjs for LICENSES.txt.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import esbuild from "esbuild";

const unused = /^@shikijs\/(langs|themes)|shiki-engine|react-dom|heic|webp_enc|^svgo|^(leaflet|terra-draw)|locales\/.*\.json$/;
const kept = /locales\/zh-CN\.json$/;
const empty = {
  name: "empty",
  setup(build) {
    build.onResolve({ filter: unused }, (file) => (kept.test(file.path) ? undefined : { path: file.path, namespace: "empty" }));
    build.onLoad({ filter: /.*/, namespace: "empty" }, (file) =>
      file.path.endsWith(".json") ? { contents: "{}", loader: "json" } : { contents: "export default {}", loader: "js" },
    );
  },
};
await esbuild.build({
  stdin: { contents: 'import CMS from "@sveltia/cms"; CMS.init();', resolveDir: "." },
  bundle: true,
  format: "esm",
  minify: true,
  legalComments: "none",
  outfile: "sveltia-cms.js",
  plugins: [empty],
});

// Fonts come from beside the page, never from a CDN.
let text = readFileSync("sveltia-cms.js", "utf8");
for (const name of readdirSync("assets").filter((name) => name.endsWith(".woff2"))) {
  const family = name.match(/^(source-sans-3|noto-mono|material-symbols-outlined)/)[0];
  text = text.replace(new RegExp(`https://cdn\\.jsdelivr\\.net/fontsource/fonts/${family}[^)]*\\.woff2`, "g"), `assets/${name}`);
}
writeFileSync("sveltia-cms.js", text);
