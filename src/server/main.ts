import { createConnection } from "vscode-languageserver/node";
import { startServer } from "./server.ts";

// The transport is named on the command line: --node-ipc (as VS Code starts it) or --stdio.
startServer(createConnection());
