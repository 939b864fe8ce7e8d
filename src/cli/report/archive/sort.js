// Puts a button into each heading of a column. Without it, every table stands in the order of the archive.
for (const table of document.querySelectorAll("section:not(#overview) table")) {
  const body = table.tBodies[0];
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const rising = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const rows = [...body.rows];
      rows.sort((a, b) => compare(a.cells[column].textContent, b.cells[column].textContent));
      if (!rising) rows.reverse();
      for (const row of rows) body.append(row);
    });
  });
}
