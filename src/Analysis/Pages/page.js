
// What the page does when somebody points at a map or turns a switch. Without it everything but these two is there.
"use strict";
(() => {
  const svgNames = "http://www.w3.org/2000/svg";
  const tip = document.getElementById("tip");
  const said = document.getElementById("said");
  let shown = null; // the cell that is told of: {rect, column, row}
  let isPinned = false;

  function element(name, text, styleClass) {
    const made = document.createElement(name);
    made.textContent = text;
    if (styleClass) {
      made.className = styleClass;
    }
    return made;
  }

  // The lines of a cell: the map's name, where the cell lies, and its values by field.
  function linesOf(grid, column, row) {
    const range = (axis, cell) => `${axis.label} ${axis.edges[cell]} – ${axis.edges[cell + 1]}`;
    const values = grid.cells[row * (grid.x.edges.length - 1) + column];
    const told = (field, value) => value ? { ...field, value: field.before + value + field.after } : { ...field, value: field.otherwise, typed: false };
    const fields = values ? grid.fields.map((field, i) => told(field, values[i])).filter(field => field.value !== "") : [];
    // An axis of a single cell is there for the map's sake and tells nothing.
    const where = [[grid.x, column], [grid.y, row]].filter(([axis]) => axis.edges.length > 2).map(([axis, cell]) => range(axis, cell));
    return { name: grid.name, where, fields, none: values ? "" : grid.none };
  }

  function fill(lines) {
    const name = element("p", "");
    name.append(element("strong", lines.name));
    const list = element("dl", "");
    for (const field of lines.fields) {
      list.append(element("dt", field.label, field.typed ? "typed" : ""));
      const value = element("dd", field.typed ? "" : field.value, field.typed ? "typed" : "");
      if (field.typed) {
        value.append(element("code", field.value));
      }
      list.append(value);
    }
    tip.replaceChildren(name, ...lines.where.map(text => element("p", text, "where")), lines.none ? element("p", lines.none) : list);
  }

  function boxOf(rect, grid, column, row) {
    const all = rect.getBoundingClientRect();
    const width = all.width / (grid.x.edges.length - 1);
    const height = all.height / (grid.y.edges.length - 1);
    return { left: all.left + column * width, top: all.bottom - (row + 1) * height, width, height };
  }

  // Beside the cell where there is room, else below or above it; never beyond the window, so that the page does not grow.
  function place(cell) {
    const gap = 12;
    const room = document.documentElement.clientWidth;
    const { width, height } = tip.getBoundingClientRect();
    const right = cell.left + cell.width + gap;
    const left = cell.left - gap - width;
    const isBeside = right + width <= room - 4 || left >= 4;
    const below = cell.top + cell.height + gap;
    let x = right + width <= room - 4 ? right : left;
    let y = cell.top;
    if (!isBeside) {
      x = Math.max(4, Math.min(cell.left, room - width - 4));
      y = below + height <= window.innerHeight - 4 ? below : cell.top - gap - height;
    }
    y = Math.max(4, Math.min(y, window.innerHeight - height - 4));
    tip.style.left = `${x + window.scrollX}px`;
    tip.style.top = `${y + window.scrollY}px`;
  }

  function markCell(rect, grid, column, row) {
    document.querySelectorAll(".cursor").forEach(mark => mark.remove());
    const number = name => Number(rect.getAttribute(name));
    const width = number("width") / (grid.x.edges.length - 1);
    const height = number("height") / (grid.y.edges.length - 1);
    for (const styleClass of ["cursor around", "cursor"]) {
      const mark = document.createElementNS(svgNames, "rect");
      mark.setAttribute("class", styleClass);
      mark.setAttribute("x", number("x") + column * width);
      mark.setAttribute("y", number("y") + number("height") - (row + 1) * height);
      mark.setAttribute("width", width);
      mark.setAttribute("height", height);
      rect.before(mark);
    }
  }

  function show(rect, grid, column, row) {
    if (shown && !tip.hidden && shown.rect === rect && shown.column === column && shown.row === row) {
      return;
    }
    shown = { rect, column, row };
    fill(linesOf(grid, column, row));
    tip.hidden = false;
    markCell(rect, grid, column, row);
    place(boxOf(rect, grid, column, row));
  }

  function pin(on) {
    isPinned = on;
    tip.classList.toggle("pinned", on);
  }

  function hide() {
    pin(false);
    tip.hidden = true;
    document.querySelectorAll(".cursor").forEach(mark => mark.remove());
  }

  function say(grid, column, row) {
    const lines = linesOf(grid, column, row);
    said.textContent = [lines.name, ...lines.where, lines.none, ...lines.fields.map(field => `${field.label} ${field.value}`)].filter(text => text).join(", ");
  }

  function cellAt(rect, grid, event) {
    const all = rect.getBoundingClientRect();
    const clamp = (value, count) => Math.max(0, Math.min(count - 1, Math.floor(value * count)));
    return [clamp((event.clientX - all.left) / all.width, grid.x.edges.length - 1), clamp((all.bottom - event.clientY) / all.height, grid.y.edges.length - 1)];
  }

  function follow(rect, grid) {
    const columns = grid.x.edges.length - 1;
    const rows = grid.y.edges.length - 1;
    let [column, row] = [columns >> 1, rows >> 1];
    const steps = {
      ArrowLeft: () => [column - 1, row], ArrowRight: () => [column + 1, row], ArrowUp: () => [column, row + 1], ArrowDown: () => [column, row - 1],
      Home: () => [0, row], End: () => [columns - 1, row], PageUp: () => [column, rows - 1], PageDown: () => [column, 0],
    };
    const showHere = () => {
      show(rect, grid, column, row);
      say(grid, column, row);
    };
    rect.setAttribute("tabindex", "0");
    rect.setAttribute("role", "application");
    rect.setAttribute("aria-label", `Map of ${grid.name}: ${grid.x.label} by ${grid.y.label}. Arrow keys go from cell to cell, Enter keeps what is told, Escape closes it.`);
    rect.addEventListener("pointermove", event => {
      if (!isPinned) {
        [column, row] = cellAt(rect, grid, event);
        show(rect, grid, column, row);
      }
    });
    rect.addEventListener("pointerleave", event => {
      if (!isPinned && event.pointerType !== "touch" && !rect.matches(":focus-visible")) {
        hide();
      }
    });
    rect.addEventListener("click", event => {
      const before = shown;
      [column, row] = cellAt(rect, grid, event);
      const again = isPinned && before.rect === rect && before.column === column && before.row === row;
      show(rect, grid, column, row);
      pin(!again);
    });
    rect.addEventListener("focus", () => {
      if (rect.matches(":focus-visible")) {
        pin(false);
        showHere();
      }
    });
    rect.addEventListener("blur", () => {
      if (!isPinned) {
        hide();
      }
    });
    rect.addEventListener("keydown", event => {
      if (event.key === "Enter") {
        showHere();
        pin(!isPinned);
      } else if (steps[event.key] && !event.altKey && !event.ctrlKey && !event.metaKey) {
        const [x, y] = steps[event.key]();
        column = Math.max(0, Math.min(columns - 1, x));
        row = Math.max(0, Math.min(rows - 1, y));
        pin(false);
        showHere();
        event.preventDefault();
      }
    });
  }

  // Panels of the versions that are shown close ranks, and what stands below them moves up.
  function closeRanks(svg) {
    const place = panel => ["x", "y"].map(name => Number(panel.querySelector(".grid").getAttribute(name)));
    const panels = [...svg.querySelectorAll(".panel[data-versions]")].filter(panel => panel.querySelector(".grid"));
    if (panels.length === 0) {
      return;
    }
    const places = panels.map(place);
    const perRow = places.filter(([, y]) => y === places[0][1]).length;
    const left = panels.filter(panel => !panel.classList.contains("off"));
    left.forEach((panel, slot) => {
      const [x, y] = place(panel);
      panel.setAttribute("transform", `translate(${places[slot][0] - x} ${places[slot][1] - y})`);
    });
    svg.querySelectorAll(".rows").forEach((labels, row) => labels.classList.toggle("off", row * perRow >= left.length));
    const rows = Math.ceil(panels.length / perRow);
    const step = rows > 1 ? places[perRow][1] - places[0][1] : 0;
    const saved = (rows - Math.ceil(left.length / perRow)) * step;
    svg.dataset.height ??= svg.getAttribute("height");
    const height = Number(svg.dataset.height) - saved;
    svg.querySelectorAll(".legend").forEach(legend => legend.setAttribute("transform", `translate(0 ${-saved})`));
    svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${height}`);
    svg.setAttribute("height", height);
  }

  function showVersions(boxes) {
    const on = new Set(boxes.filter(box => box.checked).map(box => box.value));
    // One at least stays, or there would be nothing to see.
    boxes.forEach(box => { box.disabled = on.size === 1 && box.checked; });
    document.querySelectorAll("[data-versions]").forEach(part =>
      part.classList.toggle("off", !part.dataset.versions.split(" ").every(version => on.has(version))));
    document.querySelectorAll("svg.ws").forEach(closeRanks);
    hide();
  }

  // The dark style has its condition as an attribute; a switch overrules it. Paper stays light.
  function switchTheme(dark, system, choice) {
    dark.media = { auto: system, light: "not all", dark: "screen" }[choice];
  }

  document.querySelectorAll("figure").forEach(figure => {
    const data = figure.querySelector("script.cells");
    const grids = data ? JSON.parse(data.textContent).grids : [];
    figure.querySelectorAll(".grid").forEach(rect => follow(rect, grids[Number(rect.dataset.grid)]));
    if (grids.length > 0) {
      // A picture has no parts that could be reached; a group has.
      figure.querySelectorAll("svg").forEach(svg => svg.setAttribute("role", "group"));
    }
  });

  const boxes = [...document.querySelectorAll("input[name=version]")];
  boxes.forEach(box => box.addEventListener("change", () => showVersions(boxes)));
  const dark = document.getElementById("dark");
  const system = dark.media;
  document.querySelectorAll("input[name=theme]").forEach(choice => choice.addEventListener("change", () => switchTheme(dark, system, choice.value)));
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      hide();
    }
  });
  document.addEventListener("pointerdown", event => {
    if (!tip.contains(event.target) && !event.target.closest(".grid")) {
      hide();
    }
  });
  document.querySelector(".controls").hidden = false;
  document.documentElement.classList.add("live");
})();
