package org.end4rec.models.page;

import java.util.List;

/** The style sheets. They use no variables, which programs that draw SVG files outside a browser do not know. */
final class Style {
    /** What charts look like, on white and on black. */
    static final String CHART = """
            svg text{fill:#16181d;font-family:system-ui,'Liberation Sans','DejaVu Sans',sans-serif}
            .paper{fill:#fff}.frame{fill:#fff;stroke:#16181d;stroke-width:1.5}
            .grid{stroke:#d5d9e0;stroke-width:1}.whisker{stroke:#16181d;stroke-width:2}
            .bar{opacity:.75}
            """ + colors(Look.ON_WHITE) + """
            @media(prefers-color-scheme:dark){svg text{fill:#f2f4f8}
            .paper{fill:#14161a}.frame{fill:#14161a;stroke:#f2f4f8}.grid{stroke:#3a404b}.whisker{stroke:#f2f4f8}
            """ + colors(Look.ON_BLACK) + "}\n";

    /** What a page looks like, on a projector and on a telephone. */
    static final String PAGE = """
            *{box-sizing:border-box}
            body{margin:0 auto;padding:1.5rem;max-width:1280px;background:#fff;color:#16181d;
            font:1.375rem/1.4 system-ui,'Liberation Sans','DejaVu Sans',sans-serif}
            h1{font-size:2.4rem;line-height:1.15;margin:0 0 .5rem}h2{font-size:1.8rem;margin:2.5rem 0 \
            .5rem;line-height:1.2}
            p,li,caption{max-width:70ch}caption,footer{color:#4a505c}caption{text-align:left}
            svg{width:100%;height:auto;display:block}svg.narrow{display:none}
            .key{display:flex;flex-wrap:wrap;gap:.3rem 2rem;padding:0;margin:.5rem 0;list-style:none;font-weight:600}
            .key svg{display:inline-block;width:3rem;height:1.2rem;vertical-align:-.15rem;margin-right:.5rem}
            .table{overflow-x:auto}table{border-collapse:collapse;font-size:1.15rem;font-variant-numeric:tabular-nums}
            th,td{padding:.25rem .9rem .25rem 0;text-align:right;border-bottom:1px solid #d5d9e0;vertical-align:top}
            th:first-child,td:first-child{text-align:left}
            figure{margin:0}figcaption{color:#4a505c;max-width:70ch;margin:.5rem 0}
            details{margin:.5rem 0}summary{cursor:pointer}code{overflow-wrap:anywhere}
            .figures{display:flex;flex-wrap:wrap;gap:.8rem 2.5rem;margin:1rem 0}.figures dt{color:#4a505c}
            .figures dd{margin:0;font-size:1.8rem;font-weight:600}.figures div{min-width:0}
            .warning{border-left:.4rem solid #b3261e;padding:.1rem 0 .1rem 1rem;margin:1rem 0}
            .warning p,.warning h3{margin:.3rem 0}h3{font-size:1.375rem;line-height:1.25}
            h1,h2,h3,p,li,td,dd,summary{overflow-wrap:anywhere}td,th{overflow-wrap:normal}
            :focus-visible{outline:3px solid #0b57b7}
            @media(prefers-color-scheme:dark){body{background:#14161a;color:#f2f4f8}
            caption,footer,figcaption,.figures dt{color:#b9c0cc}.warning{border-color:#ff9a8f}
            th,td{border-color:#3a404b}:focus-visible{outline-color:#7db7ff}}
            @media(max-width:700px){body{padding:.9rem;font-size:1.0625rem}h1{font-size:1.6rem}h2{font-size:1.3rem}
            svg.wide{display:none}svg.narrow{display:block}
            .figures{gap:.5rem 1.5rem}.figures dd{font-size:1.35rem}h3{font-size:1.125rem}table{font-size:.95rem}}
            """ + CHART;

    private Style() {}

    private static String colors(List<String> colors) {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < colors.size(); i++) {
            rules.append(Svg.format(".s%d{color:%2$s;fill:%2$s;stroke:%2$s}\n", i, colors.get(i)));
        }
        return rules.toString();
    }
}
