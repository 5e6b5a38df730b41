/* Charts and the corridor map, drawn from the JSON beside them. The library is fetched only where a chart stands;
   without it the table under the chart says the same. Tooltips are text, since the page allows no inline style. */
const style = getComputedStyle(document.documentElement);
const value = (name) => style.getPropertyValue(name).trim();
const PARTS = ["--part-1", "--part-2", "--part-3", "--part-4", "--part-5", "--part-6"].map(value);
const OWNERS = { kr: value("--kr"), cn: value("--cn") };
const SYMBOLS = ["circle", "diamond", "rect", "triangle", "roundRect", "pin"];
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const grouped = new Intl.NumberFormat(document.documentElement.lang || "en");
const compact = new Intl.NumberFormat(document.documentElement.lang || "en", { notation: "compact" });
const fetched = new Map();

function fetchScript(url) {
  if (!fetched.has(url)) {
    fetched.set(url, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }));
  }
  return fetched.get(url);
}

const read = (id) => JSON.parse(document.getElementById(id).textContent);

function common(title) {
  return {
    animation: !still,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 14, color: value("--ink") },
    color: PARTS,
    aria: { enabled: true, label: { enabled: true, description: title } },
    tooltip: { renderMode: "richText", confine: true, textStyle: { fontSize: 14 }, backgroundColor: value("--paper"), borderColor: value("--line-strong") },
  };
}

function seriesOf(data) {
  const kind = data.type === "line" ? "line" : "bar";
  return data.series.map((one, order) => ({
    name: one.name,
    type: kind,
    data: one.values,
    stack: data.type === "stacked" ? "all" : undefined,
    barMaxWidth: 36,
    symbol: SYMBOLS[order % SYMBOLS.length],
    symbolSize: 8,
    lineStyle: { width: 2.5, type: ["solid", "dashed", "dotted"][order % 3] },
    itemStyle: one.administration ? { color: OWNERS[one.administration] } : undefined,
  }));
}

