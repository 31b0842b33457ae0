// Loaded into VS Code's server: ends its whole process group when the process that started it is gone
// without having been able to clean up (killed hard, out of memory).
const parent = Number(process.env.GRADLENS_HOST_PARENT);

// Node hands its flags on to forked children, for whom this is none of their business.
if (process.ppid === parent) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(-process.pid, "SIGKILL");
  }, 1000).unref();
}
