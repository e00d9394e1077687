/**
 * What to do with the library: read {@link org.end4rec.examples.EmbedInYourApplication} to recommend from your own
 * program, {@code lessons} to see one idea at a time, {@code cli} for the command line. Deliberately absent: anything
 * another module would need.
 */
@NullMarked
package org.end4rec.examples;

import org.jspecify.annotations.NullMarked;
