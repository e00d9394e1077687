package org.end4rec.cli;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds arguments that lost characters on the way from the shell: they would name another user or file. */
final class MangledArguments {
    private static final String REPLACEMENT = "\uFFFD";
    private static final Set<String> ASCII = Set.of("ANSI_X3.4-1968", "US-ASCII", "646");

    private MangledArguments() {}

    /**
     * The error of the first such argument; null if there is none.
     *
     * @param encoding how Java reads arguments, {@code sun.jnu.encoding}
     */
    static @Nullable String find(String[] arguments, String encoding) {
        boolean isUtf8 = encoding.equalsIgnoreCase("UTF-8");
        // in an ASCII locale JDK 17 turns other letters into ?, and newer JDKs turn them into U+FFFD
        boolean isAscii = ASCII.contains(encoding);
        for (String argument : arguments) {
            if (argument.contains(REPLACEMENT) && isUtf8) {
                return "the argument '" + argument + "' is not UTF-8; arguments are read as UTF-8 whatever the locale"
                        + " says: type it in a terminal that is set to UTF-8, or convert it with iconv";
            }
            if (argument.contains(REPLACEMENT) || (isAscii && argument.contains("?"))) {
                return "the argument '" + argument + "' may have lost letters, since Java reads arguments as "
                        + encoding + " here; start the program by its script end4rec, or set LC_ALL=C.UTF-8";
            }
        }
        return null;
    }
}
