// A stranger with Yjs and nothing of ours: reads the state of a document, changes it, and writes what it holds then.
// Usage: node yjs_client.mjs STATE [RESULT UPDATE]; prints what it read as JSON, and changes nothing without a place for it.
import fs from "node:fs";
import * as Y from "yjs";

const [state, result, update] = process.argv.slice(2);
const doc = new Y.Doc();
Y.applyUpdate(doc, fs.readFileSync(state));
const shapes = doc.getMap("shapes");
const read = {};
for (const [id, shape] of shapes) {
  const values = {};
  for (const [key, value] of shape) values[key] = value instanceof Y.Text ? value.toDelta() : value;
  read[id] = values;
}
const tables = Object.fromEntries(["meta", "pages", "layers"].map((name) => [name, doc.getMap(name).toJSON()]));
process.stdout.write(JSON.stringify({ ...tables, shapes: read }));

function change() {
  const moved = shapes.get("s1");
  moved.set("x", moved.get("x") + 40);
  moved.set("style.fill", "#123456");
  const label = shapes.get("s2").get("label");
  label.insert(0, "Yjs ", { bold: true });
  label.insert(label.length, " ✓");
  shapes.delete("s3");
  const made = new Y.Map();
  for (const [key, value] of shapes.get("s1")) if (key !== "label") made.set(key, value);
  made.set("x", -200);
  made.set("label", new Y.Text("drawn with Yjs"));
  shapes.set("from-yjs", made);
  doc.getMap("meta").set("title", "Changed with Yjs");
}

if (result) {
  const before = Y.encodeStateVector(doc);
  doc.transact(change);
  fs.writeFileSync(result, Y.encodeStateAsUpdate(doc));
  fs.writeFileSync(update, Y.encodeStateAsUpdate(doc, before));
}
