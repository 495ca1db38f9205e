// Hocuspocus without persistence; the load generator speaks to it on the port given.
import { Server } from "@hocuspocus/server";

const server = new Server({ port: Number(process.env.PORT), address: "127.0.0.1", quiet: true, debounce: 60000 });
await server.listen();
console.log("running");
