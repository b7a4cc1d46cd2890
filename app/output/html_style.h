// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How an HTML report looks, in light and in dark.
#pragma once

namespace stormglass {

inline constexpr const char* kHtmlStyle = R"css(
:root{--paper:#f7f8fa;--card:#fff;--ink:#16202e;--soft:#5b6778;--rule:#e1e5eb;--good:#0b7a4b;--bad:#c02637;--fault:#f59e0b;
--a:#2563eb;--b:#d9480f;--c:#0d9488;--d:#9333ea;--e:#b45309;--f:#475569}
@media(prefers-color-scheme:dark){:root{--paper:#0f141b;--card:#171e28;--ink:#e6ebf2;--soft:#98a5b6;--rule:#2a3442;
--good:#4ade80;--bad:#fb7185;--fault:#fbbf24;--a:#60a5fa;--b:#fb923c;--c:#2dd4bf;--d:#c084fc;--e:#fcd34d;--f:#94a3b8}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1100px;margin:0 auto;padding:32px 20px 64px}
h1{margin:0 0 8px;font-size:28px;line-height:1.2}h2{margin:40px 0 12px;font-size:19px}h3{margin:0 0 6px;font-size:15px}section>h3{margin-top:24px}
p{margin:0 0 12px}.brand{margin:0 0 4px;color:var(--soft);font-size:13px;letter-spacing:.04em}
.lead{max-width:75ch;color:var(--soft)}
.facts{display:flex;flex-wrap:wrap;gap:8px 32px;margin:16px 0 0}.facts dt{color:var(--soft);font-size:12px}.facts dd{margin:0}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:16px;margin-top:28px}
.card{background:var(--card);border:1px solid var(--rule);border-top:4px solid currentColor;border-radius:8px;padding:16px}
.card p{margin:0;color:var(--ink)}
.alarm{margin:20px 0 0;padding:12px 16px;border:1px solid var(--bad);border-radius:8px;color:var(--bad);background:var(--card)}
.wide{overflow-x:auto;background:var(--card);border:1px solid var(--rule);border-radius:8px}
.one{max-width:560px}.parts+.parts{margin-top:16px}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:7px 14px;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);font-weight:400}
thead th{color:var(--soft);font-size:13px}tbody tr:last-child>*{border-bottom:0}
.figures thead th{font-weight:600;color:var(--ink)}.figures th[scope=row]{white-space:nowrap}
tr.group th{padding-top:18px;color:var(--soft);font-size:13px;font-weight:600}
.number{text-align:right;white-space:nowrap}td small{display:block;color:var(--soft)}
.sub{padding-left:18px;color:var(--soft)}.good,td small.good{color:var(--good)}.bad,td small.bad{color:var(--bad)}
td small.different{color:var(--ink)}td.good,td.bad{white-space:nowrap;font-weight:600}
.code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px}
.hint{margin:8px 0 0;color:var(--soft);font-size:13px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:16px}
@media(max-width:520px){.charts{grid-template-columns:1fr}}
figure{margin:0;padding:14px 14px 8px;background:var(--card);border:1px solid var(--rule);border-radius:8px}
figcaption{margin-bottom:6px;font-weight:600;font-size:14px}svg{display:block;width:100%;height:auto}
.grid{stroke:var(--rule);stroke-width:1}.tick{fill:var(--soft);font-size:12px}
.line{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.line.reference{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 4}
rect.fault{fill:var(--fault);opacity:.16}rect.aside{fill:var(--soft);opacity:.11}
.c0,.k0{color:var(--a)}.c1,.k1{color:var(--b)}.c2,.k2{color:var(--c)}.c3,.k3{color:var(--d)}.c4,.k4{color:var(--e)}.c5,.k5{color:var(--f)}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:13px;color:var(--soft)}
.key{display:inline-block;width:18px;height:4px;margin-right:7px;vertical-align:middle;background:currentColor;border-radius:2px}
.key.reference{height:0;background:none;border-top:2px dashed var(--soft)}.key.fault{height:12px;background:var(--fault);opacity:.35}.key.aside{height:12px;background:var(--soft);opacity:.25}
details summary{cursor:pointer;margin-bottom:10px;color:var(--soft)}
pre{overflow-x:auto;margin:0;padding:12px 14px;background:var(--card);border:1px solid var(--rule);border-radius:8px}
footer{margin-top:40px;color:var(--soft)}footer p{margin-bottom:6px}
@media print{body{background:#fff}.card,.wide,figure{break-inside:avoid}}
)css";

}  // namespace stormglass
