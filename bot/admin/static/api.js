// Talks to the operator's API and to the desk's login, which is the same.

export class Api {
  constructor() { this.csrf = ""; }

  async call(method, path, body) {
    const headers = { Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (method !== "GET") headers["X-CSRF-Token"] = this.csrf;
    const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    if (answer.ok) return answer.status === 204 ? null : answer.json();
    throw await refusal(answer.status, await answer.text());
  }

  get(path) { return this.call("GET", path); }
  post(path, body) { return this.call("POST", path, body ?? {}); }

  // Sends a file as it is; tells how much of it is gone (0 to 1).
  upload(path, file, told) {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.open("POST", path);
      request.setRequestHeader("X-CSRF-Token", this.csrf);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) told(event.loaded / event.total); });
      request.addEventListener("load", () => (request.status < 300 ? done(JSON.parse(request.responseText)) : failed(refusal(request.status, request.responseText))));
      request.addEventListener("error", () => failed(refusal(0, "")));
      request.send(file);
    });
  }
}

function refusal(status, text) {
  let detail = "";
  try { detail = JSON.parse(text).detail; } catch { /* no problem document: the status says it */ }
  return Object.assign(new Error(detail || String(status)), { status });
}
