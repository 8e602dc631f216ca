// What warcio makes of a web archive: node warc.mjs check FILE | index FILE | surt < ADDRESSES
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { basename } from "node:path";
import { CDXIndexer, WARCParser, getSurt } from "warcio";

const [what, file] = process.argv.slice(2);

// Computes each digest again from the bytes that warcio takes for the block (messages not parsed) and for the payload (parsed).
async function digests(parseHttp) {
  const found = [];
  for await (const record of new WARCParser(createReadStream(file), { keepHeadersCase: true, parseHttp })) {
    const payload = await record.readFully(false);
    found.push({
      type: record.warcType,
      address: record.warcTargetURI,
      said: parseHttp ? record.warcPayloadDigest : record.warcBlockDigest,
      is: "sha256:" + createHash("sha256").update(payload).digest("hex"),
    });
  }
  return found;
}

if (what === "check") {
  const blocks = await digests(false);
  const payloads = (await digests(true)).filter((r) => r.said);
  const wrong = [...blocks, ...payloads].filter((r) => r.said !== r.is);
  console.log(JSON.stringify({ blocks: blocks.length, payloads: payloads.length, wrong }));
  process.exitCode = wrong.length ? 1 : 0;
} else if (what === "index") {
  const indexer = new CDXIndexer({ format: "cdxj" });
  for await (const line of indexer.iterIndex([{ filename: basename(file), reader: createReadStream(file) }])) console.log(JSON.stringify(line));
} else {
  console.log(readFileSync(0, "utf8").trimEnd().split("\n").map(getSurt).join("\n"));
}
