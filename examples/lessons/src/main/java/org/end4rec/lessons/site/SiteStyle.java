package org.end4rec.lessons.site;

/** The style sheets of the site. */
final class SiteStyle {
    private static final String FONTS = "system-ui,'Liberation Sans','DejaVu Sans',sans-serif";

    /** What pages and slides have in common, on white and on black. */
    private static final String BASE = """
            *{box-sizing:border-box}
            body{margin:0 auto;background:#fff;color:#16181d;font:1.375rem/1.45 %s}
            h1{font-size:2.4rem;line-height:1.15;margin:.5rem 0}
            h2{font-size:1.8rem;line-height:1.2;margin:2.5rem 0 .5rem}
            p,li,details{max-width:70ch}
            a{color:#0b57b7}
            code{font-family:'Liberation Mono','DejaVu Sans Mono',monospace;font-size:.92em;overflow-wrap:anywhere}
            pre{font-size:1.25rem;line-height:1.4;padding:.8rem 1rem;overflow-x:auto;background:#f3f5f8;
            border-left:.3rem dotted #4a505c}
            pre code{font-size:1em;overflow-wrap:normal}
            pre.java{border-left:.3rem solid #0b57b7}
            .keyword,.annotation{color:#0b4fa8}.text{color:#17622a}.comment{color:#545b67}.number{color:#962a00}
            figure{margin:1rem 0}
            svg{width:100%%;height:auto;display:block}svg.narrow{display:none}
            math{font-size:1.3em}@media(max-width:700px){math{font-size:1.1em}}
            .formula{max-width:55rem;margin:1rem 0;padding:.3rem 0;overflow-x:auto}
            .table{overflow-x:auto}table{border-collapse:collapse}
            th,td{padding:.3rem 1.2rem .3rem 0;text-align:left;border-bottom:1px solid #d5d9e0;vertical-align:top}
            summary{cursor:pointer;font-weight:600}
            nav{display:flex;flex-wrap:wrap;gap:.3rem 2rem;font-size:1.25rem}
            :focus-visible{outline:3px solid #0b57b7}
            @media(prefers-color-scheme:dark){body{background:#14161a;color:#f2f4f8}a{color:#7db7ff}
            pre{background:#1d2127;border-color:#b9c0cc}pre.java{border-color:#7db7ff}
            .keyword,.annotation{color:#8ab8ff}.text{color:#8fd19e}.comment{color:#aab2bf}.number{color:#ffab85}
            th,td{border-color:#3a404b}:focus-visible{outline-color:#7db7ff}}
            @media(max-width:700px){body{font-size:1.0625rem}h1{font-size:1.6rem}h2{font-size:1.3rem}
            pre,nav{font-size:.95rem}svg.wide{display:none}svg.narrow{display:block}
            th,td{padding-right:.6rem}}
            @media print{pre{white-space:pre-wrap}nav{display:none}}
            """.formatted(FONTS);

    /** A page to read. */
    static final String PAGE = BASE + """
            body{padding:1.5rem;max-width:1280px}
            @media(max-width:700px){body{padding:.9rem}}
            @page{size:A4;margin:15mm}
            """;

    /** A slide fills the screen, and a longer one scrolls. A line of code that is too long goes on in the next line. */
    static final String SLIDES = BASE + """
            html{scroll-snap-type:y proximity}
            body{font-size:1.75rem;line-height:1.4}code{font-size:1em}
            section{min-height:100vh;padding:1.5rem 2.5rem;scroll-snap-align:start;display:flex;flex-direction:column}
            section>*{width:100%}
            h1,h2{font-size:2.4rem;margin:0 0 1rem}p{margin:.6rem 0}ul{margin:.3rem 0}
            pre{font-size:1.75rem;line-height:1.25;margin:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
            nav,footer{font-size:1.75rem}nav{padding:1.5rem 2.5rem 0}
            footer{margin-top:auto;padding-top:.5rem;text-align:right}
            @media(max-width:700px){body,nav,footer{font-size:1.1rem}pre{font-size:1rem}
            h1,h2{font-size:1.6rem}section{padding:1rem}nav{padding:1rem 1rem 0}}
            @page{size:339mm 191mm;margin:0}
            @media print{section{break-after:page;min-height:191mm}}
            """;

    private SiteStyle() {}
}