function chartOption(data, title) {
  const lying = data.type === "hbar";
  const names = { type: "category", data: data.labels, inverse: lying, axisTick: { show: false }, axisLabel: { fontSize: 14, color: value("--ink"), hideOverlap: !lying, ...(lying ? { width: 150, overflow: "break", lineHeight: 17 } : {}) } };
  const figures = { type: "value", axisLabel: { fontSize: 14, color: value("--ink-soft"), formatter: (n) => compact.format(n) }, splitLine: { lineStyle: { color: value("--line") } }, splitNumber: 4, minInterval: 1, max: data.unit === "%" ? ({ max }) => (max > 80 ? 100 : null) : null };
  const many = data.series.length > 1;
  return {
    ...common(title),
    legend: many ? { type: "scroll", top: 0, left: 0, right: 0, textStyle: { fontSize: 14, color: value("--ink") }, itemGap: 18 } : undefined,
    grid: { left: 4, right: lying ? 40 : 8, top: many ? 40 : 16, bottom: 6, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    tooltip: { ...common(title).tooltip, trigger: "axis", valueFormatter: (n) => `${grouped.format(n)}${data.unit ? ` ${data.unit}` : ""}` },
    series: seriesOf(data),
  };
}

function mapOption(data, title) {
  const places = new Map(data.ports.map((port) => [port.code, [port.lon, port.lat]]));
  const most = Math.max(1, ...data.routes.map((route) => route.value));
  const curve = data.routes.filter((route) => places.has(route.from) && places.has(route.to));
  const busiest = Math.max(1, ...data.ports.map((port) => port.value || 0));
  return {
    ...common(title),
    geo: { map: "base", roam: false, silent: true, boundingCoords: data.bounds || [[105, 43.5], [132, 20]], itemStyle: { areaColor: "#e6e9ee", borderColor: "#d3d8df", borderWidth: .5 }, label: { show: false }, top: 0, bottom: 0, left: 0, right: 0 },
    series: [
      { type: "lines", coordinateSystem: "geo", z: 2, data: curve.map((route) => ({ name: `${route.from} → ${route.to}`, value: route.value, coords: [places.get(route.from), places.get(route.to)], lineStyle: { width: 1 + 4 * route.value / most, type: route.mode === "sea" ? "solid" : "dashed" } })), lineStyle: { color: value("--accent"), opacity: .55, curveness: .18 } },
      { type: "scatter", coordinateSystem: "geo", z: 3, data: data.ports.map((port) => ({ name: port.name, value: [port.lon, port.lat, port.value || 0], symbol: port.administration === "cn" ? "diamond" : "circle", symbolSize: 9 + 14 * Math.sqrt((port.value || 0) / busiest), itemStyle: { color: OWNERS[port.administration] || value("--ink-soft"), borderColor: "#fff", borderWidth: 1.5 }, url: port.url })), tooltip: { formatter: (point) => `${point.name}  ${grouped.format(point.value[2])}` } },
    ],
  };
}

function networkOption(data, title) {
  const most = Math.max(1, ...data.links.map((link) => link.value));
  const kinds = data.kinds.map((name, order) => ({ name, symbol: SYMBOLS[order], itemStyle: { color: PARTS[order] } }));
  const short = (text) => (text.length > 22 ? `${text.slice(0, 21)}…` : text);
  return {
    ...common(title),
    legend: { data: data.kinds, top: 0, left: 0, type: "scroll", selectedMode: false, textStyle: { fontSize: 14, color: value("--ink") } },
    series: [{
      type: "graph", layout: "force", roam: false, categories: kinds, top: 44, bottom: 16, left: 60, right: 60,
      force: { repulsion: 260, edgeLength: [60, 140], gravity: .12, layoutAnimation: false },
      label: { show: true, position: "right", fontSize: 12, color: value("--ink"), formatter: (point) => short(point.name) },
      labelLayout: { hideOverlap: true },
      data: data.nodes.map((node) => ({ id: node.id, name: node.name, category: node.kind, symbolSize: node.kind ? 13 : 24, url: node.url })),
      links: data.links.map((link) => ({ source: link.source, target: link.target, value: link.value, lineStyle: { width: 1 + 4 * link.value / most, type: link.kind ? "dashed" : "solid", color: value("--ink-soft"), opacity: .5 } })),
    }],
  };
}

async function mount(element, prepare, id) {
  const title = element.dataset.title || "";
  await Promise.all([fetchScript(element.dataset.library), element.dataset.topojson && fetchScript(element.dataset.topojson), document.fonts.ready]);
  const option = await prepare(read(id), title, element);
  const chart = window.echarts.init(element, null, { renderer: "canvas" });
  chart.setOption(option);
  chart.on("click", (point) => { if (point.data?.url) window.location.assign(point.data.url); });
  new ResizeObserver(() => { if (element.clientWidth && element.clientWidth !== chart.getWidth()) chart.resize(); }).observe(element);
}

async function prepareMap(data, title, element) {
  const topology = await (await fetch(element.dataset.basemap)).json();
  const layer = topology.objects.countries || topology.objects.land || Object.values(topology.objects)[0];
  window.echarts.registerMap("base", window.topojson.feature(topology, layer));
  return mapOption(data, title);
}

function mountAll(root) {
  root.querySelectorAll("[data-chart]:not([data-drawn])").forEach((element) => { element.dataset.drawn = ""; mount(element, chartOption, element.dataset.chart); });
  root.querySelectorAll("[data-network]:not([data-drawn])").forEach((element) => { element.dataset.drawn = ""; mount(element, networkOption, element.dataset.network); });
  root.querySelectorAll("[data-map]:not([data-drawn])").forEach((element) => { element.dataset.drawn = ""; mount(element, prepareMap, element.dataset.map); });
}

mountAll(document);
document.body.addEventListener("htmx:afterSettle", () => mountAll(document));
