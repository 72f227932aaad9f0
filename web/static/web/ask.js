// A page to try GraphQL on: asks, shows rows as a table, and offers what can be asked.
(() => {
  "use strict";
  const asking = document.querySelector("[data-ask]");
  const byId = (id) => document.getElementById(id);
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];

  const ask = async (query, variables) => {
    const answer = await fetch(asking.dataset.address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ query, variables }),
    });
    return answer.json();
  };

  // The first list of flat records in an answer, connections unwrapped.
  const rowsOf = (value) => {
    if (Array.isArray(value)) {
      const rows = value.map((each) => each?.node ?? each);
      return rows.length && typeof rows[0] === "object" && rows[0] !== null ? rows : null;
    }
    if (value && typeof value === "object") {
      for (const each of Object.values(value)) {
        const found = rowsOf(each);
        if (found) return found;
      }
    }
    return null;
  };

  const cell = (kind, text) => {
    const made = document.createElement(kind);
    made.textContent = text;
    if (kind === "th") made.scope = "col";
    return made;
  };

  const showTable = (rows) => {
    const place = byId("ask-table");
    place.replaceChildren();
    if (!rows) return;
    const names = [...new Set(rows.slice(0, 200).flatMap((row) => Object.keys(row)))];
    const table = document.createElement("table");
    table.className = "table";
    const head = table.createTHead().insertRow();
    names.forEach((name) => head.append(cell("th", name)));
    const body = table.createTBody();
    for (const row of rows.slice(0, 200)) {
      const line = body.insertRow();
      for (const name of names) {
        const value = row[name];
        line.append(cell("td", value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : value));
      }
    }
    place.append(table);
  };

  const run = async () => {
    const status = byId("ask-status");
    let variables = {};
    try {
      variables = JSON.parse(byId("ask-variables").value || "{}");
    } catch (error) {
      status.textContent = String(error.message);
      return;
    }
    const began = performance.now();
    status.textContent = "…";
    try {
      const answer = await ask(byId("ask-document").value, variables);
      const rows = rowsOf(answer.data);
      const took = `${asking.dataset.answered} ${Math.round(performance.now() - began)} ms`;
      status.textContent = answer.errors
        ? answer.errors.map((each) => each.message).join(" ")
        : rows ? `${took}, ${rows.length} ${asking.dataset.rows}` : took;
      byId("ask-json").textContent = JSON.stringify(answer, null, 2);
      showTable(rows);
    } catch {
      status.textContent = asking.dataset.failed;
    }
  };

  const plain = (type) => {
    let of = type;
    while (of.ofType) of = of.ofType;
    return of;
  };

  const TYPE = "{ kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }";
  const leafFields = async (name) => {
    const answer = await ask(`query ($name: String!) { __type(name: $name) { fields { name args { type { kind } } type ${TYPE} } } }`, { name });
    return answer.data.__type?.fields ?? [];
  };

  // A document to start from: the values of the records that a field leads to.
  const started = async (field) => {
    const to = plain(field.type);
    const needed = field.args.filter((each) => each.type.kind === "NON_NULL").map((each) => `${each.name}: `);
    let given = needed.length ? `(${needed.join(", ")})` : "";
    if (to.kind !== "OBJECT") return `{ ${field.name}${given} }`;
    let fields = await leafFields(to.name);
    const edges = fields.find((each) => each.name === "edges");
    const leaves = (all) => all.filter((each) => ["SCALAR", "ENUM"].includes(plain(each.type).kind)).slice(0, 12).map((each) => each.name);
    if (!edges) {
      if (!given && field.args.some((each) => each.name === "first")) given = "(first: 20)";
      return `{\n  ${field.name}${given} {\n    ${leaves(fields).join("\n    ")}\n  }\n}`;
    }
    const edge = await leafFields(plain(edges.type).name);
    fields = await leafFields(plain(edge.find((each) => each.name === "node").type).name);
    if (!given) given = "(first: 20)";
    return `{\n  ${field.name}${given} {\n    totalCount\n    edges {\n      node {\n        ${leaves(fields).join("\n        ")}\n      }\n    }\n  }\n}`;
  };

  const offer = async () => {
    const answer = await ask(`{ __schema { queryType { fields { name description args { name type { kind } } type ${TYPE} } } } }`, {});
    const list = byId("ask-fields");
    for (const field of answer.data.__schema.queryType.fields) {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain";
      button.textContent = field.name;
      const said = document.createElement("span");
      said.className = "soft";
      said.textContent = field.description ?? "";
      button.append(said);
      button.addEventListener("click", async () => {
        byId("ask-document").value = await started(field);
        byId("ask-document").focus();
      });
      item.append(button);
      list.append(item);
    }
  };

  document.querySelector("[data-ask-form]").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  byId("ask-document").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  byId("ask-filter").addEventListener("input", (event) => {
    const sought = event.target.value.toLowerCase();
    for (const item of byId("ask-fields").children) item.hidden = !item.textContent.toLowerCase().includes(sought);
  });
  offer();
})();
