// Follows a weather station over HTTP: a request in JSON, server-sent events as the answer. Needs Node.js alone.
//
// Run `cargo run -p streaming`, and beside it: node examples/streaming/clients/http_client.mjs http://127.0.0.1:8080

const [address = "http://127.0.0.1:8080"] = process.argv.slice(2);
const response = await fetch(`${address}/api/station/follow`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ limit: 3 }),
});
if (!response.ok) throw new Error((await response.json()).detail);

let text = "";
for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
  text += piece;
  const events = text.split("\n\n");
  text = events.pop();
  for (const event of events) show(event);
}

// An event is lines such as `data: {..}`; one with a name of its own ends the feed.
function show(event) {
  const lines = event.split("\n");
  const data = lines.filter((line) => line.startsWith("data: ")).map((line) => line.slice(6)).join("\n");
  const name = lines.find((line) => line.startsWith("event: "))?.slice(7);
  if (name === "error") throw new Error(JSON.parse(data).detail);
  if (data === "" || name !== undefined) return;
  const reading = JSON.parse(data);
  console.log(`${reading.number}: ${reading.temperature} °C`);
}
