/**
 * The command line {@code end4rec}: read {@link org.end4rec.cli.Main} first, then the command you are
 * interested in. Answers go to the standard output, everything else to the standard error. Deliberately absent: the
 * work itself, which {@code models} does.
 */
@NullMarked
package org.end4rec.cli;

import org.jspecify.annotations.NullMarked;
