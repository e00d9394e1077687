package org.end4rec.lessons.site;

import java.util.Map;
import java.util.Set;

/**
 * Formulas: the part of TeX that the lessons use becomes MathML. What is not known here is refused, so a page never
 * shows a formula that is not meant.
 */
public final class Formula {
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("Gamma", "Γ"),
            Map.entry("delta", "δ"),
            Map.entry("Delta", "Δ"),
            Map.entry("varepsilon", "ε"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("kappa", "κ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("pi", "π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("tau", "τ"),
            Map.entry("varphi", "φ"),
            Map.entry("omega", "ω"),
            Map.entry("infty", "∞"));
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("cdot", "·"),
            Map.entry("times", "×"),
            Map.entry("pm", "±"),
            Map.entry("le", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("ne", "≠"),
            Map.entry("approx", "≈"),
            Map.entry("in", "∈"),
            Map.entry("to", "→"),
            Map.entry("mapsto", "↦"),
            Map.entry("partial", "∂"),
            Map.entry("odot", "⊙"),
            Map.entry("langle", "⟨"),
            Map.entry("rangle", "⟩"),
            Map.entry("lfloor", "⌊"),
            Map.entry("rfloor", "⌋"),
            Map.entry("top", "⊤"),
            Map.entry("dots", "…"),
            Map.entry("cdots", "⋯"),
            Map.entry("{", "{"),
            Map.entry("}", "}"));
    private static final Map<String, String> SUMS = Map.of("sum", "∑", "prod", "∏");
    private static final Map<String, String> ACCENTS = Map.of("hat", "^", "bar", "¯", "tilde", "~");
    private static final Map<String, String> SPACES = Map.of(",", "0.17em", ";", "0.28em", "quad", "1em");
    private static final Set<String> FUNCTIONS =
            Set.of("log", "ln", "exp", "sin", "cos", "tan", "tanh", "max", "min", "det");
    private static final String SIGNS = "+-=/()[]|,;:!<>*.";

    private final String tex;
    private final boolean display;
    private int at;

    private Formula(String tex, boolean display) {
        this.tex = tex;
        this.display = display;
    }

    /**
     * The formula as an element {@code math}.
     *
     * @param display whether it has a line of its own
     * @throws IllegalArgumentException if it has something that is not known here
     */
    public static String mathml(String tex, boolean display) {
        Formula formula = new Formula(tex, display);
        String row = formula.row();
        if (formula.at < tex.length()) {
            throw formula.wrong("a } without its {");
        }
        return "<math" + (display ? " display=\"block\"" : "") + " alttext=\"" + JavaColors.escape(tex) + "\">" + row
                + "</math>";
    }

    /** Everything up to the end or the brace that ends this group. */
    private String row() {
        StringBuilder row = new StringBuilder("<mrow>");
        for (skip(); at < tex.length() && tex.charAt(at) != '}'; skip()) {
            row.append(scripted());
        }
        return row.append("</mrow>").toString();
    }

    /** One thing with what stands below and above it. */
    private String scripted() {
        boolean limits = display && SUMS.keySet().stream().anyMatch(sum -> tex.startsWith("\\" + sum, at));
        String base = atom();
        String below = "";
        String above = "";
        for (skip(); at < tex.length() && "_^'".indexOf(tex.charAt(at)) >= 0; skip()) {
            char script = tex.charAt(at++);
            if (!(script == '_' ? below : above).isEmpty()) {
                throw wrong("two scripts in one place");
            }
            if (script == '_') {
                below = atom();
            } else {
                above = script == '\'' ? "<mo>′</mo>" : atom();
            }
        }
        String kind =
                (below.isEmpty() ? "" : limits ? "under" : "sub") + (above.isEmpty() ? "" : limits ? "over" : "sup");
        return kind.isEmpty() ? base : element("m" + kind, base + below + above);
    }

    /** A letter, a number, a sign, a group, or a command with its groups. */
    private String atom() {
        skip();
        if (at == tex.length()) {
            throw wrong("the end");
        }
        char c = tex.charAt(at);
        if (c == '\\') {
            return command();
        }
        if (c == '{') {
            return group();
        }
        if (Character.isDigit(c)) {
            int start = at;
            while (at < tex.length() && (Character.isDigit(tex.charAt(at)) || isPoint())) {
                at++;
            }
            return element("mn", tex.substring(start, at));
        }
        at++;
        if (c < 128 && Character.isLetter(c)) {
            return element("mi", String.valueOf(c));
        }
        if (SIGNS.indexOf(c) < 0) {
            at--;
            throw wrong("the sign " + c);
        }
        String sign = c == '-' ? "−" : JavaColors.escape(String.valueOf(c));
        // a fence grows with what it encloses only after \left and \right
        return "()[]|".indexOf(c) < 0 ? element("mo", sign) : "<mo stretchy=\"false\">" + sign + "</mo>";
    }

    /** A point between two digits. */
    private boolean isPoint() {
        return tex.charAt(at) == '.' && at + 1 < tex.length() && Character.isDigit(tex.charAt(at + 1));
    }

    private String command() {
        String name = name();
        if (LETTERS.containsKey(name)) {
            return element("mi", LETTERS.get(name));
        }
        if (OPERATORS.containsKey(name)) {
            return element("mo", OPERATORS.get(name));
        }
        if (SUMS.containsKey(name)) {
            return element("mo", SUMS.get(name));
        }
        if (FUNCTIONS.contains(name)) {
            skip();
            boolean spaced = at < tex.length() && "(_^".indexOf(tex.charAt(at)) < 0;
            return element("mi", name) + (spaced ? "<mspace width=\"0.17em\"/>" : "");
        }
        if (SPACES.containsKey(name)) {
            return "<mspace width=\"" + SPACES.get(name) + "\"/>";
        }
        if (ACCENTS.containsKey(name)) {
            return "<mover accent=\"true\">" + group() + element("mo", ACCENTS.get(name)) + "</mover>";
        }
        return switch (name) {
            case "frac" -> element("mfrac", group() + group());
            case "sqrt" -> element("msqrt", group());
            case "text" -> text("mtext");
            case "mathrm" -> text("mi");
            case "left", "right" -> {
                String fence = atom();
                yield fence.replace(" stretchy=\"false\"", "").replace("<mo>", "<mo stretchy=\"true\">");
            }
            default -> throw wrong("the command \\" + name);
        };
    }

    /** The name of a command: letters, or one sign. */
    private String name() {
        int start = ++at;
        while (at < tex.length() && Character.isLetter(tex.charAt(at))) {
            at++;
        }
        if (at == start && at < tex.length()) {
            at++;
        }
        return tex.substring(start, at);
    }

    private String group() {
        open();
        String row = row();
        close();
        return row;
    }

    private String text(String element) {
        open();
        int start = at;
        while (at < tex.length() && tex.charAt(at) != '}') {
            at++;
        }
        String text =
                element(element, JavaColors.escape(tex.substring(start, at).replace(' ', '\u00a0')));
        close();
        return text;
    }

    private void open() {
        skip();
        if (at == tex.length() || tex.charAt(at) != '{') {
            throw wrong("no {");
        }
        at++;
    }

    private void close() {
        if (at == tex.length()) {
            throw wrong("a { without its }");
        }
        at++;
    }

    private void skip() {
        while (at < tex.length() && Character.isWhitespace(tex.charAt(at))) {
            at++;
        }
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("formula $" + tex + "$: " + what + " at letter " + (at + 1)
                + " is not known; simplify the formula or teach Formula what it is");
    }
}
