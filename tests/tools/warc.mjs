// What warcio makes of a web archive, and whether it read all of it: node warc.mjs check FILE | index FILE | surt < ADDRESSES
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { basename } from "node:path";
import { inflateRawSync } from "node:zlib";
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

// The same file cut into records without warcio, which takes a damaged one for the end of the file and says nothing.
function* records() {
  const bytes = readFileSync(file);
  for (let at = 0; at < bytes.length; ) {
    const packed = bytes[at] === 0x1f && bytes[at + 1] === 0x8b;
    const { record, length } = packed ? unpacked(bytes, at) : { record: bytes.subarray(at) };
    const end = record.indexOf("\r\n\r\n");
    const said = /^WARC\/1\.[01]\r\n/.test(record.toString("latin1", 0, 10)) && /\r\nContent-Length: *(\d+)\r\n/i.exec(record.toString("latin1", 0, end + 2));
    if (end < 0 || !said) throw new Error(`no record at byte ${at}`);
    const whole = end + 4 + Number(said[1]) + 4;
    if (record.length < whole || (packed && record.length > whole)) throw new Error(`the record at byte ${at} is not as long as it says`);
    yield record;
    at += length ?? whole;
  }
}

// One member (RFC 1952 section 2.3), as our writer and warcio's make it: no optional fields.
function unpacked(bytes, at) {
  if (bytes[at + 2] !== 8 || bytes[at + 3] !== 0) throw new Error(`a packed record with optional fields at byte ${at}`);
  const { buffer, engine } = inflateRawSync(bytes.subarray(at + 10), { info: true });
  const trailer = at + 10 + engine.bytesWritten;
  if (trailer + 8 > bytes.length || bytes.readUInt32LE(trailer + 4) !== buffer.length % 2 ** 32) throw new Error(`the packed record at byte ${at} is cut or damaged`);
  return { record: buffer, length: trailer + 8 - at };
}

if (what === "check") {
  const held = [...records()].length;
  const blocks = await digests(false);
  const payloads = (await digests(true)).filter((r) => r.said);
  const wrong = [...blocks, ...payloads].filter((r) => r.said !== r.is);
  console.log(JSON.stringify({ held, blocks: blocks.length, payloads: payloads.length, wrong }));
  process.exitCode = wrong.length || blocks.length !== held ? 1 : 0;
} else if (what === "index") {
  const indexer = new CDXIndexer({ format: "cdxj" });
  for await (const line of indexer.iterIndex([{ filename: basename(file), reader: createReadStream(file) }])) console.log(JSON.stringify(line));
} else {
  console.log(readFileSync(0, "utf8").trimEnd().split("\n").map(getSurt).join("\n"));
}
