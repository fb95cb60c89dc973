/// How a page of ours looks: nothing from elsewhere, light or dark as the reader's machine is set.
package enum ReportStyle {
    package static let text = """
        :root{color-scheme:light dark;--ink:#1d2430;--quiet:#5b6676;--paper:#fff;--line:#dde2ea;--card:#f5f7fa;
        --a:#2f6fb5;--b:#c8622d;--good:#1d7f4f;--bad:#b3362e;--mark:#ffe9b8}
        @media(prefers-color-scheme:dark){:root{--ink:#e4e8ef;--quiet:#9aa6b8;--paper:#14181f;--line:#2c3440;--card:#1c222c;
        --a:#6aa5e6;--b:#e8935f;--good:#5cc48d;--bad:#f0857c;--mark:#5a4410}}
        *{box-sizing:border-box}
        body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:1.5rem 1rem 4rem;color:var(--ink);
        background:var(--paper)}
        h1{line-height:1.2;margin:.2rem 0}h2{font-size:1.15rem;margin:2.2rem 0 .4rem;padding-top:.6rem;
        border-top:1px solid var(--line)}
        p{margin:.4rem 0}.quiet{color:var(--quiet);font-size:.92rem}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.6rem;margin:1rem 0}
        .tile{background:var(--card);border-radius:.5rem;padding:.6rem .8rem}.tile b{display:block;font-size:1.35rem;
        font-variant-numeric:tabular-nums}.tile span{color:var(--quiet);font-size:.85rem}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.25rem .7rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
        th{font-weight:600;color:var(--quiet);font-size:.88rem}td.n{white-space:nowrap}
        .chart{overflow-x:auto}svg{width:100%;min-width:30rem;height:auto;display:block}svg text{fill:var(--ink);
        font-family:system-ui,sans-serif}svg text.onDark{fill:var(--paper)}
        rect.a,circle.a{fill:var(--a)}rect.b,circle.b{fill:var(--b)}line.a,path.a{stroke:var(--a)}line.b,path.b{stroke:var(--b)}
        rect.c,circle.c{fill:var(--good)}line.c,path.c{stroke:var(--good)}rect.d,circle.d{fill:var(--bad)}line.d,path.d{stroke:var(--bad)}
        line,path{fill:none;stroke-width:2}line.grid{stroke:var(--line);stroke-width:1}
        .pair{background:var(--card);border-radius:.5rem;padding:.8rem;margin:.8rem 0}
        .sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:.8rem}
        .sides div{min-width:0}.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;font:.86rem/1.45 ui-monospace,monospace;margin:.3rem 0;
        background:var(--paper);border-radius:.3rem;padding:.6rem}
        mark{background:var(--mark);color:inherit;padding:.05rem .1rem}
        """
}
